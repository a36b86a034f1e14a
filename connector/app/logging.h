// Where log lines go: standard error, one logfmt line each, through the scrubbing channel. The
// scrubbing is the last belt: a line should never hold a sensitive value, and when one does it is
// masked and counted as a bug of ours.
#pragma once

#include "connector/detect/detector.h"

#include <Poco/Channel.h>

#include <atomic>
#include <cstdint>
#include <ostream>

namespace bowline::app {

/// Masks what the detectors know in every line, then passes it on as "<n>level line" (n: the level
/// that journald reads). Threads: any.
class ScrubbingChannel final : public Poco::Channel {
public:
    explicit ScrubbingChannel(std::ostream& out);
    void log(const Poco::Message& message) override;
    [[nodiscard]] std::uint64_t hits() const { return hits_; }

private:
    std::string scrubbed(const std::string& line);

    std::ostream& out_;
    detect::Detector detector_;
    std::atomic<std::uint64_t> hits_ = 0;
};

/// Connects the logger of `base/log.h` to standard error at notice level, or debug when `verbose`.
void startLogging(bool verbose);
/// Lines that held a sensitive value since start; shown in the metrics.
std::uint64_t scrubbedLines();

}  // namespace bowline::app
