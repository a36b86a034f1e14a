#include "connector/app/setup.h"

#include "connector/app/shipped_files.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;

std::string configText(const SetupOptions& options) {
    return fmt::format(
        R"(# bowline: made by `bowline init`. All keys: `bowline docs`. After a change: `bowline check`.
store:
  path: {state}
listen:
  # Put a TLS proxy in front; the provider talks to no plain port.
  public: 127.0.0.1:{port}
  admin: {run}/admin.sock
channels:
  - name: support
    number: "{number}"
    path: /webhooks/meta
    app_secret: "${{cred:app_secret}}"
    verify_token: "${{cred:verify_token}}"
destinations:
  # Tickets as files; replace by your help desk when you have seen it work.
  - name: helpdesk
    adapter: folder
    path: {state}/tickets
routes:
  - id: default
    to: [helpdesk]
    queue: Support
)",
        // The daemon starts in another folder than the one `init` was called in.
        fmt::arg("state", fs::absolute(options.stateDir).string()),
        fmt::arg("run", fs::absolute(options.runDir).string()),
        fmt::arg("port", options.port),
        fmt::arg("number", options.number)
    );
}

void refuseExisting(const fs::path& file) {
    if (!fs::exists(file))
        return;
    throw ConfigError(
        "init: " + file.string() + " exists already",
        "nothing was changed; move the old installation away or choose another --config-dir"
    );
}

/// A new file, on disk when it returns. `mode` keeps secrets to their owner.
void writeNew(const fs::path& file, std::string_view text, mode_t mode) {
    fs::create_directories(file.parent_path());
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool written =
        fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    if (!written)
        throw ConfigError(
            "init: cannot write " + file.string(), "look at the folder's owner and free space"
        );
}

void makePrivate(const fs::path& folder) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace

Setup layDown(const SetupOptions& options, const WipedText& appSecret) {
    const auto credentials = options.configDir / "credentials";
    const auto mappings = options.configDir / "mappings";
    std::vector<fs::path> files{
        options.configDir / "bowline.yaml",
        credentials / "master.key",
        credentials / "app_secret",
        credentials / "verify_token"};
    for (const auto& shipped : shippedMappings())
        files.push_back(mappings / shipped.path);
    for (const auto& file : files)
        refuseExisting(file);

    makePrivate(credentials);
    makePrivate(options.stateDir);
    makePrivate(options.stateDir / "tickets");
    fs::create_directories(options.runDir);
    auto key = vault::newMasterKey();
    vault::createMasterKeyFile(files[1].string(), key);
    writeNew(files[2], appSecret.view(), 0600);
    writeNew(files[3], toHex(randomBytes(16)) + "\n", 0600);
    for (const auto& shipped : shippedMappings())
        writeNew(mappings / shipped.path, shipped.text, 0644);
    // The configuration last: while it is missing nobody takes a half-made installation for a whole
    // one.
    writeNew(files[0], configText(options), 0644);
    return {std::move(files), std::move(key)};
}

}  // namespace bowline::app
