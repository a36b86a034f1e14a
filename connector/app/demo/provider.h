// Plays the provider: Cloud API webhooks, signed with the app secret, over HTTP to a port of
// loopback.
// Source: Meta "Webhooks / Payload reference" and "Validate payloads" (X-Hub-Signature-256).
#pragma once

#include "connector/app/demo/chats.h"
#include "connector/base/hmac.h"
#include "connector/http/poco_client.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// One message on its way.
struct OutgoingMessage {
    const MadeUpPerson* from;  ///< outlives the call
    std::string id;            ///< "wamid...."
    std::int64_t second;       ///< Unix time
    std::string type;          ///< "text" or one that nobody knows
    std::string text;          ///< with type text
};

/// A new id as the provider makes them: base64 with the person's number inside.
std::string newWamid(const MadeUpPerson& person);

/// Bodies for the business number `number`.
std::string bodyOf(std::string_view number, const std::vector<OutgoingMessage>& messages);
std::string statusBodyOf(
    std::string_view number, const OutgoingMessage& about, std::string_view state
);

/// Threads: any.
class Provider {
public:
    Provider(std::uint16_t port, std::string path, std::string_view appSecret);

    /// The status of the answer. Errors: Error when there is none.
    [[nodiscard]] int post(const std::string& body);
    /// The same under a signature that does not fit.
    [[nodiscard]] int postBadlySigned(const std::string& body);

private:
    int send(const std::string& body, const std::string& signature);

    std::string url_;
    KeyedHash secret_;
    http::PocoClient client_;
};

}  // namespace bowline::app
