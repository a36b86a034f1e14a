// The folder destination on a folder in memory: what stands in the files after each primitive, and
// what happens to files that are not ours or a disk that refuses.
#include "adapters/folder/folder_adapter.h"

#include "adapters/folder/markdown.h"
#include "adapters/folder/ticket_file.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/contract/adapter/memory_exchange.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::adapters::folder;
using adapter_api::Absent;
using adapter_api::Primitive;

namespace {

struct Folder {
    auto run(
        Primitive primitive, const ClearedItem& item, std::optional<std::string> ticketId = {}
    ) {
        return adapter.run(
            primitive, {.item = &item, .contactId = {}, .ticketId = std::move(ticketId)}, disk
        );
    }
    [[nodiscard]] TicketFile ticket(const std::string& id) const {
        return fromJson(disk.files().at(id + ".json")).value();
    }
    FolderAdapter adapter;
    MemoryExchange disk;
};

const std::string kId = "Amber-Falcon-11-10000001";

template <class T>
T as(const adapter_api::PrimitiveOutcome& outcome) {
    BOOST_REQUIRE(std::holds_alternative<T>(outcome));
    return std::get<T>(outcome);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_new_ticket_is_one_json_file_and_a_page_with_its_first_message) {
    Folder f;
    BOOST_TEST(
        as<Delivered>(f.run(Primitive::TicketCreate, clearedItem(1, 1, "hello"))).remoteId == kId
    );
    BOOST_TEST(f.disk.files().size() == 2u);
    const auto ticket = f.ticket(kId);
    BOOST_TEST(ticket.contact.alias == "Amber-Falcon-11");
    BOOST_TEST(ticket.queue == "support");
    BOOST_REQUIRE(ticket.entries.size() == 1u);
    BOOST_TEST(ticket.entries[0].text == "hello");
    BOOST_TEST(ticket.entries[0].at == "2001-09-09T01:46:41Z");
    BOOST_TEST(f.disk.files().at(kId + ".md") == toMarkdown(ticket));
}

BOOST_AUTO_TEST_CASE(a_status_that_is_set_stands_in_file_and_page_and_nothing_else_changes) {
    Folder f;
    const auto item = clearedItem(1, 1, "hello");
    BOOST_CHECK(
        isAbsent(f.adapter.run(Primitive::TicketUpdate, {.item = &item, .ticketId = kId}, f.disk))
    );
    f.run(Primitive::TicketCreate, item);
    auto expected = f.ticket(kId);
    BOOST_TEST(expected.status.empty());
    const auto answer = f.adapter.run(
        Primitive::TicketUpdate,
        {.item = &item, .ticketId = kId, .status = adapter_api::TicketStatus::Solved},
        f.disk
    );
    BOOST_TEST(as<Delivered>(answer).remoteId == kId);
    expected.status = "solved";
    BOOST_TEST((f.ticket(kId) == expected));
    BOOST_TEST(f.disk.files().at(kId + ".md").find("| Status | solved |") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_entry_is_changed_in_its_place_and_nothing_else_is) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    f.run(Primitive::CommentPublic, clearedItem(1, 2, "two"), kId);
    auto expected = f.ticket(kId);
    expected.entries[0].text = "[one]";
    const auto answer = f.run(Primitive::CommentAmend, clearedItem(1, 1, "[one]"), kId);
    BOOST_TEST(as<Delivered>(answer).remoteId == kId);
    BOOST_TEST((f.ticket(kId) == expected));
    BOOST_TEST(f.disk.files().at(kId + ".md") == toMarkdown(expected));
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_changed) {
    Folder f;
    BOOST_CHECK(isAbsent(f.run(Primitive::CommentAmend, clearedItem(1, 1, "x"), kId)));
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    BOOST_CHECK(isAbsent(f.run(Primitive::CommentAmend, clearedItem(1, 2, "x"), kId)));
}

BOOST_AUTO_TEST_CASE(the_truth_is_written_before_the_page) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "hello"));
    BOOST_TEST((f.disk.written() == std::vector<std::string>{kId + ".json", kId + ".md"}));
}

BOOST_AUTO_TEST_CASE(comments_stand_in_the_order_of_their_disclosure) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    f.run(Primitive::CommentPublic, clearedItem(1, 3, "three"), kId);
    f.run(Primitive::CommentPublic, clearedItem(1, 2, "two"), kId);
    std::vector<std::string> texts;
    for (const auto& entry : f.ticket(kId).entries)
        texts.push_back(entry.text);
    BOOST_TEST((texts == std::vector<std::string>{"one", "three", "two"}));
}

