#include "connector/pipeline/pipeline.h"

#include "connector/base/log.h"
#include "connector/pipeline/apply_plan.h"
#include "connector/pipeline/failure_kind.h"
#include "connector/pipeline/stub_step.h"
#include "connector/store/event_waits.h"

namespace bowline::pipeline {

namespace {

constexpr std::size_t kMaxInWork = 256;      // plans under way: a few group commits' worth
constexpr std::size_t kMaxWaiting = 10'000;  // references in memory; the rest waits in the store
constexpr int kMaxFailures = 5;  // unexpected ones, before an event is parked for a human
/// More than any race explains: such a plan relies on what is not so, and would spin for ever.
constexpr int kMaxStale = 100;
constexpr std::chrono::milliseconds kRest{1'000};
constexpr std::chrono::seconds kBetweenLooks{1};  // at events whose wait may be over

}  // namespace

struct Pipeline::Worker {
    explicit Worker(const Parts& parts) : reader(parts.openReader()), composer(parts) {}
    std::unique_ptr<store::Database> reader;
    Composer composer;
};

Pipeline::Pipeline(Parts parts, std::size_t workers)
    : parts_(std::move(parts)),
      lanes_(kMaxInWork, kMaxWaiting),
      decoder_(parts_, lanes_),
      stubReader_(parts_.openReader()),
      waitsReader_(parts_.openReader()) {
    parkedItems_ = parkedWithoutStub(*stubReader_);
    for (std::size_t i = 0; i < workers; ++i)
        workers_.push_back(std::make_unique<Worker>(parts_));
}

Pipeline::~Pipeline() {
    stop();
}

void Pipeline::start() {
    threads_.emplace_back([this](const std::stop_token& stop) { decodeLoop(stop); });
    threads_.emplace_back([this](const std::stop_token& stop) { waitLoop(stop); });
    for (auto& worker : workers_) {
        threads_.emplace_back([this, &worker](const std::stop_token& stop) {
            workLoop(stop, *worker);
        });
    }
}

void Pipeline::stop() {
    for (auto& thread : threads_)
        thread.request_stop();
    lanes_.close();
    threads_.clear();
}

void Pipeline::wake() {
    {
        std::scoped_lock lock(mutex_);
        journalHasRows_ = true;
    }
    woken_.notify_one();
}

void Pipeline::replaceByStub(const store::OutboxItem& parked) {
    {
        std::scoped_lock lock(mutex_);
        parkedItems_.push_back(parked);
        journalHasRows_ = true;
    }
    woken_.notify_one();
}

void Pipeline::sendStubs() {
    std::vector<store::OutboxItem> parked;
    {
        std::scoped_lock lock(mutex_);
        parked.swap(parkedItems_);
    }
    for (const auto& item : parked)
        sendStubFor(item, *stubReader_, parts_);
}

std::size_t Pipeline::step() {
    sendStubs();
    releaseDue();
    while (parts_.writer.step() > 0) {
    }
    while (decoder_.loadBacklog()) {
    }
    while (decoder_.step() > 0) {
    }
    std::size_t computed = 0;
    while (auto ref = lanes_.tryTake()) {
        handle(*workers_.front(), *ref);
        while (parts_.writer.step() > 0) {
        }
        ++computed;
    }
    return computed;
}

void Pipeline::decodeLoop(const std::stop_token& stop) {
    while (!stop.stop_requested() && lanes_.waitForRoom() && decoder_.loadBacklog()) {
    }
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            if (!woken_.wait(lock, stop, [&] { return journalHasRows_; }))
                return;
            journalHasRows_ = false;
        }
        try {
            sendStubs();
            while (!stop.stop_requested() && lanes_.waitForRoom() && decoder_.step() > 0) {
            }
        } catch (const Poco::Exception& error) {
            logEvent("loop.failed", {{"loop", "decoder"}, {"why", error.name()}});
            parts_.clock.sleepUntil(parts_.clock.now() + kRest, stop);
            wake();
        }
    }
}

