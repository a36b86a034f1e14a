// What may stand in an entry, and that its bytes read back to the same fields and to nothing else.
#include "connector/ledger/entry.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <random>

using namespace bowline;
using namespace bowline::ledger;

namespace {

EntryFields fullEntry() {
    EntryFields fields;
    fields.seq = 42;
    fields.at = fromMillis(1'795'444'571'123);
    fields.act = Act::DisclosureReleased;
    fields.subject = sha256("subject");
    fields.object = "item:00112233445566778899aabbccddeeff";
    fields.outcome = "queued";
    fields.reason = "rule.default";
    fields.ruleSet = toHex(asText(sha256("rules")));
    fields.codes = {{"destination", "helpdesk"}, {"purpose", "answer"}};
    fields.counts = {{"email", 1}, {"payment_card", 4294967295U}};
    fields.prev = sha256("before");
    return fields;
}

/// Everything between nothing and all optional fields, chosen by the bits of `which`.
EntryFields partialEntry(unsigned which) {
    EntryFields fields = fullEntry();
    if ((which & 1U) == 0)
        fields.subject.reset();
    if ((which & 2U) == 0)
        fields.object.clear();
    if ((which & 4U) == 0)
        fields.outcome.clear();
    if ((which & 8U) == 0)
        fields.reason.clear();
    if ((which & 16U) == 0)
        fields.ruleSet.clear();
    if ((which & 32U) == 0)
        fields.codes.clear();
    if ((which & 64U) == 0)
        fields.counts.clear();
    return fields;
}

struct CodeRow {
    const char* why;
    std::string text;
    bool allowed;
    friend std::ostream& operator<<(std::ostream& out, const CodeRow& row) {
        return out << row.why;
    }
};

const CodeRow kCodeRows[] = {
    {"a word", "answer", true},
    {"a class of two words", "payment_card", true},
    {"an id of 32 hex characters", "item:00112233445566778899aabbccddeeff", true},
    {"32 digits are hex too", std::string(32, '7'), true},
    {"64 hex characters", std::string(64, 'a'), true},
    {"a date", "2026-11-23", true},
    {"six digits", "123456", true},
    {"a name from the configuration", "VIP-Route.1", true},
    {"eighty characters",
     std::string(20, 'a') + "." + std::string(24, 'b') + "-" + std::string(24, 'c') + "_" +
         std::string(9, 'd'),
     true},
    {"eighty-one characters",
     std::string(20, 'a') + "." + std::string(24, 'b') + "-" + std::string(24, 'c') + "_" +
         std::string(10, 'd'),
     false},
    {"nothing", "", false},
    {"a blank", "two words", false},
    {"a quote", "a\"b", false},
    {"a backslash", "a\\b", false},
    {"a line break", "a\nb", false},
    {"an umlaut", "m\xC3\xBCller", false},
    {"a NUL", std::string("a\0b", 3), false},
    {"an e-mail address", "ann@example.org", false},
    {"a number with its plus", "+15550100123", false},
    {"a number without its plus", "15550100123", false},
    {"a number behind a mark", "tel:15550100123", false},
    {"seven digits", "5550100", false},
    {"a business-scoped id", "US.13491208655302741918", false},
    {"a message id of the provider", "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI5RkU1", false},
    {"33 hex characters", std::string(33, 'a'), false},
    {"upper-case hex of 32", std::string(32, 'A'), false},
};

}  // namespace

BOOST_DATA_TEST_CASE(only_codes_and_ids_may_stand_in_an_entry, kCodeRows, row) {
    BOOST_TEST(isCode(row.text) == row.allowed);
    auto fields = fullEntry();
    fields.codes["extra"] = row.text;
    if (row.allowed) {
        BOOST_TEST((parseEntry(formatEntry(fields)) == fields));
    } else {
        BOOST_CHECK_THROW((void)formatEntry(fields), Error);
    }
}

