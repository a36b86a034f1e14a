#include "connector/settings/calendars.h"

#include "connector/base/text.h"
#include "connector/settings/spec_words.h"
#include "connector/settings/time_zone.h"
#include "connector/settings/times_of_day.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace bowline::settings {

namespace {

class CalendarReader {
public:
    CalendarReader(const Fields& section, LintSink& sink) : section_(section), sink_(sink) {
        calendar_.id = section.key();
        calendar_.zone = section.text("zone");
    }

    Calendar read() {
        takeZone();
        for (const Word& word : section_.words("open"))
            takeDays(word);
        requireApart();
        for (const Word& word : section_.words("holidays"))
            takeHoliday(word);
        return std::move(calendar_);
    }

private:
    void takeZone() {
        calendar_.changes = clockChangesIn(calendar_.zone);
        if (!calendar_.changes.empty() || calendar_.zone.empty())
            return;
        const auto near = nearestName(calendar_.zone, timeZoneNames());
        sink_.error(
            section_.markOf("zone"),
            "unknown_zone",
            "there is no time zone " + inBackquotes(calendar_.zone),
            near ? fmt::format("Did you mean `{}`?", *near)
                 : "Write a name of the IANA database such as Europe/Berlin"
        );
    }

    void takeDays(const Word& word) {
        const auto days = parseDays(word.key);
        const auto hours = parseHours(word.text);
        if (!days) {
            sink_.error(
                word.mark,
                "unknown_day",
                inBackquotes(word.key) + " is no day and no range of days",
                "Write mon, tue, wed, thu, fri, sat, sun, or a range such as mon-fri"
            );
        }
        if (!hours) {
            sink_.error(
                word.mark,
                "bad_hours",
                "these are no opening hours",
                "Write \"09:00-12:30, 13:30-17:00\"; what goes over midnight is written on both "
                "days"
            );
        }
        if (!days || !hours)
            return;
        for (std::size_t day = days->first; day <= days->second; ++day)
            std::ranges::copy(*hours, std::back_inserter(calendar_.open.at(day)));
    }

    /// A slip such as the same day in two ranges would be open longer than somebody thought.
    void requireApart() {
        for (auto& hours : calendar_.open) {
            std::ranges::sort(hours, {}, &OpenHours::begin);
            const auto overlap = std::ranges::adjacent_find(
                hours, [](const OpenHours& a, const OpenHours& b) { return b.begin < a.end; }
            );
            if (overlap == hours.end())
                continue;
            return sink_.error(
                section_.markOf("open"),
                "hours_overlap",
                "hours of one day overlap",
                "Name each day once, or let its hours follow each other"
            );
        }
    }

    void takeHoliday(const Word& word) {
        if (const auto date = parseDate(word.text)) {
            calendar_.holidays.insert(*date);
            return;
        }
        sink_.error(word.mark, "bad_date", "this is no date", "Write 2026-12-25");
    }

    const Fields& section_;
    LintSink& sink_;
    Calendar calendar_;
};

}  // namespace

FieldSpec calendarsSpec() {
    return with(
        shown(
            field(
                "calendars",
                FieldType::Named,
                "Opening hours that routes may ask for by name, judged by the time of the message."
            ),
            "office"
        ),
        {required(
             field("zone", FieldType::Text, "Time zone of the hours, by its IANA name."),
             "Europe/Berlin"
         ),
         required(
             field(
                 "open",
                 FieldType::Map,
                 "Hours by day or range of days: mon tue wed thu fri sat sun. A day that is not "
                 "named is closed."
             ),
             "{ mon-fri: \"09:00-12:30, 13:30-17:00\", sat: \"10:00-13:00\" }"
         ),
         shown(
             field("holidays", FieldType::List, "Dates on which it is closed all day."),
             "[2026-12-25, 2026-12-26]"
         )}
    );
}

Calendars readCalendars(const std::vector<Fields>& sections, LintSink& sink) {
    Calendars calendars;
    for (const Fields& section : sections) {
        calendars.emplace(
            section.key(), std::make_shared<const Calendar>(CalendarReader(section, sink).read())
        );
    }
    return calendars;
}

}  // namespace bowline::settings
