#include "connector/channels/form_body.h"

#include "connector/base/text.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <fmt/format.h>

namespace bowline::channels {

namespace {

/// An invalid byte of one becomes the three of U+FFFD.
constexpr std::size_t kMostGrowth = 3;

bool isUtf8(std::string_view bytes) {
    constexpr char32_t kReplacement = 0xFFFD;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto point = codePointAt(bytes, at);
        if (point.value == kReplacement && point.length == 1)
            return false;
        at += point.length;
    }
    return true;
}

std::size_t pairsIn(std::string_view body) {
    return static_cast<std::size_t>(std::ranges::count(body, '&')) + 1;
}

}  // namespace

FormBody::FormBody(std::string_view body, FormLimits limits) {
    if (body.size() > limits.bytes || pairsIn(body) > limits.fields)
        fault_ = "form_size";
    else
        read(body);
}

FormBody::~FormBody() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
    OPENSSL_cleanse(repaired_.data(), repaired_.size());
}

void FormBody::read(std::string_view body) {
    bytes_.reserve(body.size());  // views point into it
    while (!body.empty()) {
        const auto pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), pair.size() + 1));
        if (pair.empty())
            continue;
        const auto name = pair.substr(0, pair.find('='));
        const auto value = pair.substr(std::min(pair.size(), name.size() + 1));
        add(decoded(name), decoded(value));
    }
    std::ranges::sort(sorted_);
}

void FormBody::add(std::string_view name, std::string_view value) {
    sorted_.push_back({name, value});
    const bool isNew = texts_.insert_or_assign(name, asUtf8(value)).second;
    duplicateNames_ += isNew ? 0 : 1;
}

/// Never longer than what it decodes.
std::string_view FormBody::decoded(std::string_view encoded) {
    const auto start = bytes_.size();
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        const auto byte = encoded[at] == '%' ? fromHex(encoded.substr(at + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            bytes_ += *byte;
            at += 2;
        } else {
            bytes_ += encoded[at] == '+' ? ' ' : encoded[at];
        }
    }
    return std::string_view(bytes_).substr(start);
}

std::string_view FormBody::asUtf8(std::string_view bytes) {
    if (isUtf8(bytes))
        return bytes;
    if (repaired_.empty())
        repaired_.reserve(kMostGrowth * bytes_.capacity());  // views point into it
    const auto start = repaired_.size();
    for (std::size_t at = 0; at < bytes.size();) {
        const auto point = codePointAt(bytes, at);
        appendUtf8(repaired_, point.value);
        at += point.length;
    }
    return std::string_view(repaired_).substr(start);
}

std::optional<std::string_view> FormBody::text(std::string_view name) const {
    const auto found = texts_.find(name);
    if (found == texts_.end() || found->second.empty())
        return std::nullopt;
    return found->second;
}

std::string FormBody::canonical() const {
    std::string out;
    for (const auto& [name, value] : sorted_)
        out += fmt::format("{}:{}{}:{}", name.size(), name, value.size(), value);
    return out;
}

}  // namespace bowline::channels
