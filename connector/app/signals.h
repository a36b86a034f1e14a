// Signals as calls: one thread sits in sigwait and tells the daemon what was asked for. Nothing
// runs in a signal handler. Poco's waitForTerminationRequest is not enough: with it a second TERM
// kills and HUP kills.
#pragma once

#include <functional>
#include <thread>

namespace bowline::app {

/// Blocks INT, TERM, QUIT, HUP, PIPE and USR1 for this thread and all that it starts. First line of
/// main.
void blockSignals();

struct SignalCalls {
    std::function<void()> stop;    ///< first TERM, INT or QUIT: finish what is in flight
    std::function<void()> hurry;   ///< the second one: finish now
    std::function<void()> reload;  ///< HUP
};

/// Started by its constructor, which cannot fail after the thread runs; stopped by its destructor,
/// which wakes sigwait with USR1.
class SignalThread {
public:
    explicit SignalThread(SignalCalls calls);
    ~SignalThread();

private:
    void run();

    SignalCalls calls_;
    std::jthread thread_;
};

}  // namespace bowline::app
