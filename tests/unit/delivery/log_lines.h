// What was logged while a test ran.
#pragma once

#include <Poco/AutoPtr.h>
#include <Poco/Channel.h>
#include <Poco/Logger.h>
#include <Poco/Message.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// Listens from its making to its end. Threads: one at a time.
class LogLines {
public:
    LogLines() : before_(logger().getChannel()), lines_(new Lines) { logger().setChannel(lines_); }
    ~LogLines() { logger().setChannel(before_); }
    LogLines(const LogLines&) = delete;
    LogLines& operator=(const LogLines&) = delete;

    /// Those that tell of `event`, in order.
    [[nodiscard]] std::vector<std::string> of(std::string_view event) const {
        std::vector<std::string> found;
        const auto begin = "event=" + std::string(event) + " ";
        std::ranges::copy_if(lines_->all, std::back_inserter(found), [&](const auto& line) {
            return line.starts_with(begin);
        });
        return found;
    }

private:
    struct Lines final : Poco::Channel {
        void log(const Poco::Message& message) override { all.push_back(message.getText()); }
        std::vector<std::string> all;
    };
    static Poco::Logger& logger() { return Poco::Logger::get("bowline"); }

    Poco::AutoPtr<Poco::Channel> before_;
    Poco::AutoPtr<Lines> lines_;
};

}  // namespace bowline::tests
