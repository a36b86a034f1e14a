// What a handler asks of a Request, and the Responder that answers exactly once, whatever becomes
// of it.
#include "connector/base/text.h"
#include "connector/http/header_name.h"
#include "connector/http/server.h"

#include <algorithm>
#include <atomic>

namespace bowline::http {

namespace {

/// Undoes percent and plus encoding. Absence: nothing when a '%' is not followed by two hex digits.
std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        const auto byte = fromHex(text.substr(at + 1, 2));
        if (!byte || byte->size() != 1)
            return std::nullopt;
        out += *byte;
        at += 2;
    }
    return out;
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const {
    for (const auto& [have, value] : headers) {
        if (sameName(have, name))
            return value;
    }
    return std::nullopt;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (decoded(pair.substr(0, equals)) != name)
            continue;
        return equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1));
    }
    return std::nullopt;
}

namespace {

Response unanswered() {
    Response response;
    response.status = 500;
    response.body = "no answer was given\n";
    return response;
}

}  // namespace

struct Responder::State {
    explicit State(Send way) : send(std::move(way)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (!answered.exchange(true))
            send(unanswered());
    }

    Send send;
    std::atomic<bool> answered{false};
};

Responder::Responder(Send send) : state_(std::make_shared<State>(std::move(send))) {}

void Responder::operator()(Response response) const {
    if (!state_->answered.exchange(true))
        state_->send(std::move(response));
}

}  // namespace bowline::http
