// The attacks of reference/trust.md 2.3 on a chain: every single mutation is found and the first
// bad entry is named. Each test begins from a log that verifies, so that a verifier which refuses
// everything fails too.
#include "connector/ledger/verify.h"

#include "connector/base/error.h"
#include "connector/ledger/chain.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline;
using namespace bowline::ledger;

namespace {

using Row = std::pair<std::uint64_t, std::string>;

struct Log {
    std::vector<Row> rows;
    std::vector<Head> heads;  ///< heads[n]: after n entries
};

Log makeLog(std::size_t entries) {
    Chain chain;
    Log log;
    log.heads.push_back(chain.head());
    for (std::size_t i = 0; i < entries; ++i) {
        EntryFields fields;
        fields.at = fromMillis(1'795'444'571'000 + static_cast<std::int64_t>(i));
        fields.act = i % 2 == 0 ? Act::DisclosureReleased : Act::DisclosureOutcome;
        fields.subject = subjectOf(KeyedHash("person"), chain.nextSeq());
        fields.object = "item:00112233445566778899aabbccddeeff";
        fields.counts = {{"phone", static_cast<std::uint32_t>(i)}};
        const auto seq = chain.nextSeq();
        log.rows.emplace_back(seq, chain.append(fields));
        log.heads.push_back(chain.head());
    }
    return log;
}

VerifyReport verify(const std::vector<Row>& rows, KnownHeads known) {
    Verifier verifier(std::move(known));
    for (const auto& [seq, bytes] : rows)
        verifier.add(seq, bytes);
    return verifier.finish();
}

KnownHeads endingAt(const Log& log) {
    return {log.heads.back(), {}};
}

void renumber(std::vector<Row>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].first = i + 1;
}

auto at(std::vector<Row>& rows, std::size_t index) {
    return rows.begin() + static_cast<std::ptrdiff_t>(index);
}

void checkFault(const VerifyReport& report, std::uint64_t seq, Fault fault) {
    BOOST_REQUIRE(report.fault.has_value());
    BOOST_TEST(report.fault->seq == seq);
    BOOST_TEST(toText(report.fault->fault) == toText(fault));
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_untouched_log_verifies_and_its_head_comes_out) {
    for (const std::size_t size : {0U, 1U, 2U, 3U, 64U, 100U}) {
        const auto log = makeLog(size);
        const auto report = verify(log.rows, {log.heads.back(), log.heads});
        BOOST_TEST(!report.fault.has_value());
        BOOST_TEST(report.entries == size);
        BOOST_TEST(report.unwitnessed == 0U);
        BOOST_TEST((report.head == log.heads.back()));
    }
}

BOOST_AUTO_TEST_CASE(entries_after_the_last_known_head_are_counted_as_unwitnessed) {
    const auto log = makeLog(10);
    BOOST_TEST(verify(log.rows, {}).unwitnessed == 10U);
    const auto report = verify(log.rows, {std::nullopt, {log.heads[4], log.heads[7]}});
    BOOST_TEST(!report.fault.has_value());
    BOOST_TEST(report.unwitnessed == 3U);
}

BOOST_AUTO_TEST_CASE(a_thousand_random_mutations_are_found_and_the_first_bad_entry_is_named) {
    const auto log = makeLog(60);
    std::mt19937 random(2);
    std::map<std::string, int> seen;
    for (int round = 0; round < 1000; ++round) {
        auto rows = log.rows;
        const std::size_t k = random() % rows.size();
        const bool shifted = random() % 2 == 0;  // the attacker renumbers the rows after it
        std::uint64_t expected = k + 1;
        std::vector<Fault> fitting;
        switch (random() % 5) {
            case 0: {
                auto& bytes = rows[k].second;
                bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
                fitting = {Fault::Changed, Fault::Head};
                break;
            }
            case 1:
                rows.erase(at(rows, k));
                fitting = {k + 1 == log.rows.size() ? Fault::Cut : Fault::Missing};
                break;
            case 2: {
                const std::size_t other = (k + 1 + random() % (rows.size() - 1)) % rows.size();
                std::swap(rows[k], rows[other]);
                expected = std::min(k, other) + 1;
                fitting = {Fault::Reordered};
                break;
            }
            case 3: {
                const std::size_t source = random() % rows.size();
                rows.insert(at(rows, k), rows[source]);
                if (source == k)
                    ++expected;  // of two equal rows the second is the extra one
                fitting = {Fault::Extra, Fault::Reordered};
                break;
            }
            default:
                rows.resize(k);
                fitting = {Fault::Cut};
                break;
        }
        if (shifted)
            renumber(rows);
        const auto report = verify(rows, endingAt(log));
        BOOST_TEST_CONTEXT("round " << round << " at " << k) {
            BOOST_REQUIRE(report.fault.has_value());
            BOOST_TEST(report.fault->seq == expected);
            BOOST_TEST((std::ranges::find(fitting, report.fault->fault) != fitting.end()));
            ++seen[std::string(toText(report.fault->fault))];
        }
    }
    for (const char* const code : {"changed", "missing", "reordered", "cut", "extra"})
        BOOST_TEST(seen[code] > 20);
}

