// The order inside a group: begin, tasks in savepoints, commit, completions, checkpoint. A
// completion runs only when the group's fate is known, so nobody hears of a commit that can still
// fail.
#include "connector/store/writer.h"

#include "connector/base/log.h"

#include <future>
#include <utility>

namespace bowline::store {

namespace {

std::exception_ptr busy(const char* why) {
    return std::make_exception_ptr(StoreBusy(why, "it is tried again; see 'bowline status'"));
}

}  // namespace

Writer::Writer(WriterStore store, const Clock& clock, WriterSettings settings)
    : store_(std::move(store)),
      clock_(clock),
      settings_(settings),
      db_(store_.open()),
      checkpointAt_(settings.checkpointPages) {}

Writer::~Writer() {
    stop();
}

void Writer::submit(WriteFn write, Completion done) {
    enqueue({.write = std::move(write), .done = std::move(done)});
}

void Writer::submitFirst(WriteFn write, Completion done) {
    enqueue({.write = std::move(write), .done = std::move(done), .first = true});
}

void Writer::submitUrgent(WriteFn write, Completion done) {
    enqueue({.write = std::move(write), .done = std::move(done), .first = true, .urgent = true});
}

void Writer::enqueue(Task task) {
    const auto limit = settings_.queueLimit + (task.urgent ? settings_.reserve : 0);
    {
        std::scoped_lock lock(mutex_);
        if (!closed_ && waitingLocked() < limit) {
            (task.first ? first_ : queue_).push_back(std::move(task));
            arrived_.notify_one();
            return;
        }
    }
    task.done(busy("store: cannot take a write: too many wait, or the program stops"));
}

void Writer::call(WriteFn write) {
    // Shared: the waiting side may return while set_value has not.
    const auto answer = std::make_shared<std::promise<void>>();
    auto answered = answer->get_future();
    submit(std::move(write), [answer](std::exception_ptr failure) {
        failure ? answer->set_exception(std::move(failure)) : answer->set_value();
    });
    const bool threaded = [&] {
        std::scoped_lock lock(mutex_);
        return threaded_;
    }();
    while (!threaded && answered.wait_for(std::chrono::seconds::zero()) != std::future_status::ready
    )
        step();
    answered.get();
}

std::size_t Writer::step() {
    auto group = takeGroup();
    if (group.empty())
        return 0;
    const auto failure = commitGroup(group);
    for (auto& task : group)
        task.done(failure ? failure : task.failure);
    checkpointWhenDue();
    return group.size();
}

void Writer::start() {
    std::scoped_lock lock(mutex_);
    threaded_ = true;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Writer::stop() {
    {
        std::scoped_lock lock(mutex_);
        if (std::exchange(closed_, true))
            return;
    }
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
    while (step() != 0) {
    }
    if (!broken())
        checkpoint();
}

bool Writer::broken() const {
    std::scoped_lock lock(mutex_);
    return broken_;
}

std::size_t Writer::waiting() const {
    std::scoped_lock lock(mutex_);
    return waitingLocked();
}

void Writer::run(const std::stop_token& stop) {
    const auto somethingWaits = [&] {
        std::unique_lock lock(mutex_);
        return arrived_.wait(lock, stop, [&] { return waitingLocked() > 0; });
    };
    while (somethingWaits())
        step();
}

Writer::Group Writer::takeGroup() {
    std::scoped_lock lock(mutex_);
    Group group;
    group.reserve(std::min(waitingLocked(), settings_.groupLimit));
    take(first_, std::min(settings_.firstLimit, settings_.groupLimit), group);
    take(queue_, settings_.groupLimit, group);
    take(first_, settings_.groupLimit, group);
    return group;
}

// Until the group holds `limit` tasks.
void Writer::take(Queue& from, std::size_t limit, Group& group) {
    while (!from.empty() && group.size() < limit) {
        group.push_back(std::move(from.front()));
        from.pop_front();
    }
}

void Writer::putBack(Group& group, std::size_t from) {
    std::scoped_lock lock(mutex_);
    for (auto at = group.size(); at > from; --at) {
        auto& task = group[at - 1];
        (task.first ? first_ : queue_).push_front(std::move(task));
    }
    group.resize(from);
}

// Returns why the whole group failed, or nothing.
std::exception_ptr Writer::commitGroup(Group& group) {
    try {
        reopenWhenBroken();
        db_->begin();
        const TransactionScope scope(*db_);
        runTasks(group);
        commit();
        return nullptr;
    } catch (const StoreDamaged& damage) {
        markBroken(damage);
        return std::current_exception();
    } catch (const StoreBusy&) {
        return std::current_exception();
    } catch (const Error& failure) {
        markBroken(failure);
        return busy("store: cannot commit");
    }
}

void Writer::runTasks(Group& group) {
    const auto begun = clock_.now();
    for (std::size_t done = 0; done < group.size(); ++done) {
        // A clock that steps back makes a longer group, one that steps forward a shorter: both
        // harmless.
        if (done > 0 && clock_.now() - begun >= settings_.groupWork)
            return putBack(group, done);
        runTask(group[done]);
    }
}

void Writer::runTask(Task& task) {
    db_->savepoint();
    try {
        task.write(*db_);
    } catch (const StoreBusy&) {
        throw;  // the store failed, not the task
    } catch (...) {
        task.failure = std::current_exception();
    }
    if (!task.failure)
        return db_->releaseSavepoint();
    if (!db_->inTransaction())
        throw StoreDamaged("store: the engine undid a transaction by itself");
    db_->rollbackToSavepoint();
}

// After a commit that failed for another reason than space, what is on disk is not known.
void Writer::commit() {
    try {
        db_->commit();
    } catch (const StoreFull&) {
        throw;
    } catch (const StoreBusy& failure) {
        throw StoreDamaged(failure.message(), failure.hint());
    }
}

void Writer::reopenWhenBroken() {
    if (!broken())
        return;
    db_.reset();  // before open: the old connection's locks and log index go first
    auto reopened = store_.open();
    reopened->verify();
    store_.check(*reopened);
    db_ = std::move(reopened);
    checkpointAt_ = settings_.checkpointPages;
    {
        std::scoped_lock lock(mutex_);
        broken_ = false;
    }
    logEvent("store.reopened");
}

void Writer::markBroken(const Error& why) {
    const bool already = [&] {
        std::scoped_lock lock(mutex_);
        return std::exchange(broken_, true);
    }();
    if (!already)
        logEvent("store.broken", {{"why", why.message()}});
}

void Writer::checkpointWhenDue() {
    if (!broken() && db_->pagesInLog() >= checkpointAt_)
        checkpoint();
}

void Writer::checkpoint() {
    try {
        // A reader may hold pages back; the next try waits for as many new ones.
        checkpointAt_ = db_->checkpoint() + settings_.checkpointPages;
    } catch (const StoreDamaged& damage) {
        markBroken(damage);
    } catch (const StoreBusy&) {
        checkpointAt_ += settings_.checkpointPages;  // no space or no lock: the log is still whole
    }
}

}  // namespace bowline::store
