// The loop around the carrier; see the header. Answers are stored without waiting: a thread goes on
// with the next row while the writer commits, and a conversation's next row can be claimed only
// after that.
#include "connector/delivery/courier.h"

#include "connector/base/error.h"
#include "connector/base/log.h"
#include "connector/delivery/ending_log.h"

#include <algorithm>

namespace bowline::delivery {

namespace {

// Nobody sleeps longer without looking: the far end of what SystemClock can reckon with.
constexpr std::chrono::hours kLongestSleep{1};
// A time that is over already, whoever named it, must not make a row go in circles.
constexpr std::chrono::milliseconds kShortestWait{10};

std::vector<DestinationId> idsOf(const std::vector<Destination>& destinations) {
    std::vector<DestinationId> ids;
    for (const auto& destination : destinations)
        ids.push_back(destination.id);
    return ids;
}

// One that hangs leaves a thread to the others.
Shares sharesOf(const std::vector<Destination>& destinations, std::size_t threads) {
    const auto most = destinations.size() > 1 ? std::max<std::size_t>(threads, 2) - 1 : threads;
    Shares shares;
    for (const auto& destination : destinations) {
        const auto& adapter = *destination.adapter;
        const auto bearable = std::max<std::size_t>(adapter.limits().concurrency, 1);
        shares[destination.id] = {std::min(most, bearable), adapter.indexLag()};
    }
    return shares;
}

std::vector<store::LeasedItem*> allOf(store::LeasedItem& row) {
    std::vector<store::LeasedItem*> all{&row};
    for (auto& each : row.joined)
        all.push_back(&each);
    return all;
}

// A blocked one keeps them: its stub is made from them.
void forgetCells(store::LeasedItem& row) {
    row.item.item.reset();
    row.item.forbidden.reset();
}

std::map<DestinationId, Destination> byId(std::vector<Destination> destinations) {
    std::map<DestinationId, Destination> all;
    for (auto& destination : destinations)
        all.emplace(destination.id, std::move(destination));
    return all;
}

}  // namespace

Courier::Courier(
    CourierParts parts, std::vector<Destination> destinations, CourierSettings settings
)
    : parts_(std::move(parts)),
      settings_(settings),
      breakers_(
          idsOf(destinations),
          settings.circuit,
          [this](const DestinationId& id, const std::string& code) {
              return destinations_.at(id).adapter->cureFor(code);
          }
      ),
      carrier_(parts_.clock, parts_.openKeys, parts_.writer, parts_.audit),
      claims_(
          parts_.writer,
          parts_.clock,
          breakers_,
          {.lease = settings.lease, .batch = settings.batch, .lowWater = settings.threads},
          sharesOf(destinations, settings.threads),
          [this] { wakeup_.wake(); }
      ),
      running_(std::size_t{0}) {
    destinations_ = byId(std::move(destinations));
}

Courier::~Courier() {
    static_cast<void>(stop(std::chrono::milliseconds{0}));
    threads_.clear();
    try {
        // The writer completes in order: afterwards no completion speaks of us any more.
        parts_.writer.call([](store::Database&) {});
    } catch (const Error&) {
        return;  // refused or broken: all that was submitted before has been completed too
    }
}

void Courier::start() {
    std::vector<std::shared_ptr<store::Database>> readers;
    for (std::size_t i = 0; i < settings_.threads; ++i)
        readers.push_back(parts_.openReader());
    running_.with([&](std::size_t& running) { running = readers.size(); });
    for (auto& reader : readers) {
        threads_.emplace_back([this, reader](const std::stop_token& stop) { run(stop, *reader); });
    }
}

bool Courier::stop(std::chrono::milliseconds grace) {
    const auto until = parts_.clock.now() + grace;
    for (auto& thread : threads_)
        thread.request_stop();
    claims_.close();
    for (;;) {
        const auto seen = ended_.seen();
        if (running_.with([](std::size_t running) { return running == 0; }))
            return true;
        if (parts_.clock.now() >= until)
            return false;
        ended_.sleep(parts_.clock, seen, until, {});
    }
}

std::set<DestinationId> Courier::having(adapter_api::Primitive primitive) const {
    std::set<DestinationId> all;
    for (const auto& [id, destination] : destinations_) {
        if (destination.adapter->capabilities().contains(primitive))
            all.insert(id);
    }
    return all;
}

void Courier::notify() {
    claims_.rowsMayWait();
    wakeup_.wake();
}

void Courier::run(const std::stop_token& stop, store::Database& reader) {
    while (!stop.stop_requested()) {
        const auto seen = wakeup_.seen();
        bool worked = false;
        stepOrSay(worked, reader);
        if (!worked)
            wakeup_.sleep(parts_.clock, seen, wakeTime(), stop);
    }
    running_.with([](std::size_t& running) { --running; });
    ended_.wake();
}

// A failure here is one of ours; the row's lease runs out and it comes again.
void Courier::stepOrSay(bool& worked, store::Database& reader) {
    try {
        worked = step(reader);
    } catch (const Error& e) {
        logEvent("loop.failed", {{"loop", "courier"}, {"why", e.what()}});
    } catch (const Poco::Exception& e) {
        logEvent("loop.failed", {{"loop", "courier"}, {"why", e.name()}});
    } catch (const std::exception&) {
        logEvent("loop.failed", {{"loop", "courier"}, {"why", "an exception of a library"}});
    }
}

Instant Courier::wakeTime() const {
    const auto latest = parts_.clock.now() + kLongestSleep;
    return std::min(claims_.nextDue().value_or(latest), latest);
}

bool Courier::step(store::Database& reader) {
    auto row = claims_.take();
    claims_.askForMore();
    if (!row)
        return false;
    const Begun begun(claims_, row->item.destination, [this] { wakeup_.wake(); });
    auto done = attempt(*row, reader);
    const auto now = parts_.clock.now();
    breakers_.note(row->item.destination, done.ending, now);
    done.ending = parted(*row, weighed(*row, std::move(done.ending), now), done.mayPart, now);
    const auto due = dueAfter(*row, done.ending, now);
    const bool isBlocked = std::holds_alternative<Blocked>(done.ending);
    for (auto* each : allOf(*row)) {
        logEnding(*each, done.ending, due);
        if (!isBlocked)
            forgetCells(*each);
    }
    store({.row = std::move(*row), .attempt = std::move(done), .at = now, .due = due});
    return true;
}

Attempt Courier::attempt(store::LeasedItem& row, store::Database& reader) {
    const auto destination = destinations_.find(row.item.destination);
    if (destination == destinations_.end())
        return unopened(Unusable{"unknown_destination"});
    if (auto wait = notYet(row, destination->second))
        return unopened(std::move(*wait));
    return carrier_.carry(row, destination->second, reader);
}

// A process that died with the row in hand may have sent until its lease ran out: the look-up must
// not come before the system can show it.
std::optional<Postponed> Courier::notYet(
    const store::LeasedItem& row, const Destination& destination
) {
    const auto now = parts_.clock.now();
    const auto visible = row.ranOutAt.value_or(now) + destination.adapter->indexLag();
    if (row.ranOutAt && now < visible)
        return Postponed{"index_lag", visible};
    return breakers_.refusal(destination.id, now);
}

// A destination that refuses us, or did until this trial, says nothing about the item.
Ending Courier::weighed(const store::LeasedItem& row, Ending ending, Instant now) const {
    const auto meaning = meaningOf(ending);
    const auto* wait = std::get_if<Wait>(&meaning);
    const bool fails = wait != nullptr && wait->weight == Weight::Failure;
    const bool tooLong = row.failingSince && now - *row.failingSince >= settings_.giveUpAfter;
    if (!fails || !tooLong || breakers_.isStopped(row.item.destination))
        return ending;
    return GaveUp{wait->why};
}

// Which of them was it? Each is tried alone, so that one bad message does not park the others.
Ending Courier::parted(const store::LeasedItem& row, Ending ending, bool mayPart, Instant now) {
    const bool refused = std::holds_alternative<Rejected>(ending) ||
                         std::holds_alternative<Blocked>(ending) ||
                         std::holds_alternative<GaveUp>(ending);
    if (row.joined.empty() || !refused || !mayPart)
        return ending;
    return Parted{now};
}

std::chrono::milliseconds Courier::indexLagOf(const DestinationId& id) const {
    const auto destination = destinations_.find(id);
    if (destination == destinations_.end())
        return {};
    return destination->second.adapter->indexLag();
}

Instant Courier::dueAfter(const store::LeasedItem& row, const Ending& ending, Instant now) {
    const auto meaning = meaningOf(ending);
    const auto* wait = std::get_if<Wait>(&meaning);
    if (wait == nullptr)
        return now;
    if (std::holds_alternative<Denied>(ending))
        return breakers_.nextTrial(row.item.destination).value_or(now);
    const auto findable = wait->answerLost ? now + indexLagOf(row.item.destination) : now;
    if (wait->until) {
        const auto soonest = std::max(findable, now + kShortestWait);
        return std::clamp(*wait->until, soonest, std::max(soonest, now + kLongestAskedWait));
    }
    const auto failures = std::clamp<std::int64_t>(row.failures + 1, 1, UINT32_MAX);
    const auto attempts = static_cast<std::uint32_t>(failures);
    return std::max(
        findable, nextAttempt(settings_.retry, now, attempts, wait->asked, parts_.random)
    );
}

void Courier::store(Attempted attempted) {
    std::vector<store::OutboxItem> leaked;
    if (std::holds_alternative<Blocked>(attempted.attempt.ending)) {
        for (const auto* row : allOf(attempted.row))
            leaked.push_back(row->item);
    }
    parts_.writer.submit(
        recordOf(std::move(attempted), parts_.audit),
        [this, leaked = std::move(leaked)](const std::exception_ptr& failure) {
            if (failure)
                return;  // the lease runs out, the row is claimed again and looked up first
            for (const auto& item : leaked)
                parts_.onLeak(item);
            notify();
        }
    );
}

}  // namespace bowline::delivery
