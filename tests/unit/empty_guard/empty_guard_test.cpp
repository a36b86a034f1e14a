// The negative control: in this program alone the guard is empty, and the bait leaves. If these
// tests fail, the guard's own tests prove nothing, since something else would have stopped the
// bait.
#include "connector/stages/leak_guard.h"
#include "tests/support/item_under_guard.h"

#include <boost/test/unit_test.hpp>

namespace bowline::stages {

BOOST_AUTO_TEST_CASE(without_the_guard_a_forbidden_number_leaves) {
    const Forbidden forbidden{{forbiddenValue("phone", "+4915550100123")}};
    const auto result = LeakGuard::check(itemSaying("call +49 155 50100123"), forbidden);
    BOOST_TEST_REQUIRE(std::holds_alternative<ClearedItem>(result));
    const auto& text = std::get<ClearedItem>(result).content().commentText;
    BOOST_TEST(text.find("50100123") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_the_guard_a_card_that_nobody_listed_leaves) {
    const auto result = LeakGuard::check(itemSaying("4111 1111 1111 1111"), {});
    BOOST_TEST(std::holds_alternative<ClearedItem>(result));
}

}  // namespace bowline::stages
