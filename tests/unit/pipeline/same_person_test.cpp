// Who is whom: pairs of messages that come from one person or from two, as a destination sees it
// (its key of the contact), and what a human is asked where only a human can tell.
#include "connector/store/merge_proposals.h"
#include "connector/store/persons.h"
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace bowline;
using namespace bowline::tests;
using nlohmann::json;
namespace data = boost::unit_test::data;

namespace {

/// What a provider tells of a sender; empty: left out.
struct Who {
    const char* phone = "";
    const char* userId = "";
    const char* parent = "";
    const char* username = "";
};

struct Pair {
    const char* why;
    Who first;
    Who second;
    bool same;
    int proposals = 0;
};
std::ostream& operator<<(std::ostream& out, const Pair& pair) {
    return out << pair.why;
}

// Numbers: of fiction where a country has such (+1 555 01xx, +44 7700 900xxx), else digits that
// only have the right length.
const Pair kPairs[] = {
    {"the same number", {"447700900123"}, {"447700900123"}, true},
    {"two numbers", {"447700900123"}, {"447700900124"}, false},
    {"Brazil without and with the ninth digit", {"551199990000"}, {"5511999990000"}, true},
    {"Brazil with and without it, the other way", {"5521988880000"}, {"552188880000"}, true},
    {"a Brazilian landline has no ninth digit", {"551133330000"}, {"5511933330000"}, false},
    {"Mexico without and with its 1", {"525512345678"}, {"5215512345678"}, true},
    {"Argentina without and with its 9", {"541112345678"}, {"5491112345678"}, true},
    {"Italy keeps its 0: without it the number is another one",
     {"390612345678"},
     {"39612345678"},
     false},
    {"a British number with a 0 behind the country is no number of the other",
     {"447700900123"},
     {"4407700900123"},
     false},
    {"another country's digit is no variant", {"15550100123"}, {"155501001239"}, false},
    {"the user id with and without its number", {"447700900123", "GB.1"}, {"", "GB.1"}, true},
    {"the number alone, later with a user id", {"447700900123"}, {"447700900123", "GB.1"}, true},
    {"a user id that comes with a new number",
     {"447700900123", "GB.1"},
     {"447700900124", "GB.1"},
     true},
    {"user ids are exact: another case is another person", {"", "GB.a1"}, {"", "GB.A1"}, false},
    {"two user ids", {"", "GB.1"}, {"", "GB.2"}, false},
    {"a number with another user id was given away, or is a second account",
     {"447700900123", "GB.1"},
     {"447700900123", "GB.2"},
     false,
     1},
    {"the enterprise's id joins two user ids",
     {"", "GB.1", "GB.ENT.7"},
     {"", "GB.2", "GB.ENT.7"},
     true},
    {"the enterprise's id joins them also with one number",
     {"447700900123", "GB.1", "GB.ENT.7"},
     {"447700900123", "GB.2", "GB.ENT.7"},
     true},
    {"two of an enterprise", {"", "GB.1", "GB.ENT.7"}, {"", "GB.2", "GB.ENT.8"}, false},
    {"a username joins nobody: it can be given away",
     {"447700900123", "", "", "@ana"},
     {"447700900124", "", "", "@ana"},
     false},
    {"another username is no other person",
     {"", "GB.1", "", "@ana"},
     {"", "GB.1", "", "@anna"},
     true},
};

struct World : PipelineWorld {
    void hear(const Who& who, const std::string& words = "hello") {
        json contact{{"profile", {{"name", "Ana Example"}}}};
        json message{
            {"id", "wamid." + std::to_string(++messages)},
            {"timestamp", "100"},
            {"type", "text"},
            {"text", {{"body", words}}}};
        const auto put = [](json& into, const char* key, const char* value) {
            if (*value != '\0')
                into[key] = value;
        };
        put(contact, "wa_id", who.phone);
        put(contact, "user_id", who.userId);
        put(contact, "parent_user_id", who.parent);
        put(contact["profile"], "username", who.username);
        put(message, "from", who.phone);
        put(message, "from_user_id", who.userId);
        put(message, "from_parent_user_id", who.parent);
        const json value{
            {"metadata", {{"phone_number_id", "1"}}},
            {"contacts", {contact}},
            {"messages", {message}}};
        journal(json{{"entry", {{{"changes", {{{"field", "messages"}, {"value", value}}}}}}}}.dump()
        );
        pipeline->step();
    }

    std::size_t contacts() {
        std::set<std::string> keys;
        for (const auto& item : items())
            keys.insert(item.keys().contact);
        return keys.size();
    }

    std::vector<store::MergeProposal> proposals() {
        return store::MergeProposals(*reader).newest(10);
    }
};

}  // namespace

BOOST_DATA_TEST_CASE_F(World, two_messages_are_of_one_person_or_of_two, data::make(kPairs), pair) {
    hear(pair.first);
    hear(pair.second);
    BOOST_TEST(contacts() == (pair.same ? 1u : 2u));
    BOOST_TEST(proposals().size() == static_cast<std::size_t>(pair.proposals));
}

BOOST_FIXTURE_TEST_CASE(a_number_of_one_and_a_user_id_of_another_are_proposed_once, World) {
    hear({"447700900123"});
    hear({"", "GB.1"});
    for (int i = 0; i < 3; ++i)
        hear({"447700900123", "GB.1"});
    BOOST_REQUIRE_EQUAL(proposals().size(), 1u);
    BOOST_TEST(toText(proposals().front().reason) == "two_owners");
    BOOST_TEST(contacts() == 2u);
}

BOOST_FIXTURE_TEST_CASE(what_a_second_account_leaves_open_is_proposed_once, World) {
    hear({"447700900123", "GB.1"});
    for (int i = 0; i < 3; ++i)
        hear({"447700900123", "GB.2"});
    BOOST_REQUIRE_EQUAL(proposals().size(), 1u);
    BOOST_TEST(toText(proposals().front().reason) == "number_with_other_id");
}

BOOST_FIXTURE_TEST_CASE(a_username_in_a_text_is_masked_like_a_name, World) {
    hear({"447700900123", "", "", "@ana_of_ys"}, "write to ana_of_ys or @ana_of_ys");
    const auto text = items().front().content().commentText;
    BOOST_TEST(text.find("ana_of_ys") == std::string::npos);
    BOOST_TEST(text.find("write to") != std::string::npos);
}
