// The JSON of a ticket: round trip, what is no ticket, names of files.
#include "adapters/folder/ticket_file.h"

#include "tests/contract/adapter/cleared_items.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::adapters::folder;
namespace data = boost::unit_test::data;

namespace {

TicketFile sample() {
    const auto item = clearedItem(1, 1, "line one\nline \"two\" \xC3\xA9");
    auto ticket = newTicket(item);
    ticket.entries = {entryOf(item), entryOf(item)};
    ticket.entries[1].late = true;
    ticket.fields = {{"New", true}, {"Score", std::int64_t{-7}}, {"Text", "7"}};
    ticket.tags = {"whatsapp", "sales"};
    ticket.priority = "high";
    return ticket;
}

struct NoTicket {
    const char* why;
    std::string bytes;
};
std::ostream& operator<<(std::ostream& out, const NoTicket& c) {
    return out << c.why;
}
const NoTicket kNoTickets[] = {
    {"an empty file", ""},
    {"half a file", toJson(sample()).substr(0, 200)},
    {"another format number", R"({"format": 2})"},
    {"a list", "[]"},
    {"a missing member", R"({"format": 1, "ticket": "x"})"},
    {"a member of another type",
     R"({"format": 1, "ticket": 7, "subject": "", "queue": "", "fields": {}, "contact": {}, "messages": []})"},
    {"a million open brackets", std::string(1000000, '[')},
    {"bytes that are no text", std::string("\0\xFF\xFE", 3)},
};

struct Name {
    const char* why;
    const char* alias;
    const char* id;
};
std::ostream& operator<<(std::ostream& out, const Name& n) {
    return out << n.why;
}
const Name kNames[] = {
    {"an alias stays", "Amber-Falcon-27", "Amber-Falcon-27-10000001"},
    {"a path becomes letters", "../../etc/passwd", "etcpasswd-10000001"},
    {"blanks and dots go", "A b.c", "Abc-10000001"},
    {"nothing left", "\xC3\xA9/..", "ticket-10000001"},
    {"no alias", "", "ticket-10000001"},
    {"a long one is cut",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-10000001"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_written_reads_back_equal) {
    const auto read = fromJson(toJson(sample()));
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((*read == sample()));
}

BOOST_AUTO_TEST_CASE(tags_and_priority_come_from_the_item_and_stand_only_where_there_are_some) {
    auto item = maskedItem(1, 1, "x");
    BOOST_TEST(toJson(newTicket(stages::LeakGuard::pass(item))).find("tags") == std::string::npos);
    item.content.ticketTags = {"whatsapp"};
    item.content.ticketPriority = "low";
    const auto json = toJson(newTicket(stages::LeakGuard::pass(item)));
    BOOST_TEST(json.find("\"priority\": \"low\"") != std::string::npos, json);
    BOOST_TEST((fromJson(json)->tags == item.content.ticketTags));
}

BOOST_AUTO_TEST_CASE(a_file_from_before_there_were_tags_reads) {
    auto old = sample();
    old.tags.clear();
    old.priority.clear();
    const auto json = toJson(old);
    BOOST_TEST(json.find("priority") == std::string::npos);
    BOOST_TEST((fromJson(json) == old));
}

BOOST_DATA_TEST_CASE(what_is_no_ticket_file_reads_as_nothing, data::make(kNoTickets), c) {
    BOOST_TEST(!fromJson(c.bytes).has_value());
}

BOOST_DATA_TEST_CASE(a_file_name_holds_only_letters_digits_and_hyphens, data::make(kNames), n) {
    auto item = maskedItem(1, 1, "x");
    item.content.contactAlias = n.alias;
    BOOST_TEST(ticketIdOf(stages::LeakGuard::pass(item)) == n.id);
}

BOOST_AUTO_TEST_CASE(a_new_entry_changes_a_file_only_at_its_end) {
    auto ticket = sample();
    const auto before = toJson(ticket);
    ticket.entries.push_back(ticket.entries[0]);
    const auto after = toJson(ticket);
    const auto common = before.rfind("\n  ]");
    BOOST_TEST(after.substr(0, common) == before.substr(0, common));
}
