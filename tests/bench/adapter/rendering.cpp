// See the header.
#include "tests/bench/adapter/rendering.h"

#include "adapters/rest/loader.h"
#include "adapters/rest/rest_adapter.h"
#include "tests/bench/adapter/rt_stub.h"
#include "tests/bench/journey.h"
#include "tests/bench/traffic.h"
#include "tests/support/daemon_process.h"
#include "tests/support/webhook_client.h"

#include <stdexcept>

namespace bowline::tests {

namespace {

namespace api = adapter_api;

constexpr std::string_view kUrl = "http://127.0.0.1";
constexpr std::size_t kCalls = 500;
constexpr std::chrono::seconds kNoon{1'790'078'400};

/// Hands every request to the stub, and remembers them.
class StubExchange final : public api::Exchange {
public:
    std::variant<api::InboundAnswer, api::NoAnswer> send(const api::OutboundRequest& request
    ) override {
        if (remembers)
            sent.push_back(request);
        return ask(request);
    }
    void writeFile(std::string_view, std::string_view) override {}
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    [[nodiscard]] Instant now() const override { return Instant{kNoon}; }
    [[nodiscard]] std::string secret(std::string_view) const override { return "standin"; }
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view) const override {
        return std::nullopt;
    }
    void checkpoint(std::string_view, const std::string&) override {}

    /// The stub's part of the time.
    api::InboundAnswer ask(const api::OutboundRequest& request) {
        auto answer = stub.answer(
            request.method, std::string_view(request.url).substr(kUrl.size()), request.body
        );
        std::vector<std::pair<std::string, std::string>> headers{
            {"Content-Type", "application/json"}};
        if (!answer.location.empty())
            headers.emplace_back("Location", answer.location);
        return {answer.status, std::move(headers), api::AnswerText(answer.body)};
    }

    RtStub stub;
    bool remembers = true;
    std::vector<api::OutboundRequest> sent;
};

adapters::rest::RestAdapter rtAdapter() {
    settings::LintSink sink("adapter.yaml");
    auto spec = adapters::rest::loadAdapter(
        readFile(BOWLINE_SOURCE_DIR "/adapters/rt/adapter.yaml"), {true, {}, {}}, sink
    );
    if (!spec)
        throw std::runtime_error("adapters/rt does not load");
    return {std::move(spec), {{"url", std::string(kUrl)}, {"queue", "WhatsApp"}}, {"token"}};
}

RenderingCost costOf(
    adapters::rest::RestAdapter& adapter, api::Primitive what, const api::PrimitiveInput& input
) {
    StubExchange exchange;
    // The ticket that a comment goes into.
    (void)adapter.run(api::Primitive::TicketCreate, input, exchange);
    exchange.sent.clear();
    const auto runs = [&] {
        if (!std::holds_alternative<Delivered>(adapter.run(what, input, exchange)))
            throw std::runtime_error("not delivered: " + std::string(toText(what)));
    };
    runs();
    exchange.remembers = false;
    const auto all = cpuOfCall(kCalls, runs);
    const auto ofStub = cpuOfCall(kCalls, [&] {
        for (const auto& request : exchange.sent)
            (void)exchange.ask(request);
    });
    return {std::string(toText(what)), all - ofStub, exchange.sent.size()};
}

ClearedItem oneItem() {
    const TempFolder folder;
    const DaemonProcess daemon(folder);
    const auto body = webhookBodies("render", 1, 1).front();
    return Journey(daemon.configFile().string(), body, signatureOf(body, kAppSecret)).cleared();
}

}  // namespace

std::vector<RenderingCost> renderingCosts() {
    auto adapter = rtAdapter();
    const auto item = oneItem();
    api::PrimitiveInput input;
    input.item = &item;
    input.contactId = "7";
    input.ticketId = "1";
    return {
        costOf(adapter, api::Primitive::TicketCreate, input),
        costOf(adapter, api::Primitive::CommentPublic, input)};
}

}  // namespace bowline::tests