BOOST_AUTO_TEST_CASE(a_repeated_comment_changes_no_byte_and_writes_nothing) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    f.run(Primitive::CommentPublic, clearedItem(1, 2, "two"), kId);
    const auto before = f.disk.files();
    const auto writes = f.disk.written().size();
    as<Delivered>(f.run(Primitive::CommentPublic, clearedItem(1, 2, "two"), kId));
    BOOST_TEST((f.disk.files() == before));
    BOOST_TEST(f.disk.written().size() == writes);
}

BOOST_AUTO_TEST_CASE(a_repeated_creation_keeps_one_ticket_with_one_message) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    as<Delivered>(f.run(Primitive::TicketCreate, clearedItem(1, 1, "one")));
    BOOST_TEST(f.ticket(kId).entries.size() == 1u);
    BOOST_TEST(f.disk.files().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_late_message_is_labelled_in_file_and_page) {
    Folder f;
    auto late = maskedItem(1, 1, "I came late");
    late.content.late = true;
    f.run(Primitive::TicketCreate, stages::LeakGuard::pass(late));
    BOOST_TEST(f.ticket(kId).entries[0].late);
    BOOST_TEST(f.disk.files().at(kId + ".md").find("arrived late") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_corrupt_file_is_refused_and_kept) {
    for (const auto primitive :
         {Primitive::TicketFind,
          Primitive::TicketCreate,
          Primitive::CommentFind,
          Primitive::CommentPublic}) {
        Folder f;
        f.disk.put(kId + ".json", "{\"format\": 1, \"ticket\"");
        BOOST_TEST(
            as<Rejected>(f.run(primitive, clearedItem(1, 1, "one"))).why == "ticket_file_corrupt"
        );
        BOOST_TEST(f.disk.files().at(kId + ".json") == "{\"format\": 1, \"ticket\"");
        BOOST_TEST(f.disk.written().empty());
    }
}

BOOST_AUTO_TEST_CASE(a_file_of_another_ticket_under_our_name_is_not_taken_over) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    auto twin = maskedItem(1, 2, "two");
    twin.keys.ticket = "10000001" + std::string(24, 'f');
    const auto item = stages::LeakGuard::pass(twin);
    BOOST_TEST(std::holds_alternative<Absent>(f.run(Primitive::TicketFind, item)));
    BOOST_TEST(as<Rejected>(f.run(Primitive::TicketCreate, item)).why == "ticket_name_taken");
    BOOST_TEST(f.ticket(kId).entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_crash_between_file_and_page_is_mended_by_the_repeat) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    f.disk.refuseAfter(1);
    const auto second = clearedItem(1, 2, "two");
    BOOST_CHECK_THROW(f.run(Primitive::CommentPublic, second, kId), Error);
    BOOST_TEST(f.ticket(kId).entries.size() == 2u);
    f.disk.refuseAfter(-1);
    as<Delivered>(f.run(Primitive::CommentFind, second, kId));
    BOOST_TEST(f.disk.files().at(kId + ".md") == toMarkdown(f.ticket(kId)));
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_is_a_failure_and_leaves_no_entry) {
    Folder f;
    f.disk.refuseAfter(0);
    BOOST_CHECK_THROW(f.run(Primitive::TicketCreate, clearedItem(1, 1, "one")), Error);
    BOOST_TEST(f.disk.files().empty());
}

BOOST_AUTO_TEST_CASE(a_ticket_that_was_moved_away_is_begun_anew_under_its_name) {
    Folder f;
    f.run(Primitive::TicketCreate, clearedItem(1, 1, "one"));
    f.disk.remove(kId + ".json");
    as<Delivered>(f.run(Primitive::CommentPublic, clearedItem(1, 2, "two"), kId));
    BOOST_REQUIRE(f.ticket(kId).entries.size() == 1u);
    BOOST_TEST(f.ticket(kId).entries[0].text == "two");
}

BOOST_AUTO_TEST_CASE(an_unknown_setting_is_refused_by_name) {
    try {
        makeFolderAdapter({{"colour", "red"}});
        BOOST_FAIL("took a setting that means nothing");
    } catch (const ConfigError& e) {
        BOOST_TEST(std::string(e.what()) == "folder: the adapter has no setting colour");
    }
}
