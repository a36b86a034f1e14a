// The tables of identifiers: every row finds its own example, and its arithmetic is one.
#include "connector/detect/digit_groups.h"
#include "connector/detect/identifiers/kind.h"
#include "connector/detect/identifiers/shape.h"
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace bowline::detect {

std::ostream& operator<<(std::ostream& out, const IdentifierKind* kind) {
    return out << kind->id;
}

namespace {

std::vector<const IdentifierKind*> allKinds() {
    return {identifierKinds().begin(), identifierKinds().end()};
}

/// Letters and digits of `text` in upper case.
std::string compact(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (isDigit(c) || isAsciiLetter(c))
            out += static_cast<char>(c >= 'a' ? c - 32 : c);
    }
    return out;
}

/// Whether something of class `cls` is found in `text`, and whose.
std::vector<std::string> detailsOf(std::string_view text, std::string_view cls) {
    std::vector<std::string> details;
    for (const auto& finding : Detector({}).scan(text, {}, "")) {
        if (finding.cls == cls)
            details.push_back(finding.detail);
    }
    return details;
}

bool isShapeSign(char c) {
    return c == '#' || c == '@' || c == '*' || isDigit(c) || (c >= 'A' && c <= 'Z') || c == ' ';
}

/// Numbers that a sloppy finger makes of `number`: one digit is another.
std::vector<std::string> slipsOf(const std::string& number) {
    std::vector<std::string> slips;
    for (std::size_t at = 0; at < number.size(); ++at) {
        if (!isDigit(number[at]))
            continue;
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == number[at])
                continue;
            slips.push_back(number);
            slips.back()[at] = digit;
        }
    }
    return slips;
}

/// The longest row of one and the same digit in `number`.
std::size_t longestRow(std::string_view number) {
    std::size_t longest = 0;
    for (std::size_t at = 0; at < number.size();) {
        const auto end = std::min(number.find_first_not_of(number[at], at), number.size());
        longest = std::max(longest, end - at);
        at = end;
    }
    return longest;
}

/// From its first digit on.
std::string numberOf(std::string_view example) {
    const auto number = compact(example);
    return number.substr(std::min(number.find_first_of("0123456789"), number.size()));
}

}  // namespace

BOOST_DATA_TEST_CASE(
    the_example_of_a_kind_is_found, boost::unit_test::data::make(allKinds()), kind
) {
    const auto details = detailsOf(kind->example, kind->cls);
    BOOST_TEST(details.size() == 1U, kind->example << " as " << kind->cls);
}

BOOST_AUTO_TEST_CASE(a_row_has_an_id_of_its_own_a_name_an_example_and_a_shape) {
    std::set<std::string_view> ids;
    for (const auto* kind : allKinds()) {
        BOOST_TEST(ids.insert(kind->id).second, kind->id);
        BOOST_TEST((!kind->name.empty() && !kind->example.empty()), kind->id);
        BOOST_TEST((!kind->shapes.empty() && std::ranges::all_of(kind->shapes, isShapeSign)));
    }
    BOOST_TEST(ids.size() >= 100U);
}

/// Examples are looked for in whole tickets, where "1970-01-01T00:00:00Z" and a few empty fields
/// write one and many noughts in a row.
BOOST_AUTO_TEST_CASE(an_example_of_digits_is_not_what_empty_fields_write) {
    for (const auto* kind : allKinds()) {
        const auto number = numberOf(kind->example);
        if (std::ranges::all_of(number, isDigit))
            BOOST_TEST(longestRow(number) < 6U, kind->example);
    }
}

BOOST_AUTO_TEST_CASE(a_check_digit_refuses_what_a_slip_makes_of_a_number) {
    std::size_t slips = 0;
    std::size_t accepted = 0;
    for (const auto* kind : allKinds()) {
        const auto number = compact(kind->example);
        if (kind->check == nullptr || kind->points == 0 || !hasOneShape(number, kind->shapes, ' '))
            continue;
        BOOST_TEST(kind->check(number), kind->id);
        for (const auto& slip : slipsOf(number)) {
            ++slips;
            accepted += hasOneShape(slip, kind->shapes, ' ') && kind->check(slip) ? 1 : 0;
        }
    }
    BOOST_TEST_MESSAGE(accepted << " of " << slips << " slips pass");
    BOOST_TEST(slips > 3000U);
    BOOST_TEST(accepted * 8 < slips);
}

BOOST_AUTO_TEST_CASE(a_number_that_is_called_an_order_stays) {
    BOOST_TEST(scanned("44051401359") == "national_id<44051401359>");
    BOOST_TEST(scanned("order 44051401359").empty());
    BOOST_TEST(scanned("Bestellung 44051401359").empty());
    BOOST_TEST(
        scanned("her chip 985 141 123 456 788, order 5799849455") ==
        "pet_microchip<985 141 123 456 788>"
    );
    BOOST_TEST(scanned("ORD-44051401359, INV-44051401359").empty());
}

BOOST_AUTO_TEST_CASE(one_check_digit_needs_a_word_and_the_right_one) {
    BOOST_TEST(scanned("it is 192598184").empty());
    BOOST_TEST(scanned("REGON 192598184") == "tax_id<192598184>");
    BOOST_TEST(scanned("my BSN is 192598184").empty());
    BOOST_TEST(scanned("order id 192598184").empty());
}

BOOST_AUTO_TEST_CASE(a_part_of_a_longer_number_is_none) {
    BOOST_TEST(scanned("1-44051401359-2").empty());
    BOOST_TEST(scanned("x/44051401359/1").empty());
}

BOOST_AUTO_TEST_CASE(a_value_right_behind_letters_without_blanks_is_found) {
    BOOST_TEST(scanned("身份证360426199101010071谢谢") == "national_id<360426199101010071>");
    BOOST_TEST(scanned("PESEL:44051401359.") == "national_id<44051401359>");
}

BOOST_AUTO_TEST_CASE(a_value_that_is_written_twice_is_found_twice) {
    BOOST_TEST(
        scanned("REGON 192598184. I write it once more, so that nobody can mistake it: 192598184"
        ) == "tax_id<192598184> tax_id<192598184>"
    );
    BOOST_TEST(
        scanned("password: tulips, that is tulips without a capital") ==
        "secret<tulips> secret<tulips>"
    );
    BOOST_TEST(scanned("pin 9646, not 19646 nor A9646") == "secret<9646>");
}

BOOST_AUTO_TEST_CASE(an_account_with_a_shop_is_no_bank_account) {
    BOOST_TEST(scanned("my account 12345678 is locked").empty());
    BOOST_TEST(scanned("Kontonummer 12345678") == "bank_account<12345678>");
}

BOOST_AUTO_TEST_CASE(one_digit_again_and_again_is_nobodys) {
    BOOST_TEST(scanned("my id is 111111111").empty());
    BOOST_TEST(scanned("11111111111").empty());
}

}  // namespace bowline::detect
