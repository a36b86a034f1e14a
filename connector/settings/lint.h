// A fault in a configuration or mapping file: where, what, why and the next move. All faults of a
// load are collected and shown at once. Keys and names of the author may be quoted here, values
// never: a value may be a secret or a customer's datum that was pasted into the wrong line.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings {

/// A place in a file. Both count from 1, columns in bytes; 0 means the file as a whole.
struct Mark {
    std::size_t line = 0;
    std::size_t column = 0;
    friend auto operator<=>(const Mark&, const Mark&) = default;
};

enum class LintLevel { Error, Warning };

struct Lint {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
    LintLevel level = LintLevel::Error;
    std::string code;     ///< stable word: "unknown_key", "literal_secret", ...
    std::string message;  ///< what is wrong; one sentence without a full stop
    std::string hint;     ///< what to do; one sentence without a full stop, may be empty
    friend bool operator==(const Lint&, const Lint&) = default;
};

/// "mappings/helpdesk.yaml:12:5: error[unknown_key]: unknown key `tickt`. Did you mean `ticket`?"
std::string toText(const Lint& lint);

/// True when one of them is an error; warnings do not stop a load.
[[nodiscard]] bool hasErrors(const std::vector<Lint>& lints);

/// `text` as it may stand in a message: in backquotes, at most 64 bytes, control characters as '?'.
std::string inBackquotes(std::string_view text);

/// "Did you mean `x`?" for a slip, else the list of what is known.
std::string suggestion(std::string_view typed, const std::vector<std::string>& known);

/// Collects the faults of one file; keeps the first 200. Threads: one.
class LintSink {
public:
    explicit LintSink(std::string file) : file_(std::move(file)) {}

    void error(Mark at, std::string code, std::string message, std::string hint);
    void warning(Mark at, std::string code, std::string message, std::string hint);

    /// The file's name as lints show it.
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    /// Further faults are counted but not kept: dear checks may stop.
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] const std::vector<Lint>& lints() const { return lints_; }

private:
    void add(Lint lint);

    std::string file_;
    std::vector<Lint> lints_;
    std::size_t errors_ = 0;
};

}  // namespace bowline::settings
