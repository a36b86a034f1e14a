// Fuzzer of the settings: the bytes are a bowline.yaml, a mapping, a policy and a word list at
// once, or one of each with the others sound. Finds crashes, hangs and rules that exist although a
// fault was told.
#include "connector/settings/reference.h"
#include "connector/settings/rule_set.h"

#include <cstdlib>
#include <string>

namespace {

using namespace bowline::settings;

const std::string kPolicy =
    "policy: balanced\nsensitive: { otherwise: mask }\nforbidden: { keep: [payment_card] }\n";

void require(bool holds) {
    if (!holds)
        std::abort();
}

void check(const LoadResult& result) {
    require(!(result.rules && hasErrors(result.lints)));
    require(result.rules || !result.lints.empty());
    for (const Lint& lint : result.lints)
        require(!lint.message.empty() && !toText(lint).empty());
    if (!result.rules)
        return;
    for (const auto& [destination, mapping] : result.rules->mappings) {
        require(mapping.otherwise.action != bowline::Action::Keep);
        require(mapping.ruleFor("payment_card").action != bowline::Action::Keep);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const Vocabulary vocabulary{
        {"contact_name", "email", "payment_card", "phone"}, builtInAdapters()};
    static const std::string config = annotatedYaml(vocabulary);
    const std::string text(reinterpret_cast<const char*>(data), size);
    check(compileRules(
        {{"bowline.yaml", text}, {{"a.yaml", text}}, {{"p.yaml", text}}, {{"words/w.txt", text}}},
        vocabulary
    ));
    check(compileRules(
        {{"bowline.yaml", config},
         {{"a.yaml", text}},
         {{"p.yaml", kPolicy}},
         {{"words/w.txt", text}}},
        vocabulary
    ));
    return 0;
}
