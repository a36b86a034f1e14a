#include "connector/stages/alarm.h"

namespace bowline::stages {

namespace {

std::string wordOf(const NoticeUpdate& notice) {
    if (notice.code)
        return std::to_string(*notice.code);
    return notice.event.empty() ? "changed" : notice.event;
}

}  // namespace

std::optional<std::string> alarmOf(const Event& event) {
    const auto* notice = std::get_if<NoticeUpdate>(&event.body);
    if (notice == nullptr || !notice->alarms)
        return std::nullopt;
    return notice->topic + "." + wordOf(*notice);
}

}  // namespace bowline::stages
