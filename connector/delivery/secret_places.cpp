// Finds stand-ins by their family's letters, then decides by the place. All answers to "where" are
// words of ours: the request may hold a customer's.
#include "connector/delivery/secret_places.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/delivery/body_parts.h"
#include "connector/delivery/secret_encoding.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::delivery {

namespace {

[[noreturn]] void refuse(std::string_view secret, std::string_view where) {
    throw Error(
        fmt::format("delivery: cannot send a request: {} stands {}", secret, where),
        "look at the adapter: a secret may stand, as it is, in a header's value, in path and query "
        "of the URL, in a string of a JSON body, in a form and in the content of a part"
    );
}

[[noreturn]] void refuse(const Substitute& secret, std::string_view where) {
    refuse(fmt::format("the secret {}", secret.name), where);
}

std::string toUpperAscii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

/// What stands in every base64 of a text with `family` in it, `before` bytes (mod 3) into the text.
std::string base64Core(std::string_view family, std::size_t before) {
    const auto first = (8 * before + 5) / 6;
    const auto last = 8 * (before + family.size()) / 6;
    return base64(std::string(before, '\0') + std::string(family)).substr(first, last - first);
}

std::vector<std::string> tracesOf(std::string_view family) {
    const auto hex = toHex(family);
    return {
        toUpperAscii(family),
        base64Core(family, 0),
        base64Core(family, 1),
        base64Core(family, 2),
        hex,
        toUpperAscii(hex)};
}

bool isContentType(std::string_view header) {
    return toLowerAscii(header) == "content-type";
}

std::string_view typeOf(const adapter_api::OutboundRequest& request) {
    const auto found = std::ranges::find_if(request.headers, [](const auto& header) {
        return isContentType(header.first);
    });
    return found == request.headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::size_t typesIn(const adapter_api::OutboundRequest& request) {
    return static_cast<std::size_t>(std::ranges::count_if(request.headers, [](const auto& header) {
        return isContentType(header.first);
    }));
}

/// Where the host ends: what stands before it is not a place. The whole of a text that is no URL.
std::size_t endOfHost(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return url.size();
    return std::min(url.find_first_of("/?#", scheme + 3), url.size());
}

bool cutsPercentEscape(std::string_view text, std::size_t at) {
    return text.substr(0, at).substr(at - std::min<std::size_t>(at, 2)).find('%') !=
           std::string_view::npos;
}

std::string asPlain(const Substitute& secret) {
    return std::string(secret.text);
}

std::string asPercent(const Substitute& secret) {
    return percentEncoded(secret.text);
}

std::string asJson(const Substitute& secret) {
    auto encoded = insideJsonString(secret.text);
    if (!encoded)
        refuse(secret, "in JSON, but is not UTF-8");
    return std::move(*encoded);
}

}  // namespace

SecretPlaces::SecretPlaces(std::string_view family, std::vector<Substitute> substitutes)
    : family_(family), substitutes_(std::move(substitutes)), traces_(tracesOf(family)) {}

http::ClientRequest SecretPlaces::filled(const adapter_api::OutboundRequest& request) const {
    requireNone(request.method, "in the method");
    http::ClientRequest out{
        .method = request.method,
        .url = url(request.url),
        .headers = {},
        .body = {},
        .totalTimeout = request.timeout};
    for (const auto& [name, value] : request.headers) {
        requireNone(name, "in the name of a header");
        if (isContentType(name))
            requireNone(value, "in the type of the body");
        out.headers.emplace_back(name, headerValue(value));
    }
    if (typesIn(request) > 1)
        requireNone(request.body, "in a body of two types");
    out.body = body(request.body, typeOf(request));
    return out;
}

SecretPlaces::Occurrences SecretPlaces::in(std::string_view text) const {
    requireNoTrace(text);
    Occurrences found;
    for (auto at = text.find(family_); at != std::string_view::npos;
         at = text.find(family_, at + kStandInLength)) {
        const auto whole = text.substr(at, kStandInLength);
        const auto known = std::ranges::find(substitutes_, whole, &Substitute::standIn);
        if (known == substitutes_.end())
            refuse("a secret", "there cut, or was never given out");
        found.push_back({at, &*known});
    }
    return found;
}

void SecretPlaces::requireNone(std::string_view text, std::string_view where) const {
    for (const auto& occurrence : in(text))
        refuse(*occurrence.substitute, where);
}

void SecretPlaces::requireNoTrace(std::string_view text) const {
    for (const auto& trace : traces_) {
        if (text.find(trace) != std::string_view::npos)
            refuse("a secret", "there encoded or in capitals");
    }
}

std::string SecretPlaces::replaced(
    std::string_view text, const Occurrences& found, const Encode& encode
) {
    std::string out;
    std::size_t taken = 0;
    for (const auto& [at, substitute] : found) {
        out += text.substr(taken, at - taken);
        out += encode(*substitute);
        taken = at + kStandInLength;
    }
    out += text.substr(taken);
    return out;
}

std::string SecretPlaces::url(std::string_view url) const {
    const auto found = in(url);
    const auto host = endOfHost(url);
    for (const auto& [at, substitute] : found) {
        if (at < host)
            refuse(*substitute, "before the path of the URL");
        requireAnyPlace(*substitute);
        if (cutsPercentEscape(url, at))
            refuse(*substitute, "inside an escape of the URL");
    }
    return replaced(url, found, asPercent);
}

std::string SecretPlaces::headerValue(std::string_view value) const {
    const auto found = in(value);
    for (const auto& occurrence : found) {
        if (occurrence.substitute->use == SecretUse::NoPlace)
            refuse(*occurrence.substitute, "in a request, but is a key and only signs");
    }
    return replaced(value, found, asPlain);
}

std::string SecretPlaces::plain(std::string_view text) const {
    const auto found = in(text);
    for (const auto& occurrence : found)
        requireAnyPlace(*occurrence.substitute);
    return replaced(text, found, asPlain);
}

void SecretPlaces::requireAnyPlace(const Substitute& secret) {
    if (secret.use == SecretUse::NoPlace)
        refuse(secret, "in a request, but is a key and only signs");
    if (secret.use == SecretUse::HeaderOnly)
        refuse(secret, "outside of a header, but is a header's value");
}

std::string SecretPlaces::body(std::string_view bytes, std::string_view header) const {
    const auto type = mediaTypeIn(header);
    if (in(bytes).empty())
        return std::string(bytes);
    return isMultipart(type) ? multipart(bytes, type.boundary) : content(bytes, header);
}

std::string SecretPlaces::content(std::string_view bytes, std::string_view header) const {
    const auto type = mediaTypeIn(header);
    if (isMultipart(type))
        requireNone(bytes, "in a part that has parts of its own");
    if (isJson(type))
        return json(bytes);
    return isForm(type) ? form(bytes) : plain(bytes);
}

std::string SecretPlaces::json(std::string_view bytes) const {
    const auto found = in(bytes);
    JsonStrings strings(bytes);
    for (const auto& [at, substitute] : found) {
        requireAnyPlace(*substitute);
        if (!strings.holds(at))
            refuse(*substitute, "outside of a string of the JSON body");
        strings.skip(kStandInLength);
    }
    return replaced(bytes, found, asJson);
}

std::string SecretPlaces::form(std::string_view bytes) const {
    const auto found = in(bytes);
    for (const auto& [at, substitute] : found) {
        requireAnyPlace(*substitute);
        if (cutsPercentEscape(bytes, at))
            refuse(*substitute, "inside an escape of the form");
    }
    return replaced(bytes, found, asPercent);
}

std::string SecretPlaces::multipart(std::string_view bytes, std::string_view boundary) const {
    std::string out;
    for (const auto& piece : piecesOf(bytes, boundary)) {
        if (!piece.isContent)
            requireNone(piece.bytes, "in the head of a part or between parts");
        if (piece.isEncoded)
            requireNone(piece.bytes, "in a part with a transfer encoding");
        out += piece.isContent ? content(piece.bytes, piece.type) : std::string(piece.bytes);
    }
    return out;
}

}  // namespace bowline::delivery
