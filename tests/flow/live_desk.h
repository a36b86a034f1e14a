// A ticket system that is described in a file, on loopback, and a daemon that delivers to it.
#pragma once

#include "connector/http/server.h"
#include "tests/flow/flow.h"
#include "tests/support/scripted_desk.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

using app::kProbedDesk;
using app::ScriptedDesk;

inline constexpr const char* kToken = "t0p-secret-token";

inline std::string changed(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in the text: " << from);
    return text.replace(at, from.size(), to);
}

inline void edit(const std::filesystem::path& file, std::string_view from, std::string_view to) {
    writeFile(file, changed(readFile(file), from, to));
}

// Our own listener, which plays the desk, takes GET, HEAD and POST: the method stands in a header.
inline std::string erasing(std::string adapter) {
    for (const std::string object : {"contact", "ticket", "comment"}) {
        const auto path = fmt::format("path: \"/{0}s/${{in.{0}.id}}\"", object);
        adapter = changed(
            adapter,
            "{method: DELETE, " + path + "}",
            "{method: POST, " + path + ", headers: {X-HTTP-Method-Override: DELETE}}"
        );
    }
    return adapter;
}

/// The desk's adapter with a token.
inline std::string deskAdapter() {
    return changed(
        changed(
            erasing(kProbedDesk),
            "auth: {kind: none}",
            "auth: {kind: bearer, token: settings.token}"
        ),
        "  url: {type: url, required: true}\n",
        "  url: {type: url, required: true}\n  token: {type: secret, required: true}\n"
    );
}

/// How the desk takes requests: Silent does what it is told to write and never answers that.
enum class Mood { Answering, Unavailable, Silent };

/// The scripted desk on loopback; knows one token.
class LiveDesk {
public:
    LiveDesk()
        : server_(http::ServerOptions{}, [this](http::Request request, http::Responder respond) {
              take(std::move(request), std::move(respond));
          }) {
        server_.start();
    }
    ~LiveDesk() { server_.stop(std::chrono::milliseconds{0}); }

    [[nodiscard]] std::string url() const {
        return fmt::format("http://127.0.0.1:{}", server_.port());
    }
    /// What is in it below `collection`, in the order of making.
    [[nodiscard]] std::vector<nlohmann::json> things(const std::string& collection) const {
        const std::scoped_lock lock(mutex_);
        std::vector<nlohmann::json> found;
        for (const auto& [path, thing] : desk_.things) {
            if (path.starts_with(collection + "/"))
                found.push_back(thing);
        }
        return found;
    }
    [[nodiscard]] int refused() const {
        const std::scoped_lock lock(mutex_);
        return refused_;
    }
    void drop(const std::string& field) {
        const std::scoped_lock lock(mutex_);
        desk_.unknownFields.insert(field);
    }

    void become(Mood mood) {
        const std::scoped_lock lock(mutex_);
        mood_ = mood;
    }

private:
    void take(http::Request request, http::Responder respond) {
        const std::scoped_lock lock(mutex_);
        const bool isWrite = request.method == "POST";
        auto response = answer(std::move(request));
        if (mood_ == Mood::Silent && isWrite)
            unanswered_.push_back(std::move(respond));
        else
            respond(std::move(response));
    }
    http::Response answer(http::Request request) {
        http::Response response;
        response.contentType = "application/json";
        if (request.header("Authorization") != fmt::format("Bearer {}", kToken)) {
            ++refused_;
            response.status = 401;
            return response;
        }
        if (mood_ == Mood::Unavailable) {
            response.status = 503;
            return response;
        }
        const auto query = request.query.empty() ? "" : "?" + request.query;
        const auto method = request.header("X-HTTP-Method-Override");
        const auto said = desk_.send(
            {std::string(method.value_or(request.method)),
             std::string(ScriptedDesk::kUrl) + request.path + query,
             {},
             request.body}
        );
        const auto& got = std::get<adapter_api::InboundAnswer>(said);
        response.status = got.status;
        response.body = got.body.expose();
        return response;
    }

    mutable std::mutex mutex_;
    ManualClock clock_{fromMillis(1'795'444'571'000)};
    ScriptedDesk desk_{clock_};
    int refused_ = 0;
    Mood mood_ = Mood::Answering;
    std::vector<http::Responder> unanswered_;
    http::Server server_;
};

/// A flow whose one destination is the desk.
class DeskFlow : public Flow {
public:
    DeskFlow() {
        const auto adapter = daemon.configFile().parent_path() / "adapters" / "desk";
        std::filesystem::create_directories(adapter);
        writeFile(adapter / "adapter.yaml", deskAdapter());
        const auto text = readFile(daemon.configFile());
        const auto from = text.find("    adapter: folder");
        const auto to = text.find("queues:");
        writeFile(
            daemon.configFile(),
            text.substr(0, from) +
                fmt::format(
                    "    adapter: desk\n    url: {}\n    token: \"${{file:{}}}\"\n"
                    "    allow: [127.0.0.1]\n",
                    desk.url(),
                    token().string()
                ) +
                text.substr(to)
        );
        setToken(kToken);
    }

    [[nodiscard]] std::filesystem::path token() const { return daemon.credential("desk_token"); }
    [[nodiscard]] std::filesystem::path adapterFile() const {
        return daemon.configFile().parent_path() / "adapters" / "desk" / "adapter.yaml";
    }
    void setToken(const std::string& word) const {
        std::filesystem::remove(token());
        writeFile(token(), word);
        std::filesystem::permissions(token(), std::filesystem::perms::owner_all);
    }
    [[nodiscard]] Finished adapter(std::vector<std::string> words) const {
        words.insert(words.begin(), "adapter");
        return daemon.run(std::move(words));
    }

    LiveDesk desk;
};

}  // namespace bowline::tests
