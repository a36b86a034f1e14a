#include "tests/support/webhook_client.h"

#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "tests/support/daemon_process.h"

#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace bowline::tests {

namespace {

using nlohmann::json;

constexpr const char* kDisplayNumber = "15550001111";

json contactOf(const Customer& customer) {
    json contact{{"profile", {{"name", customer.name}}}, {"wa_id", customer.waId}};
    if (!customer.bsuid.empty())
        contact["user_id"] = customer.bsuid;
    return contact;
}

json changeOf(json value, std::string_view field) {
    const json change{{"field", field}, {"value", std::move(value)}};
    return {
        {"object", "whatsapp_business_account"},
        {"entry", json::array({{{"id", "900100"}, {"changes", json::array({change})}}})}};
}

json envelope(json value, const char* field) {
    value["messaging_product"] = "whatsapp";
    value["metadata"] = {{"display_phone_number", kDisplayNumber}, {"phone_number_id", kNumber}};
    return changeOf(std::move(value), field);
}

}  // namespace

Customer customer(int n) {
    const auto name = fmt::format("Testperson {}", n);
    if (n < 1000)
        return {fmt::format("447700900{:03}", n), name};
    return {fmt::format("1{}55501{:02}", 202 + (n / 100) % 7, n % 100), name};
}

std::string textMessage(
    const Customer& from, std::string_view messageId, std::string_view text, std::int64_t second
) {
    json message{
        {"from", from.waId},
        {"id", messageId},
        {"timestamp", std::to_string(second)},
        {"type", "text"},
        {"text", {{"body", text}}}};
    if (!from.bsuid.empty())
        message["from_user_id"] = from.bsuid;
    return message.dump();
}

std::string webhookBody(
    const std::vector<std::string>& messages, const std::vector<Customer>& customers
) {
    json value{{"contacts", json::array()}, {"messages", json::array()}};
    for (const auto& one : customers)
        value["contacts"].push_back(contactOf(one));
    for (const auto& one : messages)
        value["messages"].push_back(json::parse(one));
    return envelope(std::move(value), "messages").dump();
}

std::string changeBody(std::string_view field, std::string_view value) {
    return changeOf(json::parse(value), field).dump();
}

std::string historyBody(const Customer& with, const std::vector<std::string>& messages) {
    json thread{{"id", with.waId}, {"messages", json::array()}};
    for (const auto& one : messages)
        thread["messages"].push_back(json::parse(one));
    const json chunk{
        {"metadata", {{"phase", 0}, {"chunk_order", 1}, {"progress", 100}}},
        {"threads", json::array({std::move(thread)})}};
    return envelope({{"history", json::array({chunk})}}, "history").dump();
}

Customer business() {
    return {kDisplayNumber, "The business"};
}

std::string preferenceBody(const Customer& who, bool stop, std::int64_t second) {
    const json preference{
        {"wa_id", who.waId},
        {"category", "marketing_messages"},
        {"value", stop ? "stop" : "resume"},
        {"timestamp", second}};
    return envelope({{"user_preferences", json::array({preference})}}, "user_preferences").dump();
}

std::string statusBody(
    std::string_view messageId,
    const Customer& recipient,
    std::string_view state,
    std::int64_t second
) {
    const json status{
        {"id", messageId},
        {"status", state},
        {"timestamp", std::to_string(second)},
        {"recipient_id", recipient.waId}};
    return envelope({{"statuses", json::array({status})}}, "messages").dump();
}

std::string signatureOf(std::string_view body, std::string_view secret) {
    return "sha256=" + toHex(asText(KeyedHash(secret).of(body)));
}

WebhookClient::WebhookClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int one = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(std::exchange(socket_, -1));
    }
}

WebhookClient::~WebhookClient() {
    if (socket_ >= 0)
        ::close(socket_);
}

int WebhookClient::post(std::string_view body) {
    return postSigned(body, signatureOf(body, kAppSecret));
}

int WebhookClient::postSigned(std::string_view body, std::string_view signature) {
    return exchange(fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "X-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n{}",
        kWebhookPath,
        signature,
        body.size(),
        body
    ));
}

std::string WebhookClient::get(std::string_view target) {
    const int status = exchange(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", target));
    return status == 200 ? answer_ : "";
}

int WebhookClient::exchange(const std::string& request) {
    if (socket_ < 0 || ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        return 0;
    std::string got;
    std::size_t headEnd = 0;
    std::size_t expected = 0;
    const bool hasBody = !request.starts_with("HEAD ");
    char buffer[4096];
    while (headEnd == 0 || got.size() < headEnd + expected) {
        const auto n = ::recv(socket_, buffer, sizeof buffer, 0);
        if (n <= 0)
            return 0;
        got.append(buffer, static_cast<std::size_t>(n));
        if (headEnd != 0)
            continue;
        const auto end = got.find("\r\n\r\n");
        if (end == std::string::npos)
            continue;
        headEnd = end + 4;
        const auto length = toLowerAscii(got.substr(0, end)).find("content-length: ");
        if (length != std::string::npos && hasBody)
            expected = std::stoul(got.substr(length + 16));
    }
    answer_ = got.substr(headEnd);
    return std::stoi(got.substr(9, 3));
}

}  // namespace bowline::tests
