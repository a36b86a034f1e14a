#include "connector/settings/time_zone.h"

#include <memory>
#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tzrule.h>
#include <unicode/tztrans.h>
#include <unicode/unistr.h>

namespace bowline::settings {

namespace {

using std::chrono::January;
using std::chrono::sys_days;

constexpr Instant kFirst{sys_days{std::chrono::year{2000} / January / 1}};
constexpr Instant kLast{sys_days{std::chrono::year{2100} / January / 1}};

std::chrono::seconds offsetAt(const icu::TimeZone& zone, Instant at) {
    std::int32_t raw = 0;
    std::int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(static_cast<double>(toMillis(at)), 0, raw, daylight, status);
    return std::chrono::seconds{(raw + daylight) / 1000};
}

/// Absence: null for a name that ICU does not know.
std::unique_ptr<icu::BasicTimeZone> zoneNamed(const std::string& name) {
    std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))
    );
    if (!zone || *zone == icu::TimeZone::getUnknown())
        return nullptr;
    auto* const basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (basic != nullptr)
        static_cast<void>(zone.release());
    return std::unique_ptr<icu::BasicTimeZone>(basic);
}

}  // namespace

std::vector<ClockChange> clockChangesIn(const std::string& zone) {
    std::vector<ClockChange> changes;
    const auto clock = zoneNamed(zone);
    if (!clock)
        return changes;
    changes.push_back({kFirst, offsetAt(*clock, kFirst)});
    icu::TimeZoneTransition next;
    for (Instant at = kFirst; at < kLast;) {
        if (!clock->getNextTransition(static_cast<double>(toMillis(at)), 0, next))
            break;
        at = fromMillis(static_cast<std::int64_t>(next.getTime()));
        changes.push_back({at, offsetAt(*clock, at)});
    }
    return changes;
}

std::vector<std::string> timeZoneNames() {
    std::vector<std::string> names;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL, nullptr, nullptr, status
    ));
    while (all && U_SUCCESS(status)) {
        const char* const name = all->next(nullptr, status);
        if (name == nullptr)
            break;
        names.emplace_back(name);
    }
    return names;
}

}  // namespace bowline::settings
