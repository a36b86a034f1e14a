// Who is whom, as operations see it: persons who may be one are named, by what their tickets call
// them; and two tenants of one customer have nothing in common by which she could be found.
#include "tests/flow/flow.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <set>

using namespace bowline::tests;

namespace {

using Values = std::set<std::string>;

/// All of what is said stands in the store of a daemon for `tenant`, whose master key is `key`.
Values storedBy(
    const std::string& tenant, const std::filesystem::path& key, const std::string& body
) {
    constexpr std::size_t kEnoughToLink = 16;
    Flow flow;
    flow.daemon.configure("\ntenant: " + tenant + "\n");
    const auto own = flow.daemon.configFile().parent_path() / "credentials" / "master.key";
    std::filesystem::copy_file(key, own, std::filesystem::copy_options::overwrite_existing);
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(body), 200);
    BOOST_REQUIRE(flow.settled());
    flow.daemon.stop();
    return flow.probe().valuesOf(kEnoughToLink);
}

Values inBoth(const Values& one, const Values& other) {
    Values both;
    std::ranges::set_intersection(one, other, std::inserter(both, both.end()));
    return both;
}

Values without(const Values& all, const Values& some) {
    Values left;
    std::ranges::set_difference(all, some, std::inserter(left, left.end()));
    return left;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(identities)

BOOST_AUTO_TEST_CASE(persons_who_may_be_one_are_named_by_their_aliases) {
    const RunningFlow flow;
    const Customer byNumber{customer(1).waId, "Ana Example"};
    const Customer byUserId{"", "Ana Example", "GB.1"};
    const Customer byBoth{byNumber.waId, byNumber.name, byUserId.bsuid};
    BOOST_REQUIRE(flow.post(
        {oneText(byNumber, 1, "hello"), oneText(byUserId, 2, "hello"), oneText(byBoth, 3, "me")}
    ));
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(flow.tickets().size(), 2u);
    const auto proposals = flow.status().at("merge_proposals");
    BOOST_REQUIRE_EQUAL(proposals.at("count").get<int>(), 1);
    const auto& pair = proposals.at("newest").at(0);
    Values aliases;
    for (const auto& ticket : flow.tickets())
        aliases.insert(ticket.alias);
    BOOST_TEST((Values{pair.at("alias"), pair.at("other_alias")} == aliases));
    const auto printed = flow.daemon.run({"status"}).output;
    BOOST_TEST(printed.find("persons who may be one: 1") != std::string::npos, printed);
    BOOST_TEST(printed.find(*aliases.begin()) != std::string::npos, printed);
    BOOST_TEST(printed.find(byNumber.waId) == std::string::npos);
    BOOST_TEST(printed.find(byUserId.bsuid) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_tenants_of_one_customer_store_nothing_alike_that_comes_from_her) {
    const Flow keys;
    const auto key = keys.daemon.configFile().parent_path() / "credentials" / "master.key";
    const Customer ana{customer(1).waId, "Ana Example of Ys", "GB.13491208655302741918"};
    const Customer ben{customer(2).waId, "Ben Example of Ys", "GB.24491208655302741918"};
    const auto first = storedBy("alpha", key, oneText(ana, 1, "hello, it is me"));
    const auto second = storedBy("beta", key, oneText(ana, 2, "good morning to you"));
    const auto another = storedBy("gamma", key, oneText(ben, 3, "and who are you"));
    BOOST_TEST(without(inBoth(first, second), another).empty());
    // Control: within a tenant she is found again by the same key.
    const auto again = storedBy("alpha", key, oneText(ana, 4, "it is me once more"));
    BOOST_TEST(!without(inBoth(first, again), another).empty());
}

BOOST_AUTO_TEST_SUITE_END()
