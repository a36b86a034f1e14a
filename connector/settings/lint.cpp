#include "connector/settings/lint.h"

#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxLints = 200;  // a file with more is not a slip but another kind of file
constexpr std::size_t kMaxQuotedBytes = 64;  // the longest name that is allowed anywhere

std::string_view toText(LintLevel level) {
    return level == LintLevel::Error ? "error" : "warning";
}

/// Other rooms write their hints in lower case, as parts of a sentence.
std::string capitalised(std::string text) {
    if (text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

}  // namespace

std::string toText(const Lint& lint) {
    std::string place = lint.file;
    if (lint.line != 0)
        place += fmt::format(":{}:{}", lint.line, lint.column);
    auto text = fmt::format("{}: {}[{}]: {}", place, toText(lint.level), lint.code, lint.message);
    if (!lint.hint.empty())
        text += ". " + capitalised(lint.hint);
    return text;
}

bool hasErrors(const std::vector<Lint>& lints) {
    return std::any_of(lints.begin(), lints.end(), [](const Lint& lint) {
        return lint.level == LintLevel::Error;
    });
}

std::string inBackquotes(std::string_view text) {
    const bool isCut = text.size() > kMaxQuotedBytes;
    std::string shown;
    for (std::size_t at = 0; at < text.size() && shown.size() < kMaxQuotedBytes;) {
        const CodePoint point = codePointAt(text, at);
        const bool isControl = point.value < 0x20 || point.value == 0x7F || point.value == '`';
        appendUtf8(shown, isControl ? U'?' : point.value);
        at += point.length;
    }
    return "`" + shown + (isCut ? "...`" : "`");
}

std::string suggestion(std::string_view typed, const std::vector<std::string>& known) {
    if (const auto near = nearestName(typed.substr(0, kMaxQuotedBytes), known)) {
        return fmt::format("Did you mean `{}`?", *near);
    }
    if (known.empty())
        return "There is nothing to choose from here";
    return fmt::format("Known here: {}", fmt::join(known, ", "));
}

void LintSink::error(Mark at, std::string code, std::string message, std::string hint) {
    ++errors_;
    add(
        {file_,
         at.line,
         at.column,
         LintLevel::Error,
         std::move(code),
         std::move(message),
         std::move(hint)}
    );
}

void LintSink::warning(Mark at, std::string code, std::string message, std::string hint) {
    add(
        {file_,
         at.line,
         at.column,
         LintLevel::Warning,
         std::move(code),
         std::move(message),
         std::move(hint)}
    );
}

bool LintSink::isFull() const {
    return lints_.size() >= kMaxLints;
}

void LintSink::add(Lint lint) {
    if (!isFull())
        lints_.push_back(std::move(lint));
}

}  // namespace bowline::settings
