#include "connector/stages/entry_labels.h"

#include "connector/stages/class_words.h"
#include "connector/stages/placeholder_words.h"

#include <fmt/format.h>

namespace bowline::stages {

namespace {

/// "2026-03-01 14:21 UTC"
std::string minuteOf(Instant at) {
    const auto iso = toIso8601(at);  // 2026-03-01T14:21:07Z
    return fmt::format("{} {} UTC", iso.substr(0, 10), iso.substr(11, 5));
}

}  // namespace

std::string lateLabel(Instant sentAt, std::string_view language) {
    const std::chrono::hh_mm_ss time(sentAt - std::chrono::floor<std::chrono::days>(sentAt));
    return fmt::format(
        "({} {:02}:{:02} UTC) ",
        placeholderWords(language).late,
        time.hours().count(),
        time.minutes().count()
    );
}

std::string earlierLabel(Instant sentAt, std::string_view language) {
    return fmt::format("({} {}) ", placeholderWords(language).earlier, minuteOf(sentAt));
}

std::string othersLabel(Instant sentAt, std::string_view language) {
    return fmt::format("[{} {}]", placeholderWords(language).others, minuteOf(sentAt));
}

std::string groupLabel(std::string_view author, std::string_view language) {
    return fmt::format("({}: {}) ", placeholderWords(language).inGroup, author);
}

std::string followsLabel(std::string_view ticket, std::string_view language) {
    const auto& words = placeholderWords(language);
    return ticket.empty() ? fmt::format("({}) ", words.follows)
                          : fmt::format("({}: {}) ", words.follows, ticket);
}

std::string completesLabel(const std::set<std::string>& classes, std::string_view language) {
    std::vector<std::string_view> words;
    for (const auto& cls : classes)
        words.push_back(classWord(cls, language));
    return fmt::format("({}: {}) ", placeholderWords(language).completes, fmt::join(words, ", "));
}

std::string labelled(
    std::string comment, const Placed& placed, const EntryLabels& labels, std::string_view language
) {
    if (comment.empty())
        return comment;
    std::string front;
    if (placed.newEpisode && placed.follows)
        front += followsLabel(labels.follows, language);
    if (placed.late)
        front += lateLabel(placed.event.sentAt, language);
    if (isImported(placed.event))
        front += earlierLabel(placed.event.sentAt, language);
    if (!labels.author.empty())
        front += groupLabel(labels.author, language);
    if (!labels.completes.empty())
        front += completesLabel(labels.completes, language);
    return front + comment;
}

}  // namespace bowline::stages
