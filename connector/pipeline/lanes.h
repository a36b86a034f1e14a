// Events that wait for the stages: those of one sender strictly one after the other, those of
// different senders at once. Holds references only; the events rest sealed in the store.
//
// Threads: all functions from any thread. Started and stopped by nobody: the owner of the workers
// calls close() to wake them for good.
#pragma once

#include "connector/base/ids.h"
#include "connector/store/events.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace bowline::pipeline {

struct EventRef {
    EventId id;
    std::string lane;  ///< the blind index of the group, else of the sender, or the event's own id
                       ///< when it has no sender
    int attempts = 0;  ///< unexpected failures so far
    int stale = 0;     ///< plans that were refused since their ground had changed
};

/// The reference of an event that waits in the store.
EventRef refOf(const store::EventRow& row);

class Lanes {
public:
    /// `maxInWork`: events handed out and not finished; `maxWaiting`: beyond it hasRoom() is false.
    Lanes(std::size_t maxInWork, std::size_t maxWaiting);

    void push(EventRef ref);
    /// Waits for an event whose sender has none in work; nothing once closed.
    std::optional<EventRef> take();
    /// The same without waiting; nothing when none is ready. For the simulator and for draining.
    std::optional<EventRef> tryTake();
    /// The event is done: the sender's next one becomes ready.
    void finished(const EventRef& ref);
    /// The event must be computed again, before the sender's next one.
    void again(EventRef ref);

    /// Waits until there is room for more; false once closed.
    bool waitForRoom();
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t inWork() const;
    void close();

private:
    struct Lane {
        std::deque<EventRef> events;
        bool busy = false;
    };
    std::optional<EventRef> takeLocked();
    void release(Lane& lane, const std::string& name);

    const std::size_t maxInWork_;
    const std::size_t maxWaiting_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::condition_variable room_;
    std::unordered_map<std::string, Lane> lanes_;
    std::deque<std::string>
        readyLanes_;  ///< lanes with events and none in work, in order of arrival
    std::size_t waiting_ = 0;
    std::size_t inWork_ = 0;
    bool closed_ = false;
};

}  // namespace bowline::pipeline