BOOST_AUTO_TEST_CASE(a_change_that_keeps_the_form_is_found_in_the_entry_and_not_in_its_successor) {
    const auto log = makeLog(8);
    for (std::size_t k = 0; k < 8; ++k) {
        auto rows = log.rows;
        auto& bytes = rows[k].second;
        bytes.replace(bytes.find("item:0011"), 9, "item:1111");
        checkFault(verify(rows, endingAt(log)), k + 1, k == 7 ? Fault::Head : Fault::Changed);
    }
}

BOOST_AUTO_TEST_CASE(a_changed_prev_is_found_in_the_entry_that_bears_it) {
    const auto log = makeLog(8);
    for (std::size_t k = 0; k < 8; ++k) {
        auto rows = log.rows;
        auto& bytes = rows[k].second;
        auto& digit = bytes[bytes.find("\"prev\":\"") + 8];
        digit = digit == '0' ? '1' : '0';
        checkFault(verify(rows, endingAt(log)), k + 1, Fault::Changed);
    }
}

BOOST_AUTO_TEST_CASE(without_a_known_head_a_changed_second_last_entry_is_still_named) {
    const auto log = makeLog(8);
    auto rows = log.rows;
    auto& bytes = rows[6].second;
    bytes.replace(bytes.find("item:0011"), 9, "item:1111");
    checkFault(verify(rows, {}), 7, Fault::Changed);
}

BOOST_AUTO_TEST_CASE(a_checkpoint_between_two_doubtful_entries_decides_which_was_changed) {
    const auto log = makeLog(8);
    const KnownHeads known{std::nullopt, {log.heads[7]}};
    auto rows = log.rows;
    rows[6].second.replace(rows[6].second.find("item:0011"), 9, "item:1111");
    checkFault(verify(rows, known), 7, Fault::Changed);
    rows = log.rows;
    auto& digit = rows[7].second[rows[7].second.find("\"prev\":\"") + 8];
    digit = digit == '0' ? '1' : '0';
    checkFault(verify(rows, known), 8, Fault::Changed);
}

BOOST_AUTO_TEST_CASE(a_log_rewritten_as_a_whole_is_betrayed_by_any_known_head) {
    const auto log = makeLog(20);
    auto fields = *parseEntry(log.rows[3].second);
    fields.object = "item:ffeeddccbbaa99887766554433221100";
    Chain chain;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < log.rows.size(); ++i)
        rows.emplace_back(i + 1, chain.append(i == 3 ? fields : *parseEntry(log.rows[i].second)));
    BOOST_TEST(!verify(rows, {}).fault.has_value());  // nobody can see it from inside
    checkFault(verify(rows, endingAt(log)), 20, Fault::Head);
    checkFault(verify(rows, {std::nullopt, {log.heads[3], log.heads[10]}}), 10, Fault::Head);
    BOOST_TEST(!verify(rows, {std::nullopt, {log.heads[3]}}).fault.has_value());
}

BOOST_AUTO_TEST_CASE(a_log_longer_than_its_head_or_shorter_than_a_checkpoint_is_refused) {
    const auto log = makeLog(10);
    checkFault(verify(log.rows, {log.heads[6], {}}), 7, Fault::Extra);
    checkFault(verify({}, endingAt(log)), 1, Fault::Cut);
    auto shorter = log.rows;
    shorter.resize(4);
    checkFault(verify(shorter, {log.heads[4], {log.heads[9]}}), 5, Fault::Cut);
    checkFault(verify({}, {Head{0, sha256("not the empty root")}, {}}), 1, Fault::Head);
}

BOOST_AUTO_TEST_CASE(the_head_of_a_report_is_the_part_before_the_fault) {
    const auto log = makeLog(10);
    auto rows = log.rows;
    rows[5].second[0] = '[';
    const auto report = verify(rows, endingAt(log));
    checkFault(report, 6, Fault::Changed);
    BOOST_TEST((report.head.size == 4 || report.head.size == 5));
    BOOST_TEST((report.head == log.heads[report.head.size]));
    BOOST_TEST(report.entries == 10U);
}

BOOST_AUTO_TEST_CASE(a_chain_that_was_stored_goes_on_as_if_it_had_not_been) {
    Chain chain;
    for (int i = 0; i < 20; ++i) {
        auto revived = Chain::parse(chain.serialise());
        BOOST_REQUIRE(revived.has_value());
        EntryFields fields;
        fields.act = Act::KeyCreated;
        BOOST_TEST(revived->append(fields) == chain.append(fields));
        BOOST_TEST((*revived == chain));
    }
    BOOST_TEST(!Chain::parse("").has_value());
    BOOST_TEST(!Chain::parse(chain.serialise() + 'x').has_value());
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_refused_leaves_the_chain_as_it_was) {
    Chain chain;
    chain.append({});
    const auto before = chain;
    EntryFields bad;
    bad.reason = "free text";
    BOOST_CHECK_THROW((void)chain.append(bad), Error);
    BOOST_TEST((chain == before));
}
