#include "connector/app/logging.h"

#include <Poco/AutoPtr.h>
#include <Poco/Logger.h>
#include <Poco/Message.h>

#include <fmt/format.h>
#include <iostream>

namespace bowline::app {

namespace {

/// syslog's numbers, which journald takes from the start of a line.
int journalLevel(Poco::Message::Priority priority) {
    if (priority <= Poco::Message::PRIO_ERROR)
        return 3;
    if (priority == Poco::Message::PRIO_WARNING)
        return 4;
    return priority == Poco::Message::PRIO_NOTICE ? 5 : 7;
}

Poco::AutoPtr<ScrubbingChannel>& channel() {
    static Poco::AutoPtr<ScrubbingChannel> one(new ScrubbingChannel(std::cerr));
    return one;
}

}  // namespace

ScrubbingChannel::ScrubbingChannel(std::ostream& out) : out_(out), detector_({}) {}

std::string ScrubbingChannel::scrubbed(const std::string& line) {
    const auto findings = detector_.scan(line, {}, "");
    std::string clean = line;
    for (auto it = findings.rbegin(); it != findings.rend(); ++it) {
        clean.replace(it->span.begin, it->span.end - it->span.begin, "[masked]");
    }
    if (!findings.empty() && hits_++ == 0)
        clean += " event=log.scrubbed";
    return clean;
}

void ScrubbingChannel::log(const Poco::Message& message) {
    out_.clear();  // a line that could not be written must not silence those after it
    // One write a line: lines of two threads must not mix.
    out_ << fmt::format(
                "<{}>{}\n", journalLevel(message.getPriority()), scrubbed(message.getText())
            )
         << std::flush;
}

void startLogging(bool verbose) {
    auto& logger = Poco::Logger::get("bowline");
    logger.setChannel(channel());
    logger.setLevel(verbose ? Poco::Message::PRIO_DEBUG : Poco::Message::PRIO_NOTICE);
}

std::uint64_t scrubbedLines() {
    return channel()->hits();
}

}  // namespace bowline::app
