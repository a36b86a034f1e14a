// What the tests of the configuration share: a folder as `bowline init` lays it out, with an
// adapter of the author's own.
#pragma once

#include "connector/app/adapter_shelf.h"
#include "connector/app/configuration.h"
#include "connector/app/setup.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bowline::app {

/// Reads and writes tickets by our key; its search lags 90 seconds behind.
inline const std::string kDeskAdapter = R"(adapter: 1
name: desk
settings:
  url: {type: url, required: true, help: Address of the desk}
  token: {type: secret, required: true}
  states: {type: map}
base_url: "${settings.url}/api"
auth: {kind: bearer, token: settings.token}
operations:
  health.check:
    method: GET
    path: /me
  ticket.find:
    consistency: {index_lag: 90s}
    method: GET
    path: /tickets
    query: {key: "${in.key}"}
    responses:
      - {when: res.status == 200 && res.body.key != in.key, class: absent}
    pick: {id: /id}
    assert: res.body.key == in.key
  ticket.create:
    method: POST
    path: /tickets
    body:
      json:
        key: ${in.key}
        subject: ${in.ticket.subject}
        country: ${in.ticket.fields.Country}
    pick: {id: /id}
  comment.public:
    method: POST
    path: /tickets/${in.ticket.id}/comments
    body: {json: {text: "${in.message.text}"}}
)";

inline void put(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::create_directories(file.parent_path());
    tests::writeFile(file, text);
}

/// `text` with the first `from` replaced; throws when `from` is not in it.
inline std::string swapped(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == std::string::npos)
        throw std::logic_error("not in the text: " + std::string(from));
    return text.replace(at, from.size(), to);
}

inline std::string printed(const std::vector<settings::Lint>& lints) {
    std::string all;
    for (const auto& lint : lints)
        all += settings::toText(lint) + "\n";
    return all;
}

class Installation {
public:
    Installation() {
        options.configDir = folder / "etc";
        options.stateDir = folder / "var";
        options.runDir = folder / "run";
    }

    /// The desk's adapter as one of the author's own.
    void addDesk(const std::string& text = kDeskAdapter) const {
        put(options.configDir / "adapters/desk/adapter.yaml", text);
    }

    /// Lays down an installation whose tickets go to the desk.
    void layDownDesk() {
        addDesk();
        options.adapter = "desk";
        options.settings = {{"url", "https://desk.example.org"}};
        layDownNow({{"token", WipedText("a token")}});
        edit(config(), "queue: \"Support\"\n", "queue: \"Support\"\ndelivery: { lease: 2m }\n");
        edit(mapping(), "    WA-Alias:", "    Country: \"{contact.country}\"\n    WA-Alias:");
    }

    Setup layDownNow(std::map<std::string, WipedText> ofDestination = {}) const {
        return layDown(
            options, destinationFor(options), {WipedText("app secret"), std::move(ofDestination)}
        );
    }

    static void edit(
        const std::filesystem::path& file, std::string_view from, std::string_view to
    ) {
        put(file, swapped(tests::readFile(file), from, to));
    }

    [[nodiscard]] std::filesystem::path config() const {
        return options.configDir / "bowline.yaml";
    }
    [[nodiscard]] std::filesystem::path mapping() const {
        return options.configDir / "mappings/helpdesk.yaml";
    }
    [[nodiscard]] Configuration load() const { return loadConfiguration(config().string()); }

    tests::TempFolder folder;
    SetupOptions options;
};

}  // namespace bowline::app
