#include "connector/app/signals.h"

#include <csignal>

namespace bowline::app {

namespace {

sigset_t watchedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE, SIGUSR1})
        sigaddset(&set, signal);
    return set;
}

bool asksToStop(int signal) {
    return signal == SIGINT || signal == SIGTERM || signal == SIGQUIT;
}

}  // namespace

void blockSignals() {
    const auto set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

SignalThread::SignalThread(SignalCalls calls)
    : calls_(std::move(calls)), thread_([this] { run(); }) {}

SignalThread::~SignalThread() {
    pthread_kill(thread_.native_handle(), SIGUSR1);
}

void SignalThread::run() {
    const auto set = watchedSignals();
    bool stopping = false;
    for (int signal = 0; sigwait(&set, &signal) == 0 && signal != SIGUSR1;) {
        if (asksToStop(signal)) {
            stopping ? calls_.hurry() : calls_.stop();
            stopping = true;
        } else if (signal == SIGHUP) {
            calls_.reload();
        }
    }
}

}  // namespace bowline::app
