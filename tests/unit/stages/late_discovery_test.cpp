// What a message completes and an earlier entry begins in full view: told, and taken out of the
// earlier entry where the destination lets us.
#include "tests/unit/stages/render_scene.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;

namespace {

const EventId kEarlier = EventId::fromBytes("0123456789abcdef").value();
const EventId kOther = EventId::fromBytes("fedcba9876543210").value();

ShownEntry entry(const EventId& event, const std::string& text) {
    ShownEntry shown;
    shown.event = event;
    shown.item.keys = {"c", "t", "m-" + text};
    shown.item.content.commentText = text;
    shown.item.removed = {{"email", 1}};
    return shown;
}

struct LateScene : Scene {
    LateScene() {
        amends = true;
        completes = {{kEarlier, FoundValue("4111 1111"), "payment_card"}};
        shown = {
            entry(kOther, "also 4111 1111"), entry(kEarlier, "it is 4111 1111, yes 4111 1111")};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(late_discovery)

BOOST_AUTO_TEST_CASE(the_earlier_entry_is_made_anew_without_the_beginning) {
    const auto rendered = LateScene().run();
    BOOST_REQUIRE_EQUAL(rendered.amendments.size(), 1U);
    const auto& amendment = rendered.amendments[0];
    BOOST_TEST((amendment.event == kEarlier));
    BOOST_TEST(amendment.item.content.commentText == "it is [card removed], yes [card removed]");
    BOOST_TEST(amendment.item.keys.message == "m-it is 4111 1111, yes 4111 1111");
    BOOST_TEST((amendment.item.removed == ClassCounts{{"email", 1}, {"payment_card", 1}}));
    BOOST_TEST(rendered.late.size() == 1U);
    BOOST_TEST(rendered.item.content.commentText.starts_with("card ["));
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_changed_the_new_entry_says_so) {
    LateScene scene;
    scene.amends = false;
    const auto rendered = scene.run();
    BOOST_TEST(rendered.amendments.empty());
    BOOST_TEST(rendered.late.size() == 1U);
    BOOST_TEST(rendered.item.content.commentText.starts_with("(completes a value begun in an "));
}

BOOST_AUTO_TEST_CASE(numbers_go_on_counting_in_the_earlier_entry) {
    LateScene scene;
    scene.completes = {{kEarlier, FoundValue("030 90"), "phone"}};
    scene.shown = {entry(kEarlier, "[number 1] or 030 90")};
    const auto rendered = scene.run();
    BOOST_REQUIRE_EQUAL(rendered.amendments.size(), 1U);
    BOOST_TEST(rendered.amendments[0].item.content.commentText == "[number 1] or [number 2]");
}

BOOST_AUTO_TEST_CASE(what_is_kept_or_not_shown_changes_nothing) {
    LateScene kept;
    kept.mapping.sensitive["payment_card"].action = Action::Keep;
    BOOST_TEST(kept.run().amendments.empty());
    LateScene masked;
    masked.shown = {entry(kEarlier, "it is [card removed]")};
    BOOST_TEST(masked.run().amendments.empty());
    BOOST_TEST(masked.run().late.empty());
}

BOOST_AUTO_TEST_SUITE_END()
