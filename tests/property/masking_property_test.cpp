// Properties of masking over random texts and findings: nothing of a removed value stays, and
// nobody but bowline writes a placeholder.
#include "connector/expression/dialect.h"
#include "connector/expression/filters.h"
#include "connector/expression/letters.h"
#include "connector/expression/template.h"
#include "connector/stages/entry_labels.h"
#include "connector/stages/mask.h"
#include "connector/stages/placeholder_words.h"
#include "connector/stages/placeholders.h"
#include "connector/stages/render.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <random>

using namespace bowline;
using namespace bowline::stages;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

const std::vector<std::string> kClasses = {
    "payment_card", "phone", "email", "contact_name", "pet_health"};

/// Letters that no placeholder holds, so that a slice that is found is one that was left behind.
std::string piece(Random& random, std::size_t longest) {
    static const std::string kLetters = "0123456789QXYZ-+ ";
    std::string out;
    for (std::size_t n = 1 + below(random, longest); n > 0; --n)
        out += kLetters[below(random, kLetters.size())];
    return out;
}

struct Sample {
    InspectedText source;
    std::string outside;  ///< what stands between the findings, joined
};

Sample sample(Random& random) {
    std::string text;
    Sample out;
    for (std::size_t n = below(random, 5); n > 0; --n) {
        const auto between = piece(random, 12);
        const auto value = piece(random, 20);
        text += between + value;
        out.outside += between;
        out.source.findings.push_back(
            {{text.size() - value.size(), text.size()},
             kClasses[below(random, kClasses.size())],
             "",
             1.0,
             ""}
        );
    }
    const auto rest = piece(random, 12);
    out.outside += rest;
    out.source.text = MessageText(text + rest);
    return out;
}

ClassRule anyRemovingRule(Random& random) {
    const auto action = static_cast<Action>(below(random, 5));
    return {
        action,
        static_cast<std::uint8_t>(below(random, 4)),
        Coarseness::None,  // what it leaves is no secret by definition
        below(random, 4) == 0,
        static_cast<TokenScope>(below(random, 3))};
}

Mapping anyMapping(Random& random) {
    Mapping mapping;
    mapping.otherwise = anyRemovingRule(random);
    for (const auto& cls : kClasses) {
        if (below(random, 2) == 0)
            mapping.sensitive[cls] = anyRemovingRule(random);
    }
    return mapping;
}

/// Every text of ours that could be imitated, in every language.
std::vector<std::string> ourTexts() {
    std::vector<std::string> out;
    for (const auto& words : allPlaceholderWords()) {
        const auto language = words.language;
        for (const auto& cls : kClasses) {
            for (const std::string_view kept : {"", "11"}) {
                out.push_back(valuePlaceholder({cls, "", 1, kept}, language));
                out.push_back(valuePlaceholder({cls, "Visa", 27, kept}, language));
            }
            out.push_back(valuePlaceholder({cls, "", 1, "", "7KQ2M9XT"}, language));
            out.push_back(valuePlaceholder({cls, "", 1, "", "", "1980-1989"}, language));
        }
        for (const auto& kind : words.kinds) {
            out.push_back(kindPlaceholder(kind.kind, language));
            out.push_back(withheldStub(kind.kind, 500, language));
        }
        out.push_back(lateLabel(Instant{}, language));
        out.push_back(earlierLabel(Instant{}, language));
        out.push_back(othersLabel(Instant{}, language));
        out.push_back(groupLabel("Amber-Falcon-27", language));
        out.push_back(followsLabel("4711", language));
        out.push_back(stubText("stop_note", std::string(language)));
        out.push_back(stubText("withheld", std::string(language)));
    }
    return out;
}

/// As a person might disguise it: other case, odd blanks, invisible characters.
std::string disguised(Random& random, const std::string& text) {
    std::string out = below(random, 3) == 0 ? expression::toUpper(text) : text;
    for (std::size_t n = below(random, 3); n > 0; --n) {
        const auto at = out.find(' ');
        if (at != std::string::npos)
            out.replace(at, 1, below(random, 2) == 0 ? "\u00A0" : " \u200B ");
    }
    return out;
}

