// What is left of dates, postal codes and amounts, and when nothing is.
#include "connector/stages/generalise.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using bowline::stages::generalised;

namespace {

struct Case {
    const char* value;
    Coarseness to;
    const char* left;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) {
        return out << toText(c.to) << " of " << c.value;
    }
};

constexpr Case kCases[] = {
    {"1984-03-12", Coarseness::Year, "1984"},
    {"12.03.1984", Coarseness::Year, "1984"},
    {"March 12th, 1984", Coarseness::Year, "1984"},
    {"१२-०३-१९८४", Coarseness::Year, "1984"},
    {"12.03.84", Coarseness::Year, ""},
    {"19840312", Coarseness::Year, ""},
    {"1984 or 1985", Coarseness::Year, ""},
    {"1234", Coarseness::Year, ""},
    {"1984-03-12", Coarseness::Decade, "1980-1989"},
    {"12.03.84", Coarseness::Decade, ""},
    {"10115 Berlin", Coarseness::Area, "10…"},
    {"SW1A 1AA", Coarseness::Area, "SW…"},
    {"Berlin 10115", Coarseness::Area, "10…"},
    {"E1", Coarseness::Area, "E…"},
    {"Berlin", Coarseness::Area, ""},
    {"250 EUR", Coarseness::Band, "100-999"},
    {"1.234,50 €", Coarseness::Band, "1000-9999"},
    {"$1,234.5", Coarseness::Band, "1000-9999"},
    {"1'234", Coarseness::Band, "1000-9999"},
    {"1 234 567", Coarseness::Band, "1000000-9999999"},
    {"7", Coarseness::Band, "0-9"},
    {"0.50", Coarseness::Band, "0-9"},
    {"007", Coarseness::Band, "0-9"},
    {"from 10 to 20", Coarseness::Band, ""},
    {"4111111111111111", Coarseness::Band, ""},
    {"nothing", Coarseness::Band, ""},
    {"", Coarseness::Year, ""},
    {"", Coarseness::Area, ""},
    {"\xFF\xC3", Coarseness::Band, ""},
    {"1984", Coarseness::None, ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_value_keeps_what_the_rule_leaves, boost::unit_test::data::make(kCases), c) {
    BOOST_TEST(generalised(c.value, c.to) == c.left);
}
