// Plays the provider: signed Cloud API webhooks over one keep-alive connection.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// A made-up person. Numbers are reserved for fiction.
struct Customer {
    std::string waId;  ///< digits without '+'
    std::string name;
    std::string bsuid{};
};

/// The n-th made-up customer: +44 7700 900000..900999 (Ofcom's drama numbers), then +1 AREA 555
/// 01xx.
Customer customer(int n);

/// One text message as the provider sends it. `second`: Unix time of the message.
std::string textMessage(
    const Customer& from, std::string_view messageId, std::string_view text, std::int64_t second
);
/// The whole body around messages of one number; `customers` fill the contacts array.
std::string webhookBody(
    const std::vector<std::string>& messages, const std::vector<Customer>& customers
);
/// A body with one change of any field; `value` is JSON. Account-level changes have no metadata.
std::string changeBody(std::string_view field, std::string_view value);
/// A chunk of the history of the business's phone: what was said in the thread with `with`.
std::string historyBody(const Customer& with, const std::vector<std::string>& messages);
/// The business of all bodies, as the sender of its own messages in a history.
Customer business();
std::string preferenceBody(const Customer& who, bool stop, std::int64_t second);
std::string statusBody(
    std::string_view messageId,
    const Customer& recipient,
    std::string_view state,
    std::int64_t second
);

/// "sha256=" and the hex HMAC-SHA-256 of `body` under `secret`.
std::string signatureOf(std::string_view body, std::string_view secret);

class WebhookClient {
public:
    explicit WebhookClient(std::uint16_t port);
    ~WebhookClient();
    WebhookClient(const WebhookClient&) = delete;
    WebhookClient& operator=(const WebhookClient&) = delete;

    /// Posts a signed body; the status of the answer, 0 when the connection was lost first.
    int post(std::string_view body);
    int postSigned(std::string_view body, std::string_view signature);
    /// GET on `target`; the body of the answer, empty when it failed.
    std::string get(std::string_view target);
    /// Sends the bytes of a whole request as they are; the status, 0 when the connection was lost.
    int exchange(const std::string& request);

private:
    int socket_ = -1;
    std::string answer_;
};

}  // namespace bowline::tests
