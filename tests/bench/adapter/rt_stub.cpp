// See the header.
#include "tests/bench/adapter/rt_stub.h"

#include <fmt/format.h>

namespace bowline::tests {

namespace {

constexpr std::string_view kRoot = "/REST/2.0";
constexpr std::string_view kTicket = "/ticket/";

/// The value of the field WA-Key in the JSON of a new ticket.
std::string keyIn(std::string_view body) {
    constexpr std::string_view kField = R"("WA-Key":")";
    const auto begin = body.find(kField);
    if (begin == std::string_view::npos)
        return {};
    const auto value = body.substr(begin + kField.size());
    return std::string(value.substr(0, value.find('"')));
}

StubAnswer queue() {
    return {
        .body = R"({"id":3,"Name":"WhatsApp","TicketCustomFields":[{"id":"2","name":"WA-Key"}],)"
                R"("TicketTransactionCustomFields":[{"id":"7","name":"WA-Message"}]})"};
}

StubAnswer ticket(std::string_view id, std::string_view key) {
    return {
        .body = fmt::format(
            R"({{"id":{},"Status":"open","CustomFields":[{{"name":"WA-Key","values":["{}"]}}],)"
            R"("_hyperlinks":[{{"ref":"self"}},{{"ref":"correspond"}},{{"ref":"comment"}}]}})",
            id,
            key
        )};
}

}  // namespace

StubAnswer RtStub::answer(std::string_view method, std::string_view target, std::string_view body) {
    auto path = target.substr(0, target.find('?'));
    path.remove_prefix(path.starts_with(kRoot) ? kRoot.size() : 0);
    return state_.with([&](State& state) {
        ++state.asked;
        auto answer = answerIn(state, method, path, body);
        state.strange += answer.status > 299 ? 1 : 0;
        return answer;
    });
}

StubAnswer RtStub::answerIn(
    State& state, std::string_view method, std::string_view path, std::string_view body
) {
    const bool reads = method == "GET";
    if (reads && path.starts_with("/queue/"))
        return queue();
    if (reads && (path == "/tickets" || path == "/transactions"))
        return {.body = R"({"count":0,"total":0,"items":[]})"};
    if (method == "POST" && path == "/ticket") {
        const auto id = std::to_string(state.keyOfTicket.size() + 1);
        state.keyOfTicket.emplace(id, keyIn(body));
        return {
            201, fmt::format("{}{}{}", kRoot, kTicket, id), fmt::format(R"({{"id":"{}"}})", id)};
    }
    if (!path.starts_with(kTicket))
        return {404, "", "{}"};
    path.remove_prefix(kTicket.size());
    const auto found = state.keyOfTicket.find(path.substr(0, path.find('/')));
    if (found == state.keyOfTicket.end())
        return {404, "", "{}"};
    if (reads && path == found->first)
        return ticket(found->first, found->second);
    if (method == "POST" && path.ends_with("/correspond"))
        return {
            201,
            fmt::format("{}/transaction/{}", kRoot, ++state.transactions),
            R"(["Correspondence added"])"};
    return {404, "", "{}"};
}

std::size_t RtStub::strange() const {
    return state_.with([](const State& state) { return state.strange; });
}

std::size_t RtStub::asked() const {
    return state_.with([](const State& state) { return state.asked; });
}

}  // namespace bowline::tests
