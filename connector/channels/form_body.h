// Reads application/x-www-form-urlencoded, bounded and lossy where that keeps a message.
//
// Promises: any bytes give fields or a code; an escape that is none stays as it is; a name that
// occurs twice takes the last value and is counted. What was sent is kept in two forms: the decoded
// bytes, since signatures are over them, and text in which what is no UTF-8 became U+FFFD. Both are
// wiped with the object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::channels {

struct FormLimits {
    std::size_t bytes;   ///< of the body
    std::size_t fields;  ///< pairs in all
};

/// Decoded bytes, as they are.
struct FormField {
    std::string_view name;
    std::string_view value;
    friend auto operator<=>(const FormField&, const FormField&) = default;
};

/// The fields of one body. Views live as long as it does. Threads: const calls from any.
class FormBody {
public:
    FormBody(std::string_view body, FormLimits limits);
    ~FormBody();
    FormBody(const FormBody&) = delete;
    FormBody& operator=(const FormBody&) = delete;

    /// Empty, or "form_size": then there are no fields.
    [[nodiscard]] std::string_view fault() const { return fault_; }
    /// Sorted by name, then by value, bytewise.
    [[nodiscard]] const std::vector<FormField>& sorted() const { return sorted_; }
    /// The text of the last field of this name, as UTF-8; nothing when there is none or it is
    /// empty. Names are compared exactly.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const;
    /// Fields beyond the first of their name.
    [[nodiscard]] std::uint32_t duplicateNames() const { return duplicateNames_; }
    /// Bytes that are equal for equal fields in any order: sorted, each text behind its length.
    [[nodiscard]] std::string canonical() const;

private:
    void read(std::string_view body);
    void add(std::string_view name, std::string_view value);
    std::string_view decoded(std::string_view encoded);
    std::string_view asUtf8(std::string_view bytes);

    std::string bytes_;     ///< of all names and values; never grows beyond its first capacity
    std::string repaired_;  ///< of those values that were no UTF-8; the same
    std::vector<FormField> sorted_;
    std::map<std::string_view, std::string_view> texts_;
    std::string_view fault_;
    std::uint32_t duplicateNames_ = 0;
};

}  // namespace bowline::channels
