// One line an event, logfmt, names from one table: `event=outbox.rejected item=42 adapter=rt`.
//
// The table says for each event which level it has and what an operator should think of it; the
// reference is printed from it. Values are ids, codes, counts and times; a Sensitive does not fit
// in.
#pragma once

#include <fmt/format.h>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace bowline {

enum class LogLevel {
    Error,
    Warning,
    Notice,
    Debug
};  ///< a human must act / bowline copes / lifecycle / one message's journey

struct LogEvent {
    std::string_view name;  ///< "room.what", stable
    LogLevel level;
    std::string_view meaning;  ///< one sentence for operators
};

/// Every event that bowline can log, sorted by name. For the reference and for tests.
std::span<const LogEvent> logEvents();

/// One field of a line. Text is quoted when it holds a blank, a quote or a control character.
class LogField {
public:
    LogField(std::string_view key, std::string_view text);
    LogField(std::string_view key, const char* text) : LogField(key, std::string_view(text)) {}
    LogField(std::string_view key, const std::string& text)
        : LogField(key, std::string_view(text)) {}
    template <class N>
    requires std::is_arithmetic_v<N> LogField(std::string_view key, N number)
        : text_(fmt::format("{}={}", key, number)) {}
    [[nodiscard]] const std::string& str() const { return text_; }

private:
    std::string text_;
};

/// Writes `event=NAME` and the fields to the logger "bowline" at the level of the table.
/// Errors: an event that is not in the table is a programming error and throws. Threads: any.
void logEvent(std::string_view name, std::initializer_list<LogField> fields = {});

}  // namespace bowline
