#include "tests/unit/adapters_rest/runner_support.h"

#include "adapters/rest/input.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"

namespace bowline::adapters::rest {

AdapterSpecPtr deskSpec(std::string_view rest) {
    const std::string text = R"(
adapter: 1
name: desk
settings:
  url: {type: url, default: "https://desk.example.org"}
  token: {type: secret, required: true}
  key: {type: secret, required: true}
  user: {type: string, default: robot}
  me: {type: int, default: 7}
base_url: "${settings.url}/api"
)" + std::string(rest);
    settings::LintSink sink("desk.yaml");
    auto spec = loadAdapter(text, {true, {}, {}}, sink);
    for (const auto& lint : sink.lints()) {
        if (lint.level == settings::LintLevel::Error)
            BOOST_ERROR(toText(lint));
    }
    BOOST_REQUIRE(spec);
    return spec;
}

AdapterSpecPtr plainDesk(std::string_view operations) {
    return deskSpec("auth: {kind: none}\noperations:\n" + std::string(operations));
}

expression::Value fromJson(std::string_view text) {
    auto value = expression::valueFromJson(text, 1 << 20);
    BOOST_REQUIRE_MESSAGE(value, "no JSON: " << text);
    return *value;
}

Ran Desk::runWith(
    adapter_api::Primitive primitive, std::string_view in, std::span<const adapter_api::File> files
) {
    const auto whole = merged(expression::Value(exampleInput(primitive)), fromJson(in));
    auto input = *mapIn(whole);
    if (!files.empty()) {
        const auto values = filesOf(files);
        input["file"] = values.front();
        input["files"] = expression::Value(values);
    }
    return adapter.runOn(primitive, std::move(input), files, exchange);
}

}  // namespace bowline::adapters::rest
