#include "connector/channels/twilio_signature.h"

#include "connector/base/base64.h"
#include "connector/base/error.h"
#include "connector/base/text.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr FormLimits kQueryLimits{
    std::size_t{16} * 1024, 256};  ///< the server takes no longer head

struct Address {
    std::string scheme;  ///< "https://"
    std::string host;
    std::string port;  ///< ":443", or empty
    std::string path;
};

[[noreturn]] void refuseAddress() {
    throw ConfigError(
        "channels: cannot set up a Twilio channel: public_url is no address of a webhook",
        "write scheme, host and path as entered at Twilio, without user, query and fragment: "
        "https://example.org/webhooks/twilio"
    );
}

/// The colon before the port; the end when there is none. IPv6 addresses have colons in brackets.
std::size_t portAt(std::string_view authority) {
    const auto colon = authority.rfind(':');
    const auto bracket = authority.rfind(']');
    const bool isPort =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    return isPort ? colon : authority.size();
}

Address addressOf(std::string_view url) {
    const auto schemeEnd = url.find("://");
    if (schemeEnd == std::string_view::npos || url.find_first_of("?#@ ") != std::string_view::npos)
        refuseAddress();
    const auto scheme = url.substr(0, schemeEnd + 3);
    const auto rest = url.substr(scheme.size());
    const auto authority = rest.substr(0, rest.find('/'));
    const auto port = portAt(authority);
    if ((scheme != "https://" && scheme != "http://") || port == 0)
        refuseAddress();
    return {
        std::string(scheme),
        std::string(authority.substr(0, port)),
        std::string(authority.substr(port)),
        std::string(rest.substr(authority.size()))};
}

std::vector<std::string> signedForms(const Address& at) {
    const std::string own = at.scheme == "https://" ? ":443" : ":80";
    std::vector<std::string> forms{at.scheme + at.host + at.path};
    forms.push_back(at.scheme + at.host + (at.port.empty() ? own : at.port) + at.path);
    return forms;
}

bool isHashOf(std::string_view hex, std::string_view body) {
    const auto claimed = fromHex(hex);
    return claimed && equalInConstantTime(*claimed, asText(sha256(body)));
}

/// Names and values in turn; a pair that stands twice counts once.
std::vector<std::string_view> signedParameters(const FormBody& form) {
    auto fields = form.sorted();
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    std::vector<std::string_view> parts;
    for (const auto& [name, value] : fields)
        parts.insert(parts.end(), {name, value});
    return parts;
}

}  // namespace

TwilioSignature::TwilioSignature(const Rotating<AppSecret>& authToken, std::string_view publicUrl)
    : addresses_(signedForms(addressOf(publicUrl))) {
    tokens_.emplace_back(required(authToken.current, "auth token"));
    if (authToken.previous)
        tokens_.emplace_back(required(*authToken.previous, "previous auth token"));
}

bool TwilioSignature::holds(std::string_view claimed, std::string_view query, std::string_view body)
    const {
    std::vector<std::string_view> parts{{}, query.empty() ? "" : "?", query};
    const FormBody parameters(query, kQueryLimits);
    if (!parameters.fault().empty())
        return false;
    if (const auto bodyHash = parameters.text("bodySHA256"))
        return isHashOf(*bodyHash, body) && isOf(claimed, std::move(parts));
    const FormBody form(body, kTwilioFormLimits);
    if (!form.fault().empty())
        return false;
    const auto ofForm = signedParameters(form);
    parts.insert(parts.end(), ofForm.begin(), ofForm.end());
    return isOf(claimed, std::move(parts));
}

/// The first of `parts` is where the address goes. The characters of the base64 are compared, not
/// the bytes behind them: two texts can stand for the same bytes.
bool TwilioSignature::isOf(std::string_view claimed, std::vector<std::string_view> parts) const {
    bool holds = false;
    for (const auto& address : addresses_) {
        parts.front() = address;
        for (const auto& token : tokens_)
            holds |= equalInConstantTime(toBase64(asText(token.of(parts))), claimed);
    }
    return holds;
}

}  // namespace bowline::channels
