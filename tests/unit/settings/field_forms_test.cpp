// `field_types`: what an author says a field takes, and what is refused because it would not fit.
#include "connector/expression/template.h"
#include "tests/unit/settings/mapping_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <string_view>

using namespace bowline;
using namespace bowline::settings;
using namespace bowline::settings::test;

namespace {

/// kMapping with a ticket field `Area` and rows of field_types.
std::string typed(const std::string& written, const std::string& rows) {
    return swapped(
        "ticket:\n",
        "ticket:\n  fields: { Area: \"" + written + "\" }\n  field_types: [" + rows + "]\n"
    );
}

std::string lintsOf(const std::string& mapping) {
    return printed(loaded(mapping).lints);
}

struct Case {
    const char* why;
    std::string mapping;
    const char* expected;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.why; }
};

const Case kFaults[] = {
    {"a field that nobody fills",
     typed("x", "{ field: Are, type: text }"),
     "error[unknown_field]: `fields` does not fill `Are`. Did you mean `Area`?"},
    {"two rows for a field",
     typed("x", "{ field: Area }, { field: Area, longest: 9 bytes }"),
     "error[duplicate_name]: `Area` has a row above"},
    {"a kind that there is not", typed("x", "{ field: Area, type: integer }"), "`type`"},
    {"a list of nothing", typed("x", "{ field: Area, one_of: [] }"), "error[empty_list]"},
    {"a list of numbers",
     typed("{12}", "{ field: Area, type: number, one_of: [12] }"),
     "error[not_for_type]: `one_of` is for texts"},
    {"a length of a time",
     typed("{window.until}", "{ field: Area, type: time, longest: 9 bytes }"),
     "error[not_for_type]: `longest` is for texts"},
    {"a length without a unit",
     typed("x", "{ field: Area, longest: 255 }"),
     "error[bad_length]: `longest` is a number with its unit. Write \"255 characters\""},
    {"otherwise something that is not listed",
     typed("x", "{ field: Area, one_of: [x], otherwise: y }"),
     "error[bad_otherwise]: the field does not take what `otherwise` says. Write one of the list"},
    {"otherwise no number",
     typed("{12}", "{ field: Area, type: number, otherwise: twelve }"),
     "error[bad_otherwise]: the field does not take what `otherwise` says. Write 12"},
    {"otherwise no day",
     typed("{window.until}", "{ field: Area, type: date, otherwise: 2026-13-01 }"),
     "error[bad_otherwise]: the field does not take what `otherwise` says. Write 2026-12-25"},
    {"a literal that is not listed",
     typed("z", "{ field: Area, one_of: [x, y] }"),
     "error[refused_value]: under the rule `default` the field `Area` would be left out: it takes "
     "only what `one_of` lists"},
    {"a rule that is not listed",
     typed("{route.rule}", "{ field: Area, one_of: [sales] }"),
     "error[refused_value]"},
    {"what depends on the message",
     typed("{contact.country}", "{ field: Area, one_of: [DE] }"),
     "warning[refused_value]"},
    {"a text for a number",
     typed("12", "{ field: Area, type: number }"),
     "error[refused_value]: under the rule `default` the field `Area` would be left out: it takes "
     "a value of type number"},
    {"a telephone number's country for a boolean",
     typed("{contact.country}", "{ field: Area, type: boolean }"),
     "error[refused_value]"},
};

const Case kSound[] = {
    {"a listed rule", typed("{route.rule}", "{ field: Area, one_of: [default] }"), ""},
    {"another one with a way out",
     typed("{route.rule}", "{ field: Area, one_of: [sales], otherwise: sales }"),
     ""},
    {"a number", typed("{12}", "{ field: Area, type: number }"), ""},
    {"a number looked up",
     typed("{route.rule | map({'default': 3})}", "{ field: Area, type: number }"),
     ""},
    {"a boolean", typed("{ticket.new}", "{ field: Area, type: boolean, otherwise: false }"), ""},
    {"a day", typed("{window.until}", "{ field: Area, type: date, otherwise: 2026-12-25 }"), ""},
    {"null is not refused, it is left out",
     typed("{route.priority}", "{ field: Area, one_of: [high] }"),
     ""},
    {"a length", typed("{message.text}", "{ field: Area, longest: 40 characters }"), ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(field_forms)

BOOST_DATA_TEST_CASE(a_fault_is_told_where_it_is, kFaults, row) {
    const auto lints = lintsOf(row.mapping);
    BOOST_TEST(lints.find(row.expected) != std::string::npos, lints);
}

BOOST_DATA_TEST_CASE(what_fits_is_no_fault, kSound, row) {
    const auto lints = lintsOf(row.mapping);
    BOOST_TEST(lints.find("refused_value") == std::string::npos, lints);
    BOOST_TEST(lints.find("error[") == std::string::npos, lints);
}

BOOST_AUTO_TEST_CASE(every_path_that_has_a_value_is_tried) {
    // Empty or null under a rule that says nothing of them, and on a person's first message.
    const std::set<std::string_view> empty = {
        "contact.history",
        "route.escalation",
        "route.first_reply",
        "route.priority",
        "route.queue",
        "route.resolution",
        "route.tags"};
    for (const auto& path : expression::mappingPaths()) {
        const auto lints = lintsOf(
            typed("{" + std::string(path.name) + "}", "{ field: Area, one_of: [nothing like it] }")
        );
        const bool isTried = lints.find("[refused_value]") != std::string::npos;
        BOOST_TEST(isTried != empty.contains(path.name), path.name << "\n" << lints);
    }
}

BOOST_AUTO_TEST_CASE(a_form_stands_with_its_field) {
    const auto mapping = sound(typed(
        "{route.queue}",
        "{ field: Area, one_of: [Support, Sales], otherwise: Sales, longest: 9 bytes }"
    ));
    const auto& form = mapping.ticketFields.at("Area").form;
    BOOST_TEST((form.kind == FieldKind::Text));
    BOOST_TEST((form.oneOf == std::vector<std::string>{"Support", "Sales"}));
    BOOST_TEST((form.otherwise == FieldValue("Sales")));
    BOOST_TEST((form.longest == TextLimit{9, TextUnit::Bytes}));
}

BOOST_AUTO_TEST_CASE(a_contact_has_field_types_too) {
    const auto mapping = sound(swapped(
        "contact:\n",
        "contact:\n  fields: { New: \"{ticket.new}\" }\n"
        "  field_types: [{ field: New, type: boolean, otherwise: true }]\n"
    ));
    BOOST_TEST((mapping.contactFields.at("New").form.otherwise == FieldValue(true)));
}

BOOST_AUTO_TEST_SUITE_END()
