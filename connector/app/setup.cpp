#include "connector/app/setup.h"

#include "connector/app/adapter_shelf.h"
#include "connector/app/new_files.h"
#include "connector/app/shipped_files.h"
#include "connector/app/vocabulary.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;

std::string configText(const SetupOptions& options, const NewDestination& destination) {
    return fmt::format(
        R"(# bowline: made by `bowline init`. All keys: `bowline docs`. After a change: `bowline check`.
store:
  path: {state}
listen:
  # Put a TLS proxy in front; the provider talks to no plain port.
  public: 127.0.0.1:{port}
  admin: {admin}
channels:
  - name: support
    number: {number}
    path: /webhooks/meta
    app_secret: "${{cred:app_secret}}"
    verify_token: "${{cred:verify_token}}"
destinations:
{destination}# Who answers for a queue: persons or teams, by names that your people know. Put yours here.
queues:
  - name: {queue}
    first_reply: desk
    escalation: lead
    resolution: desk
# Which message goes where: the first rule of which all conditions hold.
routes:
  - id: default
    to: [{name}]
    queue: {queue}
# Who approves the rules before they take traffic; see `bowline preflight`. Without, only a trial: serve --unsigned.
# review:
#   approvers:
#     - {{ name: privacy-officer, key: "the line of her id_ed25519.pub" }}
)",
        // The daemon starts in another folder than the one `init` was called in.
        fmt::arg("state", quotedYaml(fs::absolute(options.stateDir).string())),
        fmt::arg("admin", quotedYaml((fs::absolute(options.runDir) / "admin.sock").string())),
        fmt::arg("port", options.port),
        fmt::arg("number", quotedYaml(options.number)),
        fmt::arg("destination", destination.yaml()),
        fmt::arg("name", destination.name),
        fmt::arg("queue", quotedYaml(options.queue))
    );
}

/// The shipped example of a mapping for `adapter`; nothing when there is none.
std::optional<ShippedFile> exampleFor(const std::string& adapter) {
    for (const auto& shipped : shippedMappings()) {
        if (shipped.path == "examples/" + adapter + ".yaml")
            return shipped;
    }
    return std::nullopt;
}

/// The mapping files of a new installation. One that has a mapping of its own keeps the general one
/// among the examples, since the explanations stand there.
std::map<fs::path, std::string_view> mappingFiles(const NewDestination& destination) {
    const auto own = exampleFor(destination.adapter.name);
    std::map<fs::path, std::string_view> files;
    for (const auto& shipped : shippedMappings()) {
        const bool isMoved = own && shipped.path == "helpdesk.yaml";
        files.emplace(isMoved ? "examples/helpdesk.yaml" : fs::path(shipped.path), shipped.text);
    }
    if (own)
        files.emplace(destination.name + ".yaml", own->text);
    return files;
}

void makePrivate(const fs::path& folder) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace

NewDestination destinationFor(const SetupOptions& options) {
    const auto vocabulary = vocabularyOf(AdapterShelf::beside(options.configDir / "bowline.yaml"));
    const auto& adapters = vocabulary.adapters;
    const auto found = std::ranges::find(adapters, options.adapter, &settings::FieldVariant::name);
    if (found == adapters.end())
        throw ConfigError(
            "init: there is no adapter " + settings::inBackquotes(options.adapter),
            "bowline adapter list names those that are there"
        );
    NewDestination destination{
        exampleFor(options.adapter) ? options.adapter : "helpdesk", *found, options.settings};
    if (options.adapter == "folder")
        destination.given.emplace("path", (fs::absolute(options.stateDir) / "tickets").string());
    destination.check();
    return destination;
}

Setup layDown(
    const SetupOptions& options, const NewDestination& destination, const SetupSecrets& secrets
) {
    const auto credentials = options.configDir / "credentials";
    const auto mappings = options.configDir / "mappings";
    const auto mappingTexts = mappingFiles(destination);
    std::vector<fs::path> files{
        options.configDir / "bowline.yaml",
        credentials / "master.key",
        credentials / "app_secret",
        credentials / "verify_token"};
    for (const auto& [setting, secret] : secrets.ofDestination)
        files.push_back(credentials / destination.credentialOf(setting));
    for (const auto& [path, text] : mappingTexts)
        files.push_back(mappings / path);
    for (const auto& file : files)
        refuseExisting("init", file);

    makePrivate(credentials);
    makePrivate(options.stateDir);
    if (options.adapter == "folder")
        makePrivate(destination.given.at("path"));
    fs::create_directories(options.runDir);
    auto key = vault::newMasterKey();
    vault::createMasterKeyFile(files[1].string(), key);
    writeNew("init", files[2], secrets.app.view(), 0600);
    writeNew("init", files[3], toHex(randomBytes(16)) + "\n", 0600);
    for (const auto& [setting, secret] : secrets.ofDestination)
        writeNew("init", credentials / destination.credentialOf(setting), secret.view(), 0600);
    for (const auto& [path, text] : mappingTexts)
        writeNew("init", mappings / path, text, 0644);
    // The configuration last: while it is missing nobody takes a half-made installation for a whole
    // one.
    writeNew("init", files[0], configText(options, destination), 0644);
    return {std::move(files), std::move(key)};
}

}  // namespace bowline::app
