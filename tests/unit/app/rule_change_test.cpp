// A changed mapping takes the place of the old one, which is lost at no moment.
#include "connector/app/shadow/rule_change.h"

#include "connector/base/error.h"
#include "tests/unit/app/installation.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::app;
using tests::readFile;

namespace {

struct Changing : Installation {
    Changing() {
        layDownNow();
        old = readFile(mapping());
        put(changed, swapped(old, "  email: mask", "  email: keep"));
        change = std::make_unique<RuleChange>(config().string());
    }

    std::string old;
    std::string changed = folder / "changed.yaml";
    std::unique_ptr<RuleChange> change;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rule_change, Changing)

BOOST_AUTO_TEST_CASE(what_stood_there_is_kept_before_anything_takes_its_place) {
    const auto replaced = change->put(changed);
    BOOST_TEST(readFile(mapping()) == readFile(changed));
    // As if the command ended here.
    BOOST_TEST(readFile(options.configDir / "previous" / "replaced.yaml") == old);
    change->undo(replaced);
    BOOST_TEST(readFile(mapping()) == old);
}

BOOST_AUTO_TEST_CASE(a_change_that_was_undone_is_no_previous_one) {
    change->undo(change->put(changed));
    BOOST_CHECK_THROW(change->swapBack(), ConfigError);
}

BOOST_AUTO_TEST_CASE(the_previous_one_comes_back_and_goes_again) {
    change->keepAsPrevious(change->put(changed));
    change->swapBack();
    BOOST_TEST(readFile(mapping()) == old);
    change->swapBack();
    BOOST_TEST(readFile(mapping()) == readFile(changed));
}

BOOST_AUTO_TEST_CASE(a_mapping_for_another_destination_takes_nobodys_place) {
    put(changed, swapped(readFile(changed), "to: helpdesk", "to: elsewhere"));
    BOOST_CHECK_THROW((void)change->put(changed), ConfigError);
    BOOST_TEST(readFile(mapping()) == old);
}

BOOST_AUTO_TEST_CASE(what_is_shadowed_is_a_copy) {
    change->shadow(changed, fromMillis(1'800'000'000'000));
    const auto text = readFile(changed);
    put(changed, "something else");
    const auto candidate = change->candidate();
    BOOST_REQUIRE(candidate);
    BOOST_TEST(readFile(candidate->file) == text);
    BOOST_TEST((candidate->since <= fromMillis(1'800'000'000'000)));
    BOOST_TEST(change->dropShadow());
    BOOST_TEST(!change->candidate());
}

BOOST_AUTO_TEST_SUITE_END()
