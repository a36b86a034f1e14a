// Forms: what is read, what is repaired, where it stops.
#include "connector/channels/form_body.h"

#include "tests/unit/channels/forms.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline::channels;

namespace {

constexpr FormLimits kLimits{4096, 64};
const std::string kReplaced = "\xEF\xBF\xBD";

struct Row {
    const char* why;
    std::string body;
    std::optional<std::string> value;  ///< of "a"
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Row kRows[] = {
    {"plain", "a=1", "1"},
    {"among others", "b=2&a=1&c=3", "1"},
    {"a plus is a blank", "a=x+y", "x y"},
    {"escapes in either case", "a=%2B%2b%C3%A9", "++\xC3\xA9"},
    {"an escaped name", "%61=1", "1"},
    {"an equals sign in the value", "a=b=c", "b=c"},
    {"escaped separators", "a=%26%3D", "&="},
    {"half an escape stays", "a=%4", "%4"},
    {"an escape of no digits stays", "a=%zz%", "%zz%"},
    {"empty pairs are none", "&&a=1&&", "1"},
    {"twice: the last one", "a=1&a=2", "2"},
    {"a byte that is no UTF-8", "a=x%FFy", "x" + kReplaced + "y"},
    {"the same, not escaped", "a=x\xFFy", "x" + kReplaced + "y"},
    {"a lone surrogate in UTF-8", "a=%ED%A0%80", kReplaced + kReplaced + kReplaced},
    {"U+FFFD itself stays", "a=%EF%BF%BD", kReplaced},
    {"NUL stays", "a=x%00y", std::string("x\0y", 3)},
    {"empty is none", "a=", std::nullopt},
    {"no value is none", "a", std::nullopt},
    {"another case is another name", "A=1", std::nullopt},
    {"nothing at all", "", std::nullopt},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_field_is_read_as_text, boost::unit_test::data::make(kRows)) {
    const FormBody form(sample.body, kLimits);
    BOOST_TEST(form.fault() == "");
    BOOST_TEST((form.text("a") == sample.value));
}

BOOST_AUTO_TEST_CASE(the_bytes_stay_what_they_were_and_are_sorted) {
    const FormBody form("b=2&a=%FF&a=1&c", kLimits);
    const std::vector<FormField> expected{{"a", "1"}, {"a", "\xFF"}, {"b", "2"}, {"c", ""}};
    BOOST_TEST((form.sorted() == expected));
    BOOST_TEST(form.duplicateNames() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_too_large_has_no_fields) {
    for (const auto& body : {std::string(4097, 'a'), "a=1" + std::string(64, '&')}) {
        const FormBody form(body, kLimits);
        BOOST_TEST(form.fault() == "form_size");
        BOOST_TEST(form.sorted().empty());
        BOOST_TEST(!form.text("a"));
    }
    BOOST_TEST(FormBody(std::string(4096, 'a'), kLimits).fault() == "");
    BOOST_TEST(FormBody(std::string(63, '&'), kLimits).fault() == "");
}

BOOST_AUTO_TEST_CASE(canonical_bytes_tell_where_a_field_ends_and_not_where_it_stood) {
    const auto of = [](const std::string& body) { return FormBody(body, kLimits).canonical(); };
    BOOST_TEST(of("a=1&b=2") == of("b=2&a=%31"));
    BOOST_TEST(of("ab=c") != of("a=bc"));
    BOOST_TEST(of("a=1&b=2") != of("a=1%26b%3D2"));
    BOOST_TEST(of("a=1") != of("a=1&a=1"));
}

BOOST_AUTO_TEST_CASE(any_bytes_give_valid_text) {
    std::mt19937 draw(20261126);
    constexpr std::string_view kLikely = "a=&%+0fF\xC3\xA9\xED\xFF";
    for (int round = 0; round < 3'000; ++round) {
        std::string body;
        for (auto left = draw() % 60; left > 0; --left)
            body += draw() % 4 == 0 ? static_cast<char>(draw() % 256)
                                    : kLikely[draw() % kLikely.size()];
        const FormBody form(body, {4096, 4096});
        for (const auto& field : form.sorted()) {
            const auto text = form.text(field.name);
            // nlohmann refuses text that is no UTF-8.
            if (text)
                BOOST_CHECK_NO_THROW((void)nlohmann::json(std::string(*text)).dump());
        }
    }
}
