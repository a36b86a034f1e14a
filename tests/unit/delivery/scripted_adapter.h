// A strict fake of an adapter: it plays a script and fails the test on any call that is not the
// next line.
#pragma once

#include "connector/adapter_api/adapter.h"

#include <boost/test/unit_test.hpp>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace bowline::tests {

struct ScriptLine {
    adapter_api::Primitive primitive;
    adapter_api::PrimitiveOutcome outcome;
};

/// Threads: one at a time.
class ScriptedAdapter final : public adapter_api::Adapter {
public:
    ScriptedAdapter(std::set<adapter_api::Primitive> can, std::deque<ScriptLine> script)
        : can_(std::move(can)), script_(std::move(script)) {}
    ~ScriptedAdapter() override {
        BOOST_TEST(script_.empty(), "the script was not played to its end");
    }

    std::set<adapter_api::Primitive> capabilities() const override { return can_; }
    std::chrono::milliseconds indexLag() const override { return lag; }
    bool isOneComment(const ClearedItem&) const override { return !isLong; }
    adapter_api::PrimitiveOutcome
    run(adapter_api::Primitive primitive,
        const adapter_api::PrimitiveInput& input,
        adapter_api::Exchange&) override {
        BOOST_REQUIRE_MESSAGE(
            !script_.empty(), "unexpected call: " << adapter_api::toText(primitive)
        );
        const auto line = std::move(script_.front());
        script_.pop_front();
        BOOST_REQUIRE_EQUAL(adapter_api::toText(line.primitive), adapter_api::toText(primitive));
        inputs.push_back(input);
        return line.outcome;
    }

    std::vector<adapter_api::PrimitiveInput> inputs;
    std::chrono::milliseconds lag{};
    bool isLong = false;  ///< the message is several comments

private:
    std::set<adapter_api::Primitive> can_;
    std::deque<ScriptLine> script_;
};

/// An exchange that nobody may use: the script has no bytes.
class NoExchange final : public adapter_api::Exchange {
public:
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>
    send(const adapter_api::OutboundRequest&) override {
        BOOST_FAIL("unexpected request");
        return adapter_api::NoAnswer{};
    }
    void writeFile(std::string_view, std::string_view) override { BOOST_FAIL("unexpected file"); }
    std::optional<std::string> readFile(std::string_view) override {
        BOOST_FAIL("unexpected reading");
        return std::nullopt;
    }
};

}  // namespace bowline::tests
