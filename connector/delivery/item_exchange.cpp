// See the header.
#include "connector/delivery/item_exchange.h"

namespace bowline::delivery {

// What throws has sent nothing, or ends the attempt as one whose answer was lost.
OutboundAnswer ItemExchange::send(const adapter_api::OutboundRequest& request) {
    auto answer = GuardedExchange::send(request);
    openWrite_ = openWrite_ || (request.method != "GET" && request.method != "HEAD");
    return answer;
}

void ItemExchange::writeFile(std::string_view name, std::string_view bytes) {
    GuardedExchange::writeFile(name, bytes);
    openWrite_ = true;
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
}

}  // namespace bowline::delivery
