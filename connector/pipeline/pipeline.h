// The one caller of the stages: journal rows become events (step A), events become plans (step B),
// plans go to the writer. Keeps the order of each sender and computes again what turned out Stale.
//
// Threads: one decoder, one that looks for waits that are over, and `workers` composers, started by
// start(), stopped by stop(), which lets what is in work end and waits for it. wake() may be called
// from any thread, also from a completion of the writer.
#pragma once

#include "connector/pipeline/composer.h"
#include "connector/pipeline/decoder.h"
#include "connector/pipeline/lanes.h"

#include <atomic>
#include <thread>

namespace bowline::pipeline {

class Pipeline {
public:
    /// `parts` is kept.
    Pipeline(Parts parts, std::size_t workers);
    ~Pipeline();

    void start();
    void stop();
    /// The journal has new rows.
    void wake();

    /// A guard parked this item on its way out: its stub goes in its place. Never waits; from any
    /// thread.
    void replaceByStub(const store::OutboxItem& parked);

    /// Does by hand what the threads do: decodes what waits and computes every event that is ready.
    /// Returns how many events were computed. Not while the threads run.
    std::size_t step();

    /// Events that are decoded and not yet decided.
    [[nodiscard]] std::size_t waiting() const { return lanes_.waiting() + lanes_.inWork(); }

private:
    struct Worker;
    void decodeLoop(const std::stop_token& stop);
    void workLoop(const std::stop_token& stop, Worker& worker);
    void handle(Worker& worker, const EventRef& ref);
    void submit(Plan plan, const EventRef& ref);
    void waitLoop(const std::stop_token& stop);
    void releaseDue();
    void pushAll(const std::vector<EventRef>& refs);
    void settle(const EventRef& ref, const std::exception_ptr& failure, bool hasItems);
    void tryAgain(EventRef ref, const std::exception_ptr& failure);
    void park(const EventRef& ref);
    bool waitWhileStoreRests(const std::stop_token& stop);
    void sendStubs();

    Parts parts_;
    Lanes lanes_;
    Decoder decoder_;
    std::unique_ptr<store::Database> stubReader_;
    std::unique_ptr<store::Database> waitsReader_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::atomic<std::int64_t> restUntilMs_ = 0;  ///< after a failure of the store nobody hammers it
    std::mutex mutex_;
    std::condition_variable_any woken_;
    bool journalHasRows_ = true;
    std::vector<store::OutboxItem> parkedItems_;  ///< guarded by mutex_; wait for their stubs
    std::vector<std::jthread> threads_;
};

}  // namespace bowline::pipeline
