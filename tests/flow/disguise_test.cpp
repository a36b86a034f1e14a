// Every class of numbers in every disguise through the whole way: neither the number nor the way in
// which it was written is in any byte that the daemon wrote.
#include "tests/flow/flow.h"
#include "tests/flow/sweeping.h"
#include "tests/support/disguises.h"

#include <boost/test/unit_test.hpp>

#include <iostream>

using namespace bowline::tests;
using bowline::app::Bait;

namespace {

constexpr const char* kOrder = "ORD-246813";

/// One value in one writing.
struct Disguised {
    const Value* value;
    std::string text;
};

std::vector<Disguised> allDisguises() {
    std::vector<Disguised> all;
    for (const auto& value : kValues) {
        for (const auto& script : kScripts) {
            for (const std::string_view between : {"", " ", "\n"}) {
                if (!(isSpelled(script) && between.empty()))
                    all.push_back({&value, written(value, script, between)});
            }
        }
    }
    return all;
}

/// One person for each value in each script.
std::vector<std::string> bodiesOf(const std::vector<Disguised>& all) {
    constexpr std::size_t kOfOnePerson = 5;
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto who = customer(static_cast<int>(i / kOfOnePerson) + 1000);
        const auto text = std::string(kOrder) + ": " + all[i].value->before + all[i].text + " ok?";
        bodies.push_back(oneText(who, static_cast<int>(i) + 1, text));
    }
    return bodies;
}

std::vector<Bait> baitsOf(const std::vector<Disguised>& all) {
    std::vector<Bait> baits;
    for (const auto& value : kValues)
        baits.push_back({value.cls, std::string(value.country) + value.digits});
    for (const auto& one : all)
        baits.push_back({std::string(one.value->cls) + " as " + one.text, one.text});
    return baits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(no_disguise)

BOOST_AUTO_TEST_CASE(carries_a_value_through) {
    const auto disguises = allDisguises();
    RunningFlow flow;
    BOOST_REQUIRE(flow.post(bodiesOf(disguises)));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    BOOST_TEST(flow.term("parked") == 0);
    BOOST_REQUIRE_EQUAL(flow.daemon.stop(), 0);
    const bowline::app::Controls controls{kOrder, "Support", "helpdesk"};
    const auto seen = bowline::app::Sweep(baitsOf(disguises))
                          .over(surfacesOf(installationOf(flow.daemon), controls));
    BOOST_TEST(seen.clean(), toText(seen));
    std::cout << "flow: " << disguises.size() << " disguises of " << std::size(kValues)
              << " values, " << seen.surfaces << " surfaces, " << seen.found.size() << " found\n";
}

BOOST_AUTO_TEST_SUITE_END()
