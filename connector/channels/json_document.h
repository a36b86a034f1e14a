// Reads a webhook body as JSON, bounded and lossy where that keeps a message.
//
// Promises: any bytes give a document or a code; depth and size are capped; invalid UTF-8 and lone
// surrogates become U+FFFD; a number stays the text it was (1e400 is no failure); a key that occurs
// twice takes the last value and is counted. The texts are wiped with the document. It does not
// write JSON, and it never says what it choked on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::channels {

enum class JsonType : std::uint8_t { Absent, Null, Boolean, Number, Text, Array, Object };

struct JsonLimits {
    std::size_t depth;  ///< arrays and objects within each other
    std::size_t nodes;  ///< values in all; one takes 20 bytes beside its text
};

class JsonDocument;

/// A place in a document, or no place. Every question may be asked everywhere: the answer to a
/// question that does not fit the type is "absent". Valid while the document lives.
class JsonView {
public:
    JsonView() = default;

    [[nodiscard]] JsonType type() const;
    /// The value of `name`; absent when this is no object or has no such key.
    [[nodiscard]] JsonView operator[](std::string_view name) const;
    /// The key under which this value stands in its object; empty elsewhere.
    [[nodiscard]] std::string_view key() const;
    /// The values in it, in the order of the body: none unless an array or object.
    [[nodiscard]] std::vector<JsonView> children() const;
    /// Read as a list: an array gives its values, nothing and null give none, any other value
    /// stands for a list of itself.
    [[nodiscard]] std::vector<JsonView> asList() const;
    /// The characters of a text; nothing for other types.
    [[nodiscard]] std::optional<std::string_view> text() const;
    /// The characters of a text or a number as written: ids come in both forms.
    [[nodiscard]] std::optional<std::string_view> textOrNumber() const;
    /// A whole number, written as number or as text of digits; nothing when it does not fit.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] bool isTrue() const;
    /// Bytes that are equal for equal values: keys sorted, lengths written before texts, numbers as
    /// they were written (1.0 and 1 differ).
    [[nodiscard]] std::string canonical() const;

private:
    friend class JsonDocument;
    JsonView(const JsonDocument& document, std::uint32_t node)
        : document_(&document), node_(node) {}
    void appendCanonical(std::string& out) const;
    [[nodiscard]] std::string_view characters() const;

    const JsonDocument* document_ = nullptr;
    std::uint32_t node_ = 0;
};

/// The document of one body. Threads: const calls from any.
class JsonDocument {
public:
    JsonDocument(std::string_view bytes, JsonLimits limits);
    ~JsonDocument();
    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;

    /// Empty, or "json_syntax", "json_depth", "json_size"; then root() is absent.
    [[nodiscard]] std::string_view fault() const { return fault_; }
    [[nodiscard]] JsonView root() const;
    [[nodiscard]] std::uint32_t duplicateKeys() const { return duplicateKeys_; }

private:
    friend class JsonView;
    friend class JsonReader;
    /// Text: where its characters stand in texts_. Array, Object: where its children stand in
    /// children_.
    struct Node {
        std::uint32_t keyAt = 0;
        std::uint32_t keySize = 0;
        std::uint32_t at = 0;
        std::uint32_t size = 0;
        JsonType type = JsonType::Null;
    };

    std::string texts_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> children_;
    std::string_view fault_;
    std::uint32_t duplicateKeys_ = 0;
};

}  // namespace bowline::channels
