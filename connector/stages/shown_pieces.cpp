#include "connector/stages/shown_pieces.h"

#include "connector/expression/letters.h"

#include <algorithm>

namespace bowline::stages {

namespace {

constexpr std::size_t kFewestBytes = 2;  // of a value that is looked for; a word has more
constexpr std::string_view kBlanks = " \t\r\n";

std::string small(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
        all += expression::toLower(text) + '\n';
    return all;
}

void blank(std::string& text, Span span) {
    const auto end = std::min(span.end, text.size());
    for (auto at = span.begin; at < end; ++at)
        text[at] = ' ';
}

/// The text with blanks where a finding or something of ours stands.
std::string restOf(const InspectedText& source) {
    std::string rest(source.text.expose());
    for (const auto& finding : source.findings)
        blank(rest, finding.span);
    for (const auto& ours : source.fixed)
        blank(rest, ours);
    return rest;
}

}  // namespace

void ShownPieces::addFindings(const Inspected& inspected) {
    addFindings(inspected.text);
    addFindings(inspected.name);
}

void ShownPieces::addFindings(const InspectedText& source) {
    const auto text = source.text.expose();
    for (const auto& finding : source.findings) {
        const auto value = text.substr(finding.span.begin, finding.span.end - finding.span.begin);
        if (value.size() >= kFewestBytes)
            pieces_.emplace(finding.cls, expression::toLower(value));
    }
}

void ShownPieces::addWords(const Inspected& inspected) {
    const auto rest = restOf(inspected.text);
    for (auto begin = rest.find_first_not_of(kBlanks); begin != std::string::npos;) {
        const auto end = std::min(rest.find_first_of(kBlanks, begin), rest.size());
        if (end - begin > kFewestBytes)
            pieces_.emplace(kPlainText, expression::toLower(rest.substr(begin, end - begin)));
        begin = rest.find_first_not_of(kBlanks, end);
    }
}

ShownChange ShownPieces::compare(
    const std::vector<std::string>& before, const std::vector<std::string>& after
) const {
    const auto old = small(before);
    const auto now = small(after);
    ShownChange change;
    for (const auto& [cls, value] : pieces_) {
        const bool was = old.find(value) != std::string::npos;
        const bool is = now.find(value) != std::string::npos;
        if (is && !was)
            change.newlyVisible.insert(cls);
        if (was && !is)
            change.newlyHidden.insert(cls);
    }
    return change;
}

}  // namespace bowline::stages
