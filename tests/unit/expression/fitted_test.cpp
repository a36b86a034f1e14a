// What a strict field takes of what a template gives.
#include "connector/expression/fitted.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using expression::fitted;
using expression::Value;

namespace {

constexpr std::int64_t kMostOfJson = 9'007'199'254'740'991;  // 2^53 - 1, RFC 8259, 6
const Instant kTime = fromMillis(1'795'444'571'000);         // 2026-11-23T14:36:11Z

FieldForm of(FieldKind kind) {
    return {kind};
}

struct Row {
    const char* why;
    Value value;
    FieldForm form;
    std::optional<FieldValue> taken;
    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.why; }
};

const Row kRows[] = {
    {"a text as it is", "12", {}, FieldValue("12")},
    {"a time in a text field", Value(kTime), {}, FieldValue("2026-11-23T14:36:11Z")},
    {"an empty text is a value", "", {}, FieldValue("")},
    {"null is none", {}, {}, std::nullopt},
    {"a long text ends with an ellipsis",
     "abcdef",
     {FieldKind::Text, {4, TextUnit::Characters}},
     FieldValue("abc…")},
    {"a text of the list", "b", {FieldKind::Text, {}, {"a", "b"}}, FieldValue("b")},
    {"a text of another case", "B", {FieldKind::Text, {}, {"a", "b"}}, std::nullopt},
    {"no text where a list is", "", {FieldKind::Text, {}, {"a"}}, std::nullopt},
    {"otherwise for a stranger", "x", {FieldKind::Text, {}, {"a"}, "a"}, FieldValue("a")},
    {"otherwise for null", {}, {FieldKind::Number, {}, {}, std::int64_t{7}}, std::int64_t{7}},
    {"a number", 12, of(FieldKind::Number), std::int64_t{12}},
    {"a text of digits is no number", "491555001234", of(FieldKind::Number), std::nullopt},
    {"the greatest number", Value(kMostOfJson), of(FieldKind::Number), kMostOfJson},
    {"one more", Value(kMostOfJson + 1), of(FieldKind::Number), std::nullopt},
    {"one less", Value(-kMostOfJson - 1), of(FieldKind::Number), std::nullopt},
    {"a boolean", true, of(FieldKind::Boolean), true},
    {"a text is no boolean", "true", of(FieldKind::Boolean), std::nullopt},
    {"a number is no boolean", 1, of(FieldKind::Boolean), std::nullopt},
    {"a day", Value(kTime), of(FieldKind::Date), FieldValue("2026-11-23")},
    {"a moment", Value(kTime), of(FieldKind::Time), FieldValue("2026-11-23T14:36:11Z")},
    {"a text is no day", "2026-11-23", of(FieldKind::Date), std::nullopt},
    {"a time beyond the calendar",
     Value(fromMillis(std::int64_t{1} << 52)),
     of(FieldKind::Time),
     std::nullopt},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(fitted_values)

BOOST_DATA_TEST_CASE(a_field_takes_its_own_kind_only, kRows, row) {
    BOOST_TEST((fitted(row.value, row.form) == row.taken));
}

BOOST_AUTO_TEST_SUITE_END()
