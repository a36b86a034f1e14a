// Every family of values through a whole flow into a real help desk: each row's own example and one
// text of each other class, and none of them in the desk, in its mails or in its store.
#include "connector/detect/identifiers/kind.h"
#include "tests/flow/sweeping.h"
#include "tests/peers/desk.h"
#include "tests/peers/peer.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <string>
#include <vector>

using namespace bowline::tests;
using bowline::app::Bait;
using bowline::app::Surface;

namespace {

constexpr std::size_t kOfOnePerson = 10;
constexpr const char* kOrder = "ORD-300000";

struct Said {
    std::string cls;
    std::string text;
    std::string value;  ///< must not be anywhere
};

const Said kOthers[] = {
    {"payment_card", "take my card 4111 1111 1111 1111", "4111 1111 1111 1111"},
    {"iban", "to DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"},
    {"bank_account", "the routing number 111000025", "111000025"},
    {"phone", "call +44 7700 900987", "+44 7700 900987"},
    {"email", "write to jo.bloggs@example.org", "jo.bloggs@example.org"},
    {"ip_address", "my ip is 192.0.2.144 now", "192.0.2.144"},
    {"mac_address", "the box says 00:00:5E:00:53:AF", "00:00:5E:00:53:AF"},
    {"crypto_address",
     "to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
     "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"},
    {"secret", "my password is Luna1646!", "Luna1646"},
    {"secret", "use AKIAIOSFODNN7EXAMPLE there", "AKIAIOSFODNN7EXAMPLE"},
    {"date_of_birth", "born 23.05.1970", "23.05.1970"},
    {"street_address", "send it to 1100 Valley House Drive", "1100 Valley House Drive"},
    {"street_address", "an die Koepenicker Str. 7412", "Koepenicker Str. 7412"},
    {"postcode", "near SW1A 1AA", "SW1A 1AA"},
    {"person_name", "ask Mrs Exemplarova there", "Exemplarova"},
};

bool isDigit(unsigned char c) {
    return std::isdigit(c) != 0;
}

bool holdsDigit(std::string_view word) {
    return std::ranges::any_of(word, isDigit);
}

/// From the first word with a digit to the last: what a person would call the number. Not asked of
/// the detector, which is what is tested.
std::string numberIn(const std::string& text) {
    std::size_t begin = std::string::npos;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto stop = std::min(text.find(' ', at), text.size());
        if (holdsDigit(text.substr(at, stop - at))) {
            begin = std::min(begin, at);
            end = stop;
        }
        at = stop + 1;
    }
    return begin == std::string::npos ? std::string() : text.substr(begin, end - begin);
}

/// A sweep tells six digits or letters from chance.
bool canBeSearched(const std::string& value) {
    return std::ranges::count_if(value, [](unsigned char c) { return std::isalnum(c) != 0; }) >= 6;
}

std::vector<Said> allFamilies() {
    std::vector<Said> all(std::begin(kOthers), std::end(kOthers));
    for (const auto* kind : bowline::detect::identifierKinds()) {
        const std::string example(kind->example);
        all.push_back({std::string(kind->cls), example, numberIn(example)});
    }
    return all;
}

std::vector<Bait> baitsOf(const std::vector<Said>& families) {
    std::vector<Bait> baits;
    for (const auto& said : families) {
        if (canBeSearched(said.value))
            baits.push_back({said.cls + " of \"" + said.text + "\"", said.value});
    }
    return baits;
}

/// Ten texts a person, and a last one that says nothing.
std::vector<std::string> bodiesOf(const std::vector<Said>& families) {
    std::vector<std::string> bodies;
    for (std::size_t i = 0; i < families.size(); ++i) {
        const auto person = customer(static_cast<int>(i / kOfOnePerson) + 500);
        bodies.push_back(oneText(person, static_cast<int>(i) + 1, families[i].text));
        const bool isLast = i % kOfOnePerson == kOfOnePerson - 1 || i + 1 == families.size();
        if (isLast)
            bodies.push_back(
                oneText(person, static_cast<int>(i) + 5'000, std::string("that is all, ") + kOrder)
            );
    }
    return bodies;
}

/// What an agent reads of a ticket.
std::string textsOf(const DeskTicket& ticket) {
    std::string all = ticket.subject + "\n";
    for (const auto& [name, value] : ticket.fields)
        all += value + "\n";
    for (const auto& message : ticket.messages)
        all += message.text + "\n";
    for (const auto& note : ticket.notes)
        all += note + "\n";
    return all;
}

struct DeskSurfaces {
    std::vector<Surface> texts;  ///< of tickets
    std::vector<Surface> bytes;  ///< all that the desk says of them, with its own ids and times
};

DeskSurfaces surfacesOfDesk() {
    DeskSurfaces surfaces;
    for (const auto& ticket : peer().tickets()) {
        const bool isOurs = ticket.bytes.find(kOrder) != std::string::npos;
        if (!isOurs)
            continue;
        surfaces.texts.push_back({"texts of ticket " + ticket.id, textsOf(ticket), kOrder});
        surfaces.bytes.push_back({"ticket " + ticket.id, ticket.bytes, kOrder});
    }
    surfaces.bytes.push_back({"mails", peer().mails(), ""});
    return surfaces;
}

/// Thousands of digits of ids and times hold any number of nine digits sooner or later.
std::vector<Bait> longOnes(std::vector<Bait> baits) {
    constexpr std::size_t kMany = 10;
    std::erase_if(baits, [](const Bait& bait) {
        std::string value = bait.value;
        std::erase_if(value, [](unsigned char c) { return std::isalnum(c) == 0; });
        return value.size() < kMany && std::ranges::all_of(value, isDigit);
    });
    return baits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_family_of_values)

BOOST_AUTO_TEST_CASE(is_masked_on_its_way_into_a_real_help_desk) {
    const auto families = allFamilies();
    const auto baits = baitsOf(families);
    Desk desk;
    desk.daemon.start();
    BOOST_REQUIRE(desk.post(bodiesOf(families)));
    BOOST_REQUIRE(desk.drained());
    BOOST_TEST(desk.balanced());
    BOOST_TEST(desk.term("parked") == 0);
    BOOST_TEST(desk.term("held") == 0);
    const auto surfaces = surfacesOfDesk();
    const auto people = (families.size() + kOfOnePerson - 1) / kOfOnePerson;
    BOOST_TEST(surfaces.texts.size() == people);
    const auto read = bowline::app::Sweep(baits).over(surfaces.texts);
    BOOST_TEST(read.clean(), toText(read));
    const auto longest = longOnes(baits);
    const auto seen = bowline::app::Sweep(longest).over(surfaces.bytes);
    BOOST_TEST(seen.clean(), toText(seen));
    std::cout << "peers: " << families.size() << " examples in " << people << " tickets, "
              << baits.size() << " of them looked for in its texts, " << longest.size()
              << " in all its bytes, " << read.found.size() + seen.found.size() << " found\n";
    BOOST_REQUIRE_EQUAL(desk.daemon.stop(), 0);
}

BOOST_AUTO_TEST_SUITE_END()
