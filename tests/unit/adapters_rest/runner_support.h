// What the runner's tests share: an adapter file of a few lines, and an adapter of it at work.
#pragma once

#include "adapters/rest/case_example.h"
#include "adapters/rest/loader.h"
#include "adapters/rest/rest_adapter.h"
#include "tests/unit/adapters_rest/scripted_exchange.h"

#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// The adapter "desk" at https://desk.example.org/api, with the settings `token`, `key`, `user` and
/// `me`; `rest` is everything from `auth:` on. Fails the test when it does not load.
AdapterSpecPtr deskSpec(std::string_view rest);
/// The same without auth; `operations` is the value of the key, two blanks in front of each line.
AdapterSpecPtr plainDesk(std::string_view operations);

/// A value written as JSON.
expression::Value fromJson(std::string_view text);

/// One adapter over one scripted exchange.
struct Desk {
    explicit Desk(AdapterSpecPtr file) : adapter(std::move(file), {}, {"token", "key"}) {}

    Ran run(adapter_api::Primitive primitive, std::string_view in) {
        return runWith(primitive, in, {});
    }
    /// `in`: JSON laid over the example item.
    Ran runWith(
        adapter_api::Primitive primitive,
        std::string_view in,
        std::span<const adapter_api::File> files
    );

    ScriptedExchange exchange;
    RestAdapter adapter;
};

template <class T>
T as(const adapter_api::PrimitiveOutcome& outcome) {
    BOOST_REQUIRE(std::holds_alternative<T>(outcome));
    return std::get<T>(outcome);
}

}  // namespace bowline::adapters::rest
