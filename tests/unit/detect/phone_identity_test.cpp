// Numbers as identities: what counts as one, its variants, its region. Reserved and made-up
// numbers.
#include "connector/detect/phone_identity.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

struct Row {
    const char* sent;
    const char* expected;  ///< empty: no number
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.sent;
}

const Row kRows[] = {
    {"4915550100123", "+4915550100123"},
    {"+4915550100123", "+4915550100123"},
    {"15550100123", "+15550100123"},
    {"5215550100123", "+5215550100123"},
    {"551190000000", "+551190000000"},
    {"390612345678", "+390612345678"},
    {"", ""},
    {"+", ""},
    {"49", ""},
    {"abc", ""},
    {"49 155 50100123", ""},
    {"1234567890123456", ""},
    {"0000000000", ""},
    {"US.13491208655302741918", ""},
    {"99999999999", ""},
};

struct Variants {
    const char* number;
    std::vector<std::string> all;
};
std::ostream& operator<<(std::ostream& out, const Variants& row) {
    return out << row.number;
}

const Variants kVariants[] = {
    {"+551161234567", {"+551161234567", "+5511961234567"}},   // Brazil: without the 9th digit
    {"+5511961234567", {"+5511961234567", "+551161234567"}},  // and with it
    {"+551131234567", {"+551131234567"}},                     // a landline has no other form
    {"+5511931234567", {"+5511931234567"}},                   // nor is it one without its 9
    {"+525550100123", {"+525550100123", "+5215550100123"}},   // Mexico
    {"+5215550100123", {"+5215550100123", "+525550100123"}},
    {"+541150100123", {"+541150100123", "+5491150100123"}},  // Argentina
    {"+5491150100123", {"+5491150100123", "+541150100123"}},
    {"+4915550100123", {"+4915550100123"}},
};

struct Region {
    const char* number;
    const char* region;
};
std::ostream& operator<<(std::ostream& out, const Region& row) {
    return out << row.number;
}

const Region kRegions[] = {
    {"+4915550100123", "DE"},
    {"+15550100123", "US"},
    {"+14165550123", "CA"},
    {"+5511961234567", "BR"},
    {"+447700900123", "GB"},
    {"+99999999999", ""},
    {"+80012345678", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    a_providers_digits_become_a_number_or_nothing, boost::unit_test::data::make(kRows), row
) {
    const auto phone = normalisePhone(row.sent);
    BOOST_TEST((phone ? std::string(phone->expose()) : "") == row.expected);
}

BOOST_DATA_TEST_CASE(
    one_person_has_all_forms_of_the_number_the_own_one_first,
    boost::unit_test::data::make(kVariants),
    row
) {
    std::vector<std::string> forms;
    for (const auto& phone : phoneVariants(Phone(row.number)))
        forms.emplace_back(phone.expose());
    BOOST_TEST(forms == row.all, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(
    the_region_is_known_even_for_numbers_that_nobody_has,
    boost::unit_test::data::make(kRegions),
    row
) {
    BOOST_TEST(regionOf(Phone(row.number)) == row.region);
}

}  // namespace bowline::detect