void Pipeline::workLoop(const std::stop_token& stop, Worker& worker) {
    while (auto ref = lanes_.take()) {
        if (!waitWhileStoreRests(stop))
            return;
        handle(worker, *ref);
    }
}

bool Pipeline::waitWhileStoreRests(const std::stop_token& stop) {
    return parts_.clock.now() >= fromMillis(restUntilMs_) ||
           parts_.clock.sleepUntil(fromMillis(restUntilMs_), stop);
}

void Pipeline::handle(Worker& worker, const EventRef& ref) {
    try {
        // Decided already: an event that is queued again can be handed out twice, by the backlog
        // too.
        const auto row = store::Events(*worker.reader).findQueued(ref.id);
        if (!row)
            return lanes_.finished(ref);
        submit(worker.composer.compose(*worker.reader, *row), ref);
    } catch (const Poco::Exception&) {
        tryAgain(ref, std::current_exception());
    } catch (const std::exception&) {
        tryAgain(ref, std::current_exception());
    }
}

void Pipeline::submit(Plan plan, const EventRef& ref) {
    const auto shared = std::make_shared<const Plan>(std::move(plan));
    const auto applied = std::make_shared<Applied>();
    parts_.writer.submit(
        [this, shared, applied](store::Database& db) {
            *applied = applyPlan(db, parts_.audit, *shared);
        },
        [this, ref, shared, applied](const std::exception_ptr& failure) {
            settle(ref, failure, !shared->items.empty());
            if (!failure)
                pushAll(applied->released);
        }
    );
}

void Pipeline::pushAll(const std::vector<EventRef>& refs) {
    for (const auto& ref : refs)
        lanes_.push(ref);
}

void Pipeline::releaseDue() {
    const auto now = parts_.clock.now();
    const auto due = store::EventWaits(*waitsReader_).nextDue();
    if (!due || *due > now)
        return;
    const auto released = std::make_shared<std::vector<EventRef>>();
    parts_.writer.submit(
        [released, now](store::Database& db) {
            *released = refsOf(db, store::EventWaits(db).releaseDue(now, kMaxInWork));
        },
        [this, released](const std::exception_ptr& failure) {
            if (!failure)
                pushAll(*released);
        }
    );
}

void Pipeline::waitLoop(const std::stop_token& stop) {
    while (parts_.clock.sleepUntil(parts_.clock.now() + kBetweenLooks, stop)) {
        try {
            releaseDue();
        } catch (const Poco::Exception& error) {
            logEvent("loop.failed", {{"loop", "waits"}, {"why", error.name()}});
        }
    }
}

void Pipeline::settle(const EventRef& ref, const std::exception_ptr& failure, bool hasItems) {
    if (failure)
        return tryAgain(ref, failure);
    lanes_.finished(ref);
    if (hasItems)
        parts_.itemsArrived();
}

void Pipeline::tryAgain(EventRef ref, const std::exception_ptr& failure) {
    const auto kind = kindOf(failure);
    if (kind == FailureKind::Stale && ++ref.stale < kMaxStale) {
        logEvent("pipeline.stale", {{"event", ref.id.hex()}});
        return lanes_.again(std::move(ref));
    }
    restUntilMs_ = toMillis(parts_.clock.now() + kRest);
    if (kind != FailureKind::StoreBusy && ++ref.attempts >= kMaxFailures)
        return park(ref);
    logEvent(
        "loop.failed", {{"loop", "pipeline"}, {"event", ref.id.hex()}, {"attempt", ref.attempts}}
    );
    lanes_.again(std::move(ref));
}

void Pipeline::park(const EventRef& ref) {
    logEvent("event.parked", {{"event", ref.id.hex()}, {"why", "internal_fault"}});
    const store::EventOutcome outcome{
        store::EventState::Parked, "internal_fault", 0, {}, {}, parts_.clock.now()};
    parts_.writer.submit(
        [id = ref.id, outcome](store::Database& db) {
            if (!store::Events(db).setState(id, store::EventState::Queued, outcome))
                throw Stale("pipeline: event was decided");
        },
        [this, ref](const std::exception_ptr&) { lanes_.finished(ref); }
    );
}

}  // namespace bowline::pipeline
