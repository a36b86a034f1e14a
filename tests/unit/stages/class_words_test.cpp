// What stands in a ticket for a value of a built-in class.
#include "connector/stages/class_words.h"

#include "connector/detect/built_in_classes.h"
#include "connector/stages/placeholder_words.h"
#include "connector/stages/placeholders.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

namespace bowline::stages {

namespace {

/// Classes of which no value can be told by its class alone.
bool hasOwnWords(std::string_view cls) {
    return cls == "contact_card" || cls == "contact_name" || cls == "location";
}

RemovedValue removed(std::string_view cls) {
    RemovedValue value;
    value.cls = cls;
    return value;
}

std::string escaped(const std::string& text) {
    return escapeImitations(text, {0});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(class_words)

BOOST_AUTO_TEST_CASE(every_built_in_class_has_a_word_in_every_language) {
    for (const auto& cls : detect::allBuiltInClasses()) {
        if (hasOwnWords(cls.id))
            continue;
        const auto row = std::ranges::find(allClassWords(), cls.id, &ClassWords::cls);
        BOOST_REQUIRE_MESSAGE(row != allClassWords().end(), cls.id);
        for (const auto word : row->words)
            BOOST_TEST(!word.empty(), cls.id);
    }
}

BOOST_AUTO_TEST_CASE(the_languages_are_those_of_the_other_placeholders) {
    std::set<std::string_view> languages;
    for (const auto& words : allPlaceholderWords())
        languages.insert(words.language);
    BOOST_TEST(
        (languages == std::set<std::string_view>(kClassLanguages.begin(), kClassLanguages.end()))
    );
}

BOOST_AUTO_TEST_CASE(a_placeholder_names_the_class_in_the_language_of_the_ticket) {
    BOOST_TEST(valuePlaceholder(removed("iban"), "en") == "[IBAN removed]");
    BOOST_TEST(valuePlaceholder(removed("national_id"), "de-AT") == "[Ausweisnummer entfernt]");
    BOOST_TEST(valuePlaceholder(removed("passport"), "xx") == "[passport removed]");
    BOOST_TEST(valuePlaceholder(removed("order_number"), "de") == "[order_number entfernt]");
}

BOOST_AUTO_TEST_CASE(who_writes_such_a_placeholder_herself_is_escaped) {
    BOOST_TEST(escaped("[IBAN removed]") == "［IBAN removed]");
    BOOST_TEST(escaped("[Bankkonto entfernt]") == "［Bankkonto entfernt]");
    BOOST_TEST(escaped("[date of birth about: 1984]") == "［date of birth about: 1984]");
    BOOST_TEST(escaped("[passport token 7KQ2M9XT]") == "［passport token 7KQ2M9XT]");
    BOOST_TEST(escaped("[passport about to expire]") == "[passport about to expire]");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::stages
