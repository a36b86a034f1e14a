// A ticket system in memory behind an Exchange, and the adapter that talks to it. It does what live
// ones do: drops a field that it does not know, finds late, refuses, changes values. Strict: a
// request that it does not know fails the test.
#pragma once

#include "connector/adapter_api/exchange.h"
#include "connector/base/clock.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace bowline::app {

inline const std::string kProbedDesk = R"(adapter: 1
name: desk
redact: destroys
settings:
  url: {type: url, required: true}
base_url: "${settings.url}"
auth: {kind: none}
responses:
  - {when: res.status == 403, class: config, code: no_right, cure: Give the right}
operations:
  health.check: {method: GET, path: /me, pick: {user: /name}}
  contact.find:
    method: GET
    path: /contacts
    query: {key: "${in.key}"}
    pick: {id: /id}
    assert: res.body.key == in.key
  contact.create:
    method: POST
    path: /contacts
    body: {json: {key: "${in.key}", name: "${in.contact.name}"}}
    pick: {id: /id}
  contact.erase: {method: DELETE, path: "/contacts/${in.contact.id}"}
  ticket.find:
    consistency: {index_lag: 5s}
    method: GET
    path: /tickets
    query: {key: "${in.key}"}
    pick: {id: /id}
    assert: res.body.key == in.key
  ticket.create:
    method: POST
    path: /tickets
    body:
      json:
        key: "${in.key}"
        subject: "${in.ticket.subject}"
        queue: "${in.ticket.queue}"
        fields: "${in.ticket.fields}"
    pick: {id: /id}
  ticket.get:
    method: GET
    path: /tickets/${in.ticket.id}
    pick: {subject: /subject, queue: /queue, fields: /fields}
  ticket.update: {method: PUT, path: "/tickets/${in.ticket.id}", body: {json: {status: "${in.ticket.status}"}}}
  ticket.erase: {method: DELETE, path: "/tickets/${in.ticket.id}"}
  comment.find:
    consistency: strong
    method: GET
    path: /comments
    query: {key: "${in.key}"}
    pick: {id: /id}
    assert: res.body.key == in.key
  comment.public:
    method: POST
    path: /comments
    body: {json: {key: "${in.key}", text: "${in.message.text}"}}
    pick: {id: /id}
  comment.erase: {method: DELETE, path: "/comments/${in.comment.id}"}
excess:
  - {say: may delete users, method: GET, path: /users, granted: res.status == 200}
)";

class ScriptedDesk final : public adapter_api::Exchange {
public:
    using Json = nlohmann::json;

    explicit ScriptedDesk(ManualClock& clock) : clock_(clock) {}

    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override {
        asked.push_back(request.method + " " + request.url.substr(kUrl.size()));
        if (isDown)
            return adapter_api::NoAnswer{"connect", false};
        const auto [status, body] = answer(request);
        return adapter_api::InboundAnswer{
            status, {{"Content-Type", "application/json"}}, adapter_api::AnswerText(body.dump())};
    }
    void writeFile(std::string_view, std::string_view) override { BOOST_ERROR("writes a file"); }
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    [[nodiscard]] Instant now() const override { return clock_.now(); }

    /// What is in the system, by its path: "/tickets/1".
    std::map<std::string, Json> things;
    std::vector<std::string> asked;
    std::set<std::string> unknownFields;               ///< dropped without a word
    std::map<std::string, std::string> changedFields;  ///< comes back as another value
    std::set<std::string> refused;                     ///< "METHOD /collection": 403
    std::set<std::string> kept;                        ///< collections that DELETE does nothing to
    int searchesThatMiss = 0;
    bool isDown = false;
    bool usersMayBeDeleted = false;

    static constexpr std::string_view kUrl = "https://desk.example.org";

private:
    using Said = std::pair<int, Json>;

    Said answer(const adapter_api::OutboundRequest& request) {
        const auto target = request.url.substr(kUrl.size());
        const auto path = target.substr(0, target.find('?'));
        const auto collection = path.substr(0, path.find('/', 1));
        if (refused.contains(request.method + " " + collection))
            return {403, Json::object()};
        if (path == "/me")
            return {200, {{"name", "bowline"}}};
        if (path == "/users")
            return {usersMayBeDeleted ? 200 : 403, Json::object()};
        if (request.method == "POST")
            return made(collection, Json::parse(request.body));
        if (path == collection)
            return found(collection, target.substr(target.find("key=") + 4));
        return onThing(request, path);
    }

    Said made(const std::string& collection, Json thing) {
        const auto id = std::to_string(++last_);
        thing["id"] = id;
        for (const auto& field : unknownFields)
            if (thing.contains("fields"))
                thing["fields"].erase(field);
        for (const auto& [field, value] : changedFields)
            thing["fields"][field] = value;
        things[collection + "/" + id] = thing;
        return {201, thing};
    }

    Said found(const std::string& collection, const std::string& key) {
        if (collection == "/tickets" && searchesThatMiss-- > 0)
            return {404, Json::object()};
        for (const auto& [path, thing] : things) {
            if (path.starts_with(collection + "/") && thing["key"] == key)
                return {200, thing};
        }
        return {404, Json::object()};
    }

    Said onThing(const adapter_api::OutboundRequest& request, const std::string& path) {
        const auto at = things.find(path);
        if (at == things.end())
            return {404, Json::object()};
        if (request.method == "PUT")
            at->second.update(Json::parse(request.body));
        Json thing = at->second;
        if (request.method == "DELETE" && !kept.contains(path.substr(0, path.find('/', 1))))
            erase(path);
        return {200, std::move(thing)};
    }

    /// A ticket takes its comments with it.
    void erase(const std::string& path) {
        things.erase(path);
        if (path.starts_with("/tickets/"))
            std::erase_if(things, [](const auto& t) { return t.first.starts_with("/comments/"); });
    }

    ManualClock& clock_;
    int last_ = 0;
};

}  // namespace bowline::app
