// The reader behind JsonDocument: one pass, recursive, bounded by the depth limit.
//
// Written by hand because neither library at hand keeps a message that is nearly right: nlohmann's
// reader stops at bad UTF-8, at a lone surrogate and at 1e400, simdjson at the first two, and both
// leave duplicate keys to be found by another pass (README.md of this room).
#include "connector/channels/json_document.h"

#include "connector/channels/json_text.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace bowline::channels {

class JsonReader {
public:
    JsonReader(JsonDocument& document, std::string_view in, JsonLimits limits)
        : document_(document), in_(in), limits_(limits) {}

    /// Fills the document or names the fault in it.
    void read() {
        if (in_.size() > kMostBytes)
            return static_cast<void>(fail("json_size"));
        if (in_.starts_with("\xEF\xBB\xBF"))
            at_ = 3;
        if (value(newNode(), 0) && (skipBlank(), at_ != in_.size()))
            fail("json_syntax");
    }

private:
    using Node = JsonDocument::Node;
    static constexpr std::size_t kMostBytes = std::size_t{1} << 30;  ///< places are 32 bits wide

    bool fail(std::string_view code) {
        document_.fault_ = code;
        return false;
    }

    std::uint32_t newNode() {
        document_.nodes_.emplace_back();
        return static_cast<std::uint32_t>(document_.nodes_.size() - 1);
    }

    /// 0 at the end of the input; a NUL in the input is no token either.
    [[nodiscard]] char peek() const { return at_ < in_.size() ? in_[at_] : '\0'; }

    bool taken(char c) {
        if (at_ >= in_.size() || in_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    void skipBlank() {
        while (at_ < in_.size() &&
               (in_[at_] == ' ' || in_[at_] == '\n' || in_[at_] == '\r' || in_[at_] == '\t'))
            ++at_;
    }

    bool value(std::uint32_t node, std::size_t depth) {
        skipBlank();
        if (document_.nodes_.size() > limits_.nodes)
            return fail("json_size");
        switch (peek()) {
            case '{':
                return container(node, depth, JsonType::Object, '}');
            case '[':
                return container(node, depth, JsonType::Array, ']');
            case '"':
                return textValue(node);
            case 't':
                return word(node, "true", JsonType::Boolean);
            case 'f':
                return word(node, "false", JsonType::Boolean);
            case 'n':
                return word(node, "null", JsonType::Null);
            default:
                return number(node);
        }
    }

    bool container(std::uint32_t node, std::size_t depth, JsonType type, char close) {
        if (depth >= limits_.depth)
            return fail("json_depth");
        ++at_;
        document_.nodes_[node].type = type;
        std::vector<std::uint32_t> members;
        skipBlank();
        if (!taken(close)) {
            do {
                if (!member(members, depth, type))
                    return false;
                skipBlank();
            } while (taken(','));
            if (!taken(close))
                return fail("json_syntax");
        }
        if (type == JsonType::Object)
            keepLastOfEachKey(members);
        keepChildren(node, members);
        return true;
    }

    bool member(std::vector<std::uint32_t>& members, std::size_t depth, JsonType type) {
        const auto node = newNode();
        members.push_back(node);
        return (type != JsonType::Object || key(node)) && value(node, depth + 1);
    }

    bool key(std::uint32_t node) {
        skipBlank();
        const auto start = document_.texts_.size();
        if (peek() != '"' || !characters())
            return fail("json_syntax");
        document_.nodes_[node].keyAt = static_cast<std::uint32_t>(start);
        document_.nodes_[node].keySize = written(start);
        skipBlank();
        return taken(':') || fail("json_syntax");
    }

    [[nodiscard]] std::uint32_t written(std::size_t start) const {
        return static_cast<std::uint32_t>(document_.texts_.size() - start);
    }

    [[nodiscard]] std::string_view keyOf(std::uint32_t node) const {
        const Node& n = document_.nodes_[node];
        return std::string_view(document_.texts_).substr(n.keyAt, n.keySize);
    }

    /// Sorted, not compared pair by pair: a body of one object with 10^5 keys must not take
    /// seconds.
    void keepLastOfEachKey(std::vector<std::uint32_t>& members) {
        auto byKey = members;
        std::ranges::stable_sort(byKey, {}, [&](std::uint32_t n) { return keyOf(n); });
        std::vector<std::uint32_t> dropped;
        for (std::size_t i = 1; i < byKey.size(); ++i) {
            if (keyOf(byKey[i - 1]) == keyOf(byKey[i]))
                dropped.push_back(byKey[i - 1]);
        }
        if (dropped.empty())
            return;
        std::ranges::sort(dropped);
        std::erase_if(members, [&](std::uint32_t n) {
            return std::ranges::binary_search(dropped, n);
        });
        document_.duplicateKeys_ += static_cast<std::uint32_t>(dropped.size());
    }

    void keepChildren(std::uint32_t node, const std::vector<std::uint32_t>& members) {
        auto& children = document_.children_;
        document_.nodes_[node].at = static_cast<std::uint32_t>(children.size());
        document_.nodes_[node].size = static_cast<std::uint32_t>(members.size());
        children.insert(children.end(), members.begin(), members.end());
    }

    bool word(std::uint32_t node, std::string_view expected, JsonType type) {
        if (!in_.substr(at_).starts_with(expected))
            return fail("json_syntax");
        return keep(node, type, at_ + expected.size());
    }

    /// Keeps the bytes up to `end` as they are.
    bool keep(std::uint32_t node, JsonType type, std::size_t end) {
        const auto start = document_.texts_.size();
        document_.texts_ += in_.substr(at_, end - at_);
        at_ = end;
        setText(node, type, start);
        return true;
    }

    void setText(std::uint32_t node, JsonType type, std::size_t start) {
        document_.nodes_[node].type = type;
        document_.nodes_[node].at = static_cast<std::uint32_t>(start);
        document_.nodes_[node].size = written(start);
    }

    bool number(std::uint32_t node) {
        const auto start = at_;
        taken('-');
        const bool whole = taken('0') || digits();
        const bool fraction = !taken('.') || digits();
        const bool exponent = !(taken('e') || taken('E')) || (sign(), digits());
        const auto end = std::exchange(at_, start);
        if (!whole || !fraction || !exponent)
            return fail("json_syntax");
        return keep(node, JsonType::Number, end);
    }

    void sign() { taken('+') || taken('-'); }

    bool digits() {
        const auto start = at_;
        while (at_ < in_.size() && in_[at_] >= '0' && in_[at_] <= '9')
            ++at_;
        return at_ > start;
    }

    bool textValue(std::uint32_t node) {
        const auto start = document_.texts_.size();
        if (!characters())
            return fail("json_syntax");
        setText(node, JsonType::Text, start);
        return true;
    }

    /// From the opening quote to behind the closing one, appended to the texts.
    bool characters() {
        const auto end = JsonTextReader(in_, document_.texts_).read(at_);
        at_ = end.value_or(at_);
        return end.has_value();
    }

    JsonDocument& document_;
    std::string_view in_;
    JsonLimits limits_;
    std::size_t at_ = 0;
};

JsonDocument::JsonDocument(std::string_view bytes, JsonLimits limits) {
    texts_.reserve(bytes.size());  // only bad UTF-8 grows: one byte becomes three
    JsonReader(*this, bytes, limits).read();
}

JsonDocument::~JsonDocument() {
    OPENSSL_cleanse(texts_.data(), texts_.size());
}

JsonView JsonDocument::root() const {
    return fault_.empty() ? JsonView(*this, 0) : JsonView();
}

}  // namespace bowline::channels
