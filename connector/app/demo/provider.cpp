#include "connector/app/demo/provider.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <Poco/Base64Encoder.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fmt/format.h>
#include <sstream>

namespace bowline::app {

namespace {

using nlohmann::json;

json envelope(std::string_view number, json value) {
    value["messaging_product"] = "whatsapp";
    value["metadata"] = {{"display_phone_number", "15550001111"}, {"phone_number_id", number}};
    const json change{{"field", "messages"}, {"value", std::move(value)}};
    return {
        {"object", "whatsapp_business_account"},
        {"entry", json::array({{{"id", "900100"}, {"changes", json::array({change})}}})}};
}

json contactOf(const MadeUpPerson& person) {
    return {{"profile", {{"name", person.name}}}, {"wa_id", person.waId}};
}

json messageOf(const OutgoingMessage& message) {
    json out{
        {"from", message.from->waId},
        {"id", message.id},
        {"timestamp", std::to_string(message.second)},
        {"type", message.type}};
    out[message.type] = json{{"body", message.text}};
    return out;
}

http::ClientOptions toLoopback() {
    constexpr std::chrono::seconds kConnect{5};
    constexpr std::chrono::seconds kTotal{30};  // the daemon answers after its group commit
    constexpr std::size_t kAnswer = 65'536;
    return {kConnect, kTotal, kAnswer, "", {"127.0.0.1"}};
}

}  // namespace

std::string newWamid(const MadeUpPerson& person) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder << '\x1c' << person.waId << '\x15' << toHex(randomBytes(8));
    encoder.close();
    return "wamid." + std::move(out).str();
}

std::string bodyOf(std::string_view number, const std::vector<OutgoingMessage>& messages) {
    json value{{"contacts", json::array()}, {"messages", json::array()}};
    for (const auto& message : messages) {
        value["contacts"].push_back(contactOf(*message.from));
        value["messages"].push_back(messageOf(message));
    }
    return envelope(number, std::move(value)).dump();
}

std::string statusBodyOf(
    std::string_view number, const OutgoingMessage& about, std::string_view state
) {
    const json status{
        {"id", about.id},
        {"status", state},
        {"timestamp", std::to_string(about.second)},
        {"recipient_id", about.from->waId}};
    return envelope(number, {{"statuses", json::array({status})}}).dump();
}

Provider::Provider(std::uint16_t port, std::string path, std::string_view appSecret)
    : url_(fmt::format("http://127.0.0.1:{}{}", port, path)),
      secret_(appSecret),
      client_(toLoopback()) {}

int Provider::post(const std::string& body) {
    return send(body, toHex(asText(secret_.of(body))));
}

int Provider::postBadlySigned(const std::string& body) {
    return send(body, toHex(asText(KeyedHash("not the app secret").of(body))));
}

int Provider::send(const std::string& body, const std::string& signature) {
    const auto answer = client_.send(
        {"POST",
         url_,
         {{"Content-Type", "application/json"}, {"X-Hub-Signature-256", "sha256=" + signature}},
         body}
    );
    if (const auto* got = std::get_if<http::ClientAnswer>(&answer))
        return got->status;
    throw Error(
        fmt::format(
            "demo: the daemon gave no answer: {}",
            http::nameOf(std::get<http::NoAnswer>(answer).code)
        ),
        "run again with --keep and read the daemon's log"
    );
}

}  // namespace bowline::app
