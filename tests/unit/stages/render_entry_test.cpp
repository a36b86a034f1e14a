// What stands in an entry that is no plain message of today: other kinds, late ones, groups,
// history, stubs.
#include "connector/stages/compose.h"
#include "tests/unit/stages/render_scene.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

struct KindCase {
    std::string kind;
    std::string language;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const KindCase& c) {
    return out << c.kind << " " << c.language;
}
const KindCase kKinds[] = {
    {"image", "en", "[photo: not carried yet]"},
    {"image", "de", "[Foto: noch nicht übertragen]"},
    {"audio", "en", "[voice message: not carried yet]"},
    {"video", "es", "[vídeo: aún no transferido]"},
    {"document", "fr", "[document: pas encore transféré]"},
    {"location", "it", "[posizione: non ancora trasferito]"},
    {"contacts", "nl", "[contactkaart: nog niet overgenomen]"},
    {"sticker", "pt", "[figurinha: ainda não transferido]"},
    {"interactive", "en", "[button: not carried yet]"},
    {"unknown", "en", "[message: not carried yet]"},
    {"request_welcome", "de", "[Nachricht: noch nicht übertragen]"},
};

}  // namespace

BOOST_DATA_TEST_CASE(another_kind_of_message_is_a_visible_entry, data::make(kKinds), c) {
    Scene scene;
    scene.placed.event.kind = EventKind::Placeholder;
    scene.placed.event.body = PlaceholderUpdate{c.kind, ProviderId("wamid.A1"), Sender{}};
    scene.language = c.language;
    auto entry = compose(scene.placed.event, nullptr, c.language);
    scene.text = {std::move(entry.text), {}, std::move(entry.fixed)};
    const auto content = scene.run().item.content;
    BOOST_TEST(content.commentText == c.expected);
    BOOST_TEST(content.messageKind == c.kind);
}

BOOST_AUTO_TEST_CASE(a_late_message_says_so_in_front) {
    Scene scene;
    scene.placed.late = true;
    auto content = scene.run().item.content;
    BOOST_TEST(content.late);
    BOOST_TEST(content.commentText.starts_with("(arrived late, sent 14:21 UTC) card ["));
    scene.language = "de";
    content = scene.run().item.content;
    BOOST_TEST(content.commentText.starts_with("(verspätet, gesendet 14:21 UTC) card ["));
    scene.mapping.text = TextMode::FieldsOnly;
    BOOST_TEST(scene.run().item.content.commentText.empty());
}

BOOST_AUTO_TEST_CASE(in_a_group_the_contact_is_the_group_and_the_line_has_its_author) {
    Scene scene;
    scene.author = "Red-Heron-11";
    scene.mapping.sensitive["contact_name"].action = Action::Keep;
    const auto content = scene.run().item.content;
    BOOST_TEST(content.contactName == "Amber-Falcon-27");
    BOOST_TEST(toText(content.contactFields.at("Country")).empty());
    BOOST_TEST(content.commentText.starts_with("(in a group: Red-Heron-11) card ["));
    scene.mapping.text = TextMode::FieldsOnly;
    BOOST_TEST(scene.run().item.content.commentText.empty());
}

BOOST_AUTO_TEST_CASE(what_opens_its_ticket_no_more_has_it_closed) {
    Scene scene;
    BOOST_TEST(!scene.run().item.content.closesTicket);
    scene.placed.staysClosed = true;
    BOOST_TEST(scene.run().item.content.closesTicket);
}

BOOST_AUTO_TEST_CASE(what_was_said_before_bowline_has_its_day_in_front) {
    Scene scene;
    std::get<MessageUpdate>(scene.placed.event.body).imported = true;
    const auto content = scene.run().item.content;
    BOOST_TEST(content.commentText.starts_with("(earlier message, sent 2026-11-23 14:21 UTC) card ["
    ));
}

BOOST_AUTO_TEST_CASE(a_stub_tells_the_length_in_bands_and_nothing_else) {
    Scene scene;
    scene.mapping.text = TextMode::Withheld;
    scene.text = {MessageText(std::string(161, 'x')), {}};
    BOOST_TEST(
        scene.run().item.content.commentText == "[text withheld: text, medium; open it in bowline]"
    );
    scene.text = {MessageText(std::string(1001, 'x')), {}};
    BOOST_TEST(
        scene.run().item.content.commentText == "[text withheld: text, long; open it in bowline]"
    );
}
