// What others want of the daemon's main thread: signals, and operators over the admin socket.
#pragma once

#include "connector/http/server.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace bowline::app {

struct Wish {
    enum class Kind { Reload, GoLive };
    Kind kind = Kind::Reload;
    std::optional<http::Responder> respond{};  ///< nothing for a signal

    void answer(int status, std::string text) const;
};

/// Threads: all from any; next() from one.
class DaemonWishes {
public:
    void add(Wish wish);
    /// next() returns nothing from now on.
    void stop();
    /// Waits. Absence: nothing when a stop was asked for; who still waits is told so.
    std::optional<Wish> next();

private:
    std::mutex mutex_;
    std::condition_variable added_;
    std::deque<Wish> waiting_;
    bool isStopped_ = false;
};

}  // namespace bowline::app