/// Every filter that mappings have, the cutting ones at every small length, alone and in pairs.
std::vector<expression::Template> filterTemplates() {
    std::vector<std::string> calls;
    for (const auto& filter : expression::filters()) {
        if (!filter.inMappings)
            continue;
        if (filter.name == "shorten") {
            for (int length = 1; length <= 40; ++length)
                calls.push_back(fmt::format("shorten({})", length));
        } else if (filter.required == 0) {
            calls.emplace_back(filter.name);
        }
    }
    std::vector<expression::Template> out;
    for (const auto& first : calls) {
        for (const auto& then : {std::string("upper"), std::string("lower"), std::string("trim")}) {
            auto made = expression::Template::compile(
                "{message.text | " + first + " | " + then + "}", expression::mappingDialect()
            );
            if (auto* done = std::get_if<expression::Template>(&made))
                out.push_back(std::move(*done));
        }
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_four_characters_of_a_removed_value_stay_that_were_not_outside) {
    Random random(23);
    for (int round = 0; round < 20'000; ++round) {
        const auto [source, outside] = sample(random);
        const TokenKeys tokens{std::string(32, 'c'), std::string(32, 'd')};
        const auto masked = applyActions(source, anyMapping(random), "en", tokens);
        BOOST_REQUIRE_EQUAL(masked.removedValues.size(), source.findings.size());
        for (const auto& removed : masked.removedValues) {
            const auto value = removed.value.expose();
            for (std::size_t at = 0; at + 4 <= value.size(); ++at) {
                const auto slice = value.substr(at, 4);
                const bool stays = masked.text.find(slice) != std::string::npos;
                BOOST_REQUIRE_MESSAGE(
                    !stays || outside.find(slice) != std::string::npos, masked.text
                );
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(no_filter_of_a_mapping_shows_a_slice_of_a_removed_value) {
    Random random(27);
    const auto templates = filterTemplates();
    BOOST_TEST(templates.size() > 40U);
    for (int round = 0; round < 3'000; ++round) {
        const auto [source, outside] = sample(random);
        const auto masked = applyActions(source, anyMapping(random), "en");
        const auto& filter = templates[below(random, templates.size())];
        const expression::Map roots{{"message", expression::Map{{"text", masked.text}}}};
        const auto shown = expression::toLower(filter.render(roots));
        const auto allowed = expression::toLower(outside + masked.text);
        for (const auto& removed : masked.removedValues) {
            const auto value = expression::toLower(removed.value.expose());
            for (std::size_t at = 0; at + 4 <= value.size(); ++at) {
                const auto slice = value.substr(at, 4);
                BOOST_REQUIRE_MESSAGE(
                    shown.find(slice) == std::string::npos ||
                        allowed.find(slice) != std::string::npos,
                    shown
                );
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_stands_outside_of_findings_stays_in_order) {
    Random random(29);
    Mapping strip;
    for (int round = 0; round < 5'000; ++round) {
        const auto [source, outside] = sample(random);
        BOOST_REQUIRE_EQUAL(applyActions(source, strip, "en").text, outside);
    }
}

BOOST_AUTO_TEST_CASE(no_text_of_a_person_holds_a_placeholder_of_ours) {
    Random random(31);
    const auto ours = ourTexts();
    for (int round = 0; round < 4'000; ++round) {
        std::string typed = piece(random, 5);
        for (std::size_t n = 1 + below(random, 4); n > 0; --n)
            typed += (below(random, 3) == 0 ? "[" : "") +
                     disguised(random, ours[below(random, ours.size())]);
        const auto shown = applyActions({MessageText(typed), {}}, Mapping{}, "en").text;
        for (const auto& own : ours)
            BOOST_REQUIRE_MESSAGE(shown.find(own) == std::string::npos, shown);
    }
}

BOOST_AUTO_TEST_CASE(a_plain_imitation_of_each_text_of_ours_is_escaped) {
    for (const auto& own : ourTexts()) {
        const auto shown = applyActions({MessageText(own), {}}, Mapping{}, "en").text;
        BOOST_TEST(shown.substr(3) == own.substr(1));
        BOOST_TEST(shown.find(own) == std::string::npos, shown);
    }
}
