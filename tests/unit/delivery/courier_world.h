// A courier without threads over a real store, with one or two desks: a test takes its steps by
// hand.
#pragma once

#include "tests/unit/delivery/open_desk.h"
#include "tests/unit/delivery/post_office.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::tests {

inline const DestinationId kOtherDesk{"other"};

inline bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// What the first desk is like, and whether there is a second.
struct Desks {
    bool two = false;
    std::chrono::milliseconds lag{};
    std::uint32_t concurrency = 64;
};

struct World {
    explicit World(Desks desks = {})
        : office(clock), courier(office.parts(), destinations(desks), settings()) {}

    static delivery::CourierSettings settings() {
        using namespace std::chrono_literals;
        return {
            .threads = 4,
            .lease = 60s,
            .batch = 8,
            .retry = {.base = 1s, .cap = 60s},
            .circuit = {.failuresToOpen = 3, .openFor = 10s, .longest = 60s},
            .giveUpAfter = 1h};
    }
    delivery::Destination deskOf(
        const DestinationId& id, std::shared_ptr<DeskBook> itsBook, MemoryExchange*& its
    ) {
        auto exchange = std::make_unique<MemoryExchange>();
        its = exchange.get();
        return {id, std::make_unique<OpenDesk>(std::move(itsBook)), std::move(exchange)};
    }
    std::vector<delivery::Destination> destinations(const Desks& desks) {
        std::vector<delivery::Destination> all;
        book->lag = desks.lag;
        book->concurrency = desks.concurrency;
        all.push_back(deskOf(kDesk, book, files));
        if (desks.two)
            all.push_back(deskOf(kOtherDesk, otherBook, otherFiles));
        return all;
    }
    /// Until nothing is at hand, nothing due and nothing to be written.
    void settle() {
        courier.notify();
        for (int idle = 0; idle < 2;) {
            const bool worked = courier.step(*office.reader);
            idle = office.writer.step() != 0 || worked ? 0 : idle + 1;
        }
    }
    void later(std::chrono::milliseconds by) {
        clock.advance(by);
        settle();
    }
    /// Rows are leased and at hand, none is begun.
    void claimOnly() {
        courier.notify();
        BOOST_REQUIRE(!courier.step(*office.reader));
        BOOST_REQUIRE(office.writer.step() == 1u);
    }

    ManualClock clock{Instant{std::chrono::seconds{1000000}}};
    std::shared_ptr<DeskBook> book = std::make_shared<DeskBook>();
    std::shared_ptr<DeskBook> otherBook = std::make_shared<DeskBook>();
    MemoryExchange* files = nullptr;
    MemoryExchange* otherFiles = nullptr;
    PostOffice office;
    delivery::Courier courier;
};

}  // namespace bowline::tests
