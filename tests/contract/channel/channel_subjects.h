// The channels that the contract suite runs over: each provider, by each of its proofs. A new
// channel adds one row here.
#pragma once

#include "connector/base/base64.h"
#include "connector/base/text.h"
#include "connector/channels/dialog360.h"
#include "connector/channels/meta_cloud.h"
#include "connector/channels/twilio.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace bowline::tests {

inline constexpr const char* kOurNumber = "15550100001";
inline constexpr const char* kOtherNumber = "15550100002";
inline const std::string kSecret = "a secret of the contract";
inline const std::string kWord = "0123456789abcdef0123456789abcdef";

/// What a provider puts beside a body.
struct Proof {
    channels::Headers headers{};
    std::string query{};
    std::string segment{};
};

struct ChannelSubject {
    const char* name;
    /// For kOurNumber.
    std::function<std::unique_ptr<channels::Channel>()> make;
    /// One message "hello" to this number.
    std::function<std::string(const std::string& number)> bodyTo;
    std::function<Proof(const std::string& body)> prove;
    bool coversBody = true;  ///< a word proves the sender, not what is sent

    friend std::ostream& operator<<(std::ostream& out, const ChannelSubject& subject) {
        return out << subject.name;
    }
};

inline std::string cloudBodyTo(const std::string& number) {
    const nlohmann::json message = {
        {"from", "447700900123"},
        {"id", "wamid.A"},
        {"timestamp", "1750000000"},
        {"type", "text"},
        {"text", {{"body", "hello"}}}};
    const nlohmann::json value = {
        {"metadata", {{"phone_number_id", number}}}, {"messages", {message}}};
    return nlohmann::json{
        {"object", "whatsapp_business_account"},
        {"entry", {{{"id", "9"}, {"changes", {{{"field", "messages"}, {"value", value}}}}}}}}
        .dump();
}

inline std::string formTo(const std::string& number) {
    return "Body=hello&From=whatsapp%3A%2B447700900123&MessageSid=SM1&To=whatsapp%3A%2B" + number;
}

inline std::string hexSignature(const std::string& body) {
    return toHex(asText(KeyedHash(kSecret).of(body)));
}

/// As Twilio's documentation tells it for formTo(): its names are sorted and each stands once.
inline std::string formSignature(const std::string& form) {
    std::string text = "https://example.org/hook";
    const channels::FormBody read(form, channels::kTwilioFormLimits);
    for (const auto& [name, value] : read.sorted())
        text += std::string(name) + std::string(value);
    const std::string_view parts[] = {text};
    return toBase64(asText(KeyedSha1(kSecret).of(parts)));
}

inline std::unique_ptr<channels::Channel> dialog360(channels::Dialog360Settings settings) {
    settings.number = kOurNumber;
    return std::make_unique<channels::Dialog360Channel>(settings);
}

inline const std::vector<ChannelSubject>& channelSubjects() {
    using namespace channels;
    static const std::vector<ChannelSubject> subjects = {
        {"meta_cloud",
         [] {
             return std::make_unique<MetaCloudChannel>(MetaCloudSettings{
                 AppSecret(kSecret), std::nullopt, VerifyToken("token"), kOurNumber});
         },
         cloudBodyTo,
         [](const std::string& body) {
             return Proof{{{"X-Hub-Signature-256", "sha256=" + hexSignature(body)}}};
         }},
        {"dialog360 by signature",
         [] {
             Dialog360Settings settings;
             settings.platformSecret = {AppSecret(kSecret), std::nullopt};
             return dialog360(std::move(settings));
         },
         cloudBodyTo,
         [](const std::string& body) {
             return Proof{{{"x-360dialog-signature", hexSignature(body)}}};
         }},
        {"dialog360 by header",
         [] {
             Dialog360Settings settings;
             settings.headerName = "X-Proof";
             settings.headerValue = {SharedWord(kWord), std::nullopt};
             return dialog360(std::move(settings));
         },
         cloudBodyTo,
         [](const std::string&) {
             return Proof{{{"X-Proof", kWord}}};
         },
         false},
        {"dialog360 by path",
         [] {
             Dialog360Settings settings;
             settings.pathSegment = {SharedWord(kWord), std::nullopt};
             return dialog360(std::move(settings));
         },
         cloudBodyTo,
         [](const std::string&) {
             return Proof{{}, {}, kWord};
         },
         false},
        {"twilio",
         [] {
             return std::make_unique<TwilioChannel>(TwilioSettings{
                 {AppSecret(kSecret)}, "https://example.org/hook", kOurNumber});
         },
         formTo,
         [](const std::string& body) {
             return Proof{{{"X-Twilio-Signature", formSignature(body)}}};
         }}};
    return subjects;
}

}  // namespace bowline::tests
