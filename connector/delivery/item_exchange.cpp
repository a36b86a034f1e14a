// See the header.
#include "connector/delivery/item_exchange.h"

namespace bowline::delivery {

namespace {

bool onlyReads(const adapter_api::OutboundRequest& request) {
    return request.method == "GET" || request.method == "HEAD";
}

// Before anything was done (RFC 9110, 15.5 and 15.6.4); 408 and 409 may tell of an effect that came
// before.
bool isRefusal(int status) {
    constexpr int kTimeout = 408;
    constexpr int kConflict = 409;
    constexpr int kUnavailable = 503;
    const bool clientError = status >= 400 && status < 500;
    return status == kUnavailable || (clientError && status != kTimeout && status != kConflict);
}

struct MayHaveWorked {
    bool operator()(const adapter_api::InboundAnswer& answer) const {
        return !isRefusal(answer.status);
    }
    bool operator()(const adapter_api::NoAnswer& none) const { return none.sent; }
};

}  // namespace

// What throws has sent nothing, or ends the attempt as one whose answer was lost.
OutboundAnswer ItemExchange::send(const adapter_api::OutboundRequest& request) {
    auto answer = GuardedExchange::send(request);
    hadWritten_ = mayHaveWritten_;
    if (!onlyReads(request)) {
        openWrite_ = true;
        mayHaveWritten_ = mayHaveWritten_ || std::visit(MayHaveWorked{}, answer);
    }
    return answer;
}

void ItemExchange::writeFile(std::string_view name, std::string_view bytes) {
    GuardedExchange::writeFile(name, bytes);
    openWrite_ = mayHaveWritten_ = true;
}

std::optional<std::string> ItemExchange::checkpointed(std::string_view step) const {
    return steps_.find(step);
}

void ItemExchange::checkpoint(std::string_view step, const std::string& output) {
    steps_.keep(step, output);
    openWrite_ = false;
}

void ItemExchange::keepToken(
    std::string_view name, const adapter_api::AnswerText& value, std::optional<Instant> expiresAt
) {
    GuardedExchange::keepToken(name, value, expiresAt);
    openWrite_ = false;
    mayHaveWritten_ = hadWritten_;
}

}  // namespace bowline::delivery
