#include "connector/http/forwarded.h"

#include "connector/base/text.h"
#include "connector/http/header_name.h"
#include "connector/http/peer_address.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::http {

namespace {

// Nobody stands behind more proxies than this; it bounds what one head can make us look at.
constexpr std::size_t kMostElements = 32;

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

/// Source: RFC 9110 5.6.2.
bool isTokenChar(char c) {
    constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kOthers.find(c) != std::string_view::npos;
}

/// Reads `forwarded-element` after `forwarded-element`. Source: RFC 7239 4, without blanks around
/// '=', as its grammar says.
class Elements {
public:
    explicit Elements(std::string_view text) : rest_(text) {}

    /// The `for` of each element, in order; empty where an element has none. Absence: nothing when
    /// the header is malformed.
    std::optional<std::vector<std::string>> all() {
        std::vector<std::string> found;
        do {
            auto one = element();
            if (!one || found.size() == kMostElements)
                return std::nullopt;
            found.push_back(std::move(*one));
        } while (take(','));
        return rest_.empty() ? std::optional(std::move(found)) : std::nullopt;
    }

private:
    std::optional<std::string> element() {
        std::optional<std::string> node;
        do {
            const auto name = token();
            if (name.empty() || rest_.empty() || rest_.front() != '=')
                return std::nullopt;
            rest_.remove_prefix(1);
            auto text = value();
            if (!text || (node && sameName(name, "for")))
                return std::nullopt;
            if (sameName(name, "for"))
                node = std::move(text);
        } while (take(';'));
        return node.value_or("");
    }

    std::optional<std::string> value() {
        if (!rest_.empty() && rest_.front() == '"')
            return quoted();
        const auto plain = token();
        return plain.empty() ? std::nullopt : std::optional<std::string>(plain);
    }

    std::optional<std::string> quoted() {
        std::string text;
        for (rest_.remove_prefix(1); !rest_.empty(); rest_.remove_prefix(1)) {
            if (rest_.front() == '"') {
                rest_.remove_prefix(1);
                return text;
            }
            if (rest_.front() == '\\' && rest_.size() > 1)
                rest_.remove_prefix(1);
            text += rest_.front();
        }
        return std::nullopt;
    }

    std::string_view token() {
        const auto end = std::ranges::find_if_not(rest_, isTokenChar);
        const auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }

    bool take(char separator) {
        skipBlanks();
        if (rest_.empty() || rest_.front() != separator)
            return false;
        rest_.remove_prefix(1);
        skipBlanks();
        return true;
    }

    void skipBlanks() {
        while (!rest_.empty() && isBlank(rest_.front()))
            rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

/// "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]", "[2001:db8::1]:80".
std::optional<NetAddress> addressIn(std::string_view node) {
    if (!node.starts_with('['))
        return readAddress(node.substr(0, node.find(':')));
    const auto end = node.find(']');
    const auto address = readAddress(node.substr(1, end == std::string_view::npos ? 0 : end - 1));
    return address && address->v6 ? address : std::nullopt;
}

/// All Forwarded headers as one, as RFC 9110 5.3 has it.
std::string joined(const Request& head) {
    std::string all;
    for (const auto& [name, value] : head.headers) {
        if (sameName(name, "Forwarded"))
            all += (all.empty() ? "" : ",") + value;
    }
    return all;
}

}  // namespace

std::optional<NetAddress> forwardedFor(
    const Request& head, const std::function<bool(const NetAddress&)>& isProxy
) {
    const auto text = joined(head);
    const auto nodes = Elements(text).all();
    if (!nodes)
        return std::nullopt;
    for (auto node = nodes->rbegin(); node != nodes->rend(); ++node) {
        const auto address = addressIn(*node);
        if (!address)
            return std::nullopt;
        if (const auto plain = unmapped(*address); !isProxy(plain))
            return plain;
    }
    return std::nullopt;
}

}  // namespace bowline::http
