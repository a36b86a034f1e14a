#include "adapters/rest/request.h"

#include "adapters/rest/encoding.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"
#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::OutboundRequest;
using expression::Value;

// Stands for a value that came out empty until its surroundings are known; no encoded value and no
// author's path holds it.
constexpr char kNothing = '\x01';

/// True when a part between slashes is empty because a value was: `/tickets/${null}` would ask for
/// all tickets.
bool hasEmptyPart(std::string_view path) {
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = path.substr(begin, end - begin);
        if (!part.empty() && part.find_first_not_of(kNothing) == std::string_view::npos)
            return true;
        begin = end + 1;
    }
    return false;
}

std::variant<std::string, Refusal> pathOf(const Request& request, const Roots& roots) {
    auto path = request.path->renderWith(roots.values, [](const Value& value) {
        const auto text = percentEncoded(expression::toText(value));
        return text.empty() ? std::string(1, kNothing) : text;
    });
    if (hasEmptyPart(path) || hasDotSegment(path))
        return Refusal{"bad_path"};
    std::erase(path, kNothing);
    return asPath(path.starts_with('/') ? path : "/" + path);
}

/// An address that an answer gave, at home with `baseUrl`.
std::variant<std::string, Refusal> addressOf(
    std::string_view baseUrl, const std::string& reference
) {
    auto url = resolved(baseUrl, reference);
    url.resize(std::min(url.find('#'), url.size()));
    if (!isSameOrigin(baseUrl, url))
        return Refusal{"foreign_host"};
    if (hasDotSegment(targetOf(url).path))
        return Refusal{"bad_path"};
    return url;
}

std::variant<std::string, Refusal> placeOf(
    const Request& request, std::string baseUrl, const Roots& roots, const Additions& additions
) {
    while (baseUrl.ends_with('/'))
        baseUrl.pop_back();
    if (!originOf(baseUrl))
        return Refusal{"bad_base_url"};
    if (!additions.url.empty())
        return addressOf(baseUrl, additions.url);
    if (request.absolute)
        return addressOf(baseUrl, textOf(request.path, roots.values));
    auto path = pathOf(request, roots);
    if (auto* refusal = std::get_if<Refusal>(&path))
        return std::move(*refusal);
    return baseUrl + std::get<std::string>(path);
}

void appendQuery(std::string& url, const std::string& query) {
    if (!query.empty())
        url += (url.find('?') == std::string::npos ? '?' : '&') + query;
}

void setHeaders(
    OutboundRequest& request,
    const std::vector<std::pair<std::string, TemplatePtr>>& headers,
    const Roots& roots
) {
    for (const auto& [name, value] : headers) {
        const Value text = valueOf(value, roots.values);
        if (!text.isNull())
            setHeader(request, name, expression::toText(text));
    }
}

bool hasHeader(const OutboundRequest& request, std::string_view name) {
    return std::ranges::any_of(request.headers, [&](const auto& header) {
        return toLowerAscii(header.first) == name;
    });
}

/// A request has one key: of several rates the first that knows it.
std::string rateKeyOf(const AdapterSpec& spec, const Roots& roots) {
    for (std::size_t i = 0; i < spec.keyedRates.size(); ++i) {
        const auto key = textOf(spec.keyedRates[i].key, roots.values);
        if (!key.empty())
            return ratePrefix(i) + key;
    }
    return {};
}

}  // namespace

std::string ratePrefix(std::size_t place) {
    return fmt::format("rate{}:", place + 1);
}

void setHeader(OutboundRequest& request, std::string_view name, std::string_view value) {
    const auto same = std::ranges::find_if(request.headers, [&](const auto& header) {
        return toLowerAscii(header.first) == toLowerAscii(name);
    });
    if (same != request.headers.end())
        same->second = asHeaderValue(value);
    else
        request.headers.emplace_back(name, asHeaderValue(value));
}

void addQuery(OutboundRequest& request, std::string_view name, std::string_view value) {
    std::string field;
    appendField(field, name, value);
    appendQuery(request.url, field);
}

std::variant<OutboundRequest, Refusal> outboundRequest(
    const Request& request,
    const AdapterSpec& spec,
    const std::string& baseUrl,
    const Roots& roots,
    const Additions& additions
) {
    auto place = placeOf(request, baseUrl, roots, additions);
    if (auto* refusal = std::get_if<Refusal>(&place))
        return std::move(*refusal);
    auto body = bodyOf(request.body, roots, additions.body);
    if (auto* refusal = std::get_if<Refusal>(&body))
        return std::move(*refusal);
    const auto query = additions.url.empty() ? encodedFields(request.query, roots) : std::string();
    if (!query)
        return Refusal{"too_large"};

    OutboundRequest made;
    made.method = request.method;
    made.url = std::move(std::get<std::string>(place));
    appendQuery(made.url, *query);
    for (const auto& [name, value] : additions.query)
        addQuery(made, name, value);
    setHeaders(made, spec.headers, roots);
    setHeaders(made, request.headers, roots);
    auto& bytes = std::get<BodyBytes>(body);
    if (!bytes.type.empty() && !hasHeader(made, "content-type"))
        setHeader(made, "Content-Type", bytes.type);
    for (const auto& [name, value] : additions.headers)
        setHeader(made, name, value);
    made.body = std::move(bytes.bytes);
    made.rateKey = rateKeyOf(spec, roots);
    made.timeout = request.timeout.value_or(spec.timeout);
    return made;
}

}  // namespace bowline::adapters::rest