BOOST_AUTO_TEST_CASE(each_field_refuses_what_is_no_code_and_the_error_does_not_quote_it) {
    const std::string foreign = "call me: 15550100123";
    using Spoil = void (*)(EntryFields&, const std::string&);
    const Spoil spoils[] = {
        [](EntryFields& f, const std::string& t) { f.object = t; },
        [](EntryFields& f, const std::string& t) { f.outcome = t; },
        [](EntryFields& f, const std::string& t) { f.reason = t; },
        [](EntryFields& f, const std::string& t) { f.ruleSet = t; },
        [](EntryFields& f, const std::string& t) { f.codes["name"] = t; },
        [](EntryFields& f, const std::string& t) { f.codes[t] = "code"; },
        [](EntryFields& f, const std::string& t) { f.counts[t] = 1; },
    };
    for (const auto spoil : spoils) {
        auto fields = fullEntry();
        spoil(fields, foreign);
        BOOST_CHECK_EXCEPTION((void)formatEntry(fields), Error, [&](const Error& error) {
            return std::string(error.what()).find("15550100123") == std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_CASE(numbers_out_of_range_and_too_many_details_are_refused) {
    auto noSeq = fullEntry();
    noSeq.seq = 0;
    BOOST_CHECK_THROW((void)formatEntry(noSeq), Error);
    auto hugeSeq = fullEntry();
    hugeSeq.seq = 1ULL << 53;
    BOOST_CHECK_THROW((void)formatEntry(hugeSeq), Error);
    auto beforeTime = fullEntry();
    beforeTime.at = fromMillis(-1);
    BOOST_CHECK_THROW((void)formatEntry(beforeTime), Error);
    auto crowded = fullEntry();
    for (int i = 0; i < 65; ++i)
        crowded.counts["class_" + std::to_string(i)] = 1;
    BOOST_CHECK_THROW((void)formatEntry(crowded), Error);
}

BOOST_AUTO_TEST_CASE(every_choice_of_optional_fields_reads_back_to_the_same_fields) {
    for (unsigned which = 0; which < 128; ++which) {
        const auto fields = partialEntry(which);
        const auto bytes = formatEntry(fields);
        BOOST_TEST_CONTEXT(bytes) {
            const auto back = parseEntry(bytes);
            BOOST_REQUIRE(back.has_value());
            BOOST_TEST((*back == fields));
            const auto glance = glanceAt(bytes);
            BOOST_REQUIRE(glance.has_value());
            BOOST_TEST((glance->seq == fields.seq && glance->prev == fields.prev));
            BOOST_TEST(glance->action == toText(fields.act));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_act_has_a_name_that_leads_back_to_it) {
    for (int i = 0; i <= static_cast<int>(Act::ValueRevealed); ++i) {
        const auto act = static_cast<Act>(i);
        BOOST_TEST(isCode(toText(act)));
        BOOST_TEST((actNamed(toText(act)) == act));
    }
    BOOST_TEST(!actNamed("disclosure").has_value());
    BOOST_TEST(!actNamed("zzz").has_value());
}

BOOST_AUTO_TEST_CASE(the_bytes_are_json_with_sorted_keys_as_a_json_library_writes_it) {
    for (unsigned which = 0; which < 128; ++which) {
        const auto bytes = formatEntry(partialEntry(which));
        // nlohmann sorts keys and writes no blanks: equal text means sorted, unique, canonical.
        BOOST_TEST(nlohmann::json::parse(bytes).dump() == bytes);
    }
    const auto json = nlohmann::json::parse(formatEntry(fullEntry()));
    BOOST_TEST(json["seq"].get<int>() == 42);
    BOOST_TEST(json["ts_ms"].get<std::int64_t>() == 1'795'444'571'123);
    BOOST_TEST(json["action"].get<std::string>() == "disclosure.released");
    BOOST_TEST(json["detail"]["counts"]["payment_card"].get<std::uint64_t>() == 4294967295U);
    BOOST_TEST(json["detail"]["codes"]["destination"].get<std::string>() == "helpdesk");
}

BOOST_AUTO_TEST_CASE(bytes_that_read_are_the_ones_that_would_be_written) {
    std::mt19937 random(7);
    int stillRead = 0;
    for (int i = 0; i < 20000; ++i) {
        auto bytes = formatEntry(partialEntry(static_cast<unsigned>(random()) % 128));
        const auto at = random() % bytes.size();
        switch (random() % 3) {
            case 0:
                bytes[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                bytes.erase(at, 1 + random() % 4);
                break;
            default:
                bytes.resize(at);
                break;
        }
        const auto back = parseEntry(bytes);
        if (back)
            BOOST_TEST(formatEntry(*back) == bytes);
        stillRead += back ? 1 : 0;
    }
    BOOST_TEST(stillRead > 100);  // changed digits and letters inside values still read
}

BOOST_AUTO_TEST_CASE(forms_that_json_allows_but_the_writer_does_not_write_are_refused) {
    const auto bytes = formatEntry(fullEntry());
    const std::pair<const char*, const char*> changes[] = {
        {"{\"action\"", "{ \"action\""},
        {"\"seq\":42", "\"seq\":042"},
        {"\"seq\":42", "\"seq\":42.0"},
        {"\"seq\":42", "\"seq\":+42"},
        {"\"seq\":42", "\"seq\":-42"},
        {"\"seq\":42", "\"seq\":\"42\""},
        {"\"seq\":42", "\"seq\":0"},
        {"\"v\":1}", "\"v\":2}"},
        {"\"v\":1}", "\"v\":1} "},
        {"answer", "\\u0061nswer"},
        {"\"email\":1,", "\"email\":1,\"email\":1,"},
        {"\"email\"", "\"zmail\""},
        {"\"codes\"", "\"kodes\""},
        {"\"email\":1", "\"email\":4294967296"},
        {"\"seq\":42", "\"seq\":99999999999999999999999"},
    };
    for (const auto& [from, to] : changes) {
        auto changed = bytes;
        changed.replace(changed.find(from), std::string_view(from).size(), to);
        BOOST_TEST_CONTEXT(changed) {
            BOOST_TEST(!parseEntry(changed).has_value());
            BOOST_TEST(!glanceAt(changed).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(an_act_of_a_later_version_is_seen_by_the_verifier_but_not_parsed) {
    auto bytes = formatEntry(fullEntry());
    bytes.replace(bytes.find("disclosure.released"), 19, "disclosure.revolved");
    BOOST_TEST(!parseEntry(bytes).has_value());
    BOOST_TEST(glanceAt(bytes)->action == "disclosure.revolved");
}

BOOST_AUTO_TEST_CASE(the_subject_of_one_person_differs_in_every_entry) {
    const KeyedHash ann("key of one person"), bob("key of another");
    BOOST_TEST((subjectOf(ann, 1) == subjectOf(ann, 1)));
    BOOST_TEST((subjectOf(ann, 1) != subjectOf(ann, 2)));
    BOOST_TEST((subjectOf(ann, 1) != subjectOf(bob, 1)));
    BOOST_TEST((subjectOf(ann, 258) == ann.of(std::string_view("\0\0\0\0\0\0\1\2", 8))));
}
