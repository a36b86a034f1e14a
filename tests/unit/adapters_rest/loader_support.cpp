#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>

namespace bowline::adapters::rest {

std::string fixture(std::string_view name) {
    std::ifstream in(
        std::string(BOWLINE_SOURCE_DIR "/tests/fixtures/adapter_files/") + std::string(name)
    );
    BOOST_REQUIRE_MESSAGE(in, "no fixture " << name);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string baseWith(std::string_view from, std::string_view to) {
    std::string text = fixture("base.yaml");
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in base.yaml: " << from);
    BOOST_REQUIRE_MESSAGE(
        text.find(from, at + 1) == std::string::npos, "twice in base.yaml: " << from
    );
    return text.replace(at, from.size(), to);
}

Loaded load(std::string_view text, const FieldScope& scope) {
    settings::LintSink sink("a.yaml");
    Loaded loaded{loadAdapter(text, scope, sink), sink.lints(), {}};
    for (const auto& lint : loaded.lints)
        loaded.faults.push_back(toText(lint));
    return loaded;
}

FieldScope baseScope() {
    return {false, {"Country"}, {"WA-Alias"}};
}

AdapterSpecPtr loadSound(std::string_view text) {
    auto loaded = load(text, baseScope());
    for (const auto& fault : loaded.faults)
        BOOST_ERROR(fault);
    BOOST_REQUIRE(loaded.spec);
    return loaded.spec;
}

std::string rendered(const TemplatePtr& source) {
    BOOST_REQUIRE(source);
    return source->render({});
}

}  // namespace bowline::adapters::rest
