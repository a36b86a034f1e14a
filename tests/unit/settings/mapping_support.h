// A sound mapping with a part of it changed, and what it is compiled to.
#pragma once
#include "connector/settings/mapping.h"
#include "tests/unit/settings/support.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace bowline::settings::test {

inline const std::string kCardRule = "payment_card: mask";
inline const std::string kOrderPattern = "{ pattern: 'ORD-[0-9]{6}' }";

inline std::string swapped(std::string_view from, std::string_view to) {
    return replaced(kMapping, from, to);
}

inline Sources sourcesOf(const std::string& mapping, const std::string& policy) {
    Sources sources = test::soundSources();
    sources.mappings[0].text = mapping;
    sources.policies[0].text = policy;
    sources.words.push_back({"words/vet.txt", "# animals\nmicrochip\n\n vaccine \n"});
    return sources;
}

inline LoadResult loaded(const std::string& mapping, const std::string& policy = kPolicy) {
    return compileRules(sourcesOf(mapping, policy), test::vocabulary());
}

inline Mapping sound(const std::string& mapping, const std::string& policy = kPolicy) {
    const LoadResult result = loaded(mapping, policy);
    BOOST_REQUIRE_MESSAGE(result.rules, test::printed(result.lints));
    return result.rules->mappings.begin()->second;
}

}  // namespace bowline::settings::test
