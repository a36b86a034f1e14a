// The one connection that writes, and the group commit over it. Takes all that waits, runs each
// task in a savepoint inside one transaction, commits, then completes all: one fsync serves the
// group, and nobody is told "committed" before it is on disk. It knows no table.
//
// A task that throws fails alone. A full disk fails its group and the next may succeed. A failed
// commit or fsync fails the group and breaks the connection: nothing is acknowledged until the
// store has been reopened and verified, which the next group tries first (SQLite itself would go on
// after a failed fsync; reference/trust.md R5).
#pragma once

#include "connector/base/clock.h"
#include "connector/store/database.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <vector>

namespace bowline::store {

/// Runs on the writer's thread inside a transaction; may be undone together with its group. No
/// detector, cipher, parser or waiting in here (DESIGN 5).
using WriteFn = std::function<void(Database&)>;
/// Called once, with nothing when the write is on disk, else with why it is not. On the writer's
/// thread, or on the submitter's when the queue refuses. MUST NOT throw, wait, or use Writer::call.
using Completion = std::function<void(std::exception_ptr)>;

struct WriterSettings {
    std::size_t queueLimit = 20'000;  ///< tasks that may wait; beyond it submit answers StoreBusy
    std::size_t reserve = 2'000;      ///< further ones, for submitUrgent alone
    std::size_t groupLimit = 1'000;   ///< tasks in one transaction
    std::size_t firstLimit = 128;     ///< of them, those that go before others that wait
    std::chrono::milliseconds groupWork{5};  ///< a group ends when it has worked this long
    std::int64_t checkpointPages = 1'000;  ///< pages in the log (4 MiB) that make a checkpoint due
};

/// How the writer gets its connection and convinces itself of it.
struct WriterStore {
    /// Opens and migrates. Called by the constructor and after a failure. Errors: as openSqlite.
    std::function<std::unique_ptr<Database>()> open;
    /// Throws unless the reopened store can be trusted; runs after Database::verify. The daemon
    /// checks the head of the ledger here.
    std::function<void(Database&)> check;
};

/// Started by start(), stopped by stop(), waits for all that was accepted. Threads: submit and call
/// from any.
class Writer {
public:
    /// Opens the store. `clock` outlives the writer; it measures the work of a group only.
    /// Errors: what `store.open` throws.
    Writer(WriterStore store, const Clock& clock, WriterSettings settings);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Queues `write`. Never waits. `done` gets StoreBusy at once when the queue is full or the
    /// writer stopped.
    void submit(WriteFn write, Completion done);
    /// submit for what somebody outside waits for (an acknowledgement): in its turn among its kind,
    /// before what came by submit. At most `firstLimit` of a group as long as others wait, so that
    /// a flood does not stop them.
    void submitFirst(WriteFn write, Completion done);
    /// submitFirst for what must not be refused because much waits: it has the reserve too. It
    /// overtakes nothing that came by submitFirst.
    void submitUrgent(WriteFn write, Completion done);
    /// submit and wait; rethrows what the completion was given. Without a running thread it steps
    /// by itself.
    void call(WriteFn write);
    /// call for a write that answers: returns what `write(Database&)` returned.
    template <class F>
    auto ask(F write) -> std::invoke_result_t<F&, Database&> {
        std::optional<std::invoke_result_t<F&, Database&>> answer;
        call([&](Database& db) { answer.emplace(write(db)); });
        return std::move(*answer);
    }

    /// Runs one group by hand; not while the thread runs. Returns how many tasks were completed; 0
    /// when none waits.
    std::size_t step();

    void start();
    /// Refuses new tasks, completes all that wait, joins. Idempotent.
    void stop();

    /// True between a failed commit and the verified reopening. For health.
    [[nodiscard]] bool broken() const;
    /// Tasks that wait now.
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Task {
        WriteFn write;
        Completion done;
        bool first = false;
        bool urgent = false;
        std::exception_ptr failure{};
    };
    using Group = std::vector<Task>;
    using Queue = std::deque<Task>;

    void enqueue(Task task);
    [[nodiscard]] std::size_t waitingLocked() const { return first_.size() + queue_.size(); }
    void run(const std::stop_token& stop);
    Group takeGroup();
    static void take(Queue& from, std::size_t limit, Group& group);
    void putBack(Group& group, std::size_t from);
    std::exception_ptr commitGroup(Group& group);
    void runTasks(Group& group);
    void runTask(Task& task);
    void commit();
    void reopenWhenBroken();
    void markBroken(const Error& why);
    void checkpointWhenDue();
    void checkpoint();

    WriterStore store_;
    const Clock& clock_;
    WriterSettings settings_;
    std::unique_ptr<Database> db_;
    std::int64_t checkpointAt_;  ///< pages in the log that make the next checkpoint due

    mutable std::mutex mutex_;
    std::condition_variable_any arrived_;
    Queue first_;
    Queue queue_;
    bool closed_ = false;
    bool broken_ = false;
    bool threaded_ = false;
    std::jthread thread_;
};

}  // namespace bowline::store
