// See the header.
#include "tests/peers/conversations.h"

#include "tests/flow/flow.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace bowline::tests {

namespace {

std::string order(int conversation) {
    return fmt::format("ORD-{:06}", 300000 + conversation);
}

constexpr std::ptrdiff_t kNowhere = -1;

/// For each message its place among `expected`; kNowhere for a text that is none of them.
std::vector<std::ptrdiff_t> placesOf(
    const std::vector<TicketMessage>& messages, const std::vector<std::string>& expected
) {
    std::vector<std::ptrdiff_t> places;
    for (const auto& message : messages) {
        const auto found = std::ranges::find_if(expected, [&](const std::string& begin) {
            return message.text.starts_with(begin);
        });
        places.push_back(found == expected.end() ? kNowhere : found - expected.begin());
    }
    return places;
}

/// Each place once and none besides.
bool isComplete(std::vector<std::ptrdiff_t> places, std::size_t count) {
    std::ranges::sort(places);
    std::vector<std::ptrdiff_t> all(count);
    std::iota(all.begin(), all.end(), 0);
    return places == all;
}

}  // namespace

std::string Conversations::says(int conversation, int message) const {
    return fmt::format(
        "{} part {}: card 4111 1111 1111 1111, call +1 202 555 0143 or me, {}",
        order(conversation),
        message,
        customer(conversation).waId
    );
}

std::string Conversations::mustRead(int conversation, int message) const {
    return fmt::format(
        "{} part {}: card [card removed: Visa], call [", order(conversation), message
    );
}

std::vector<std::string> Conversations::bodies() const {
    std::vector<std::string> all;
    for (int message = 1; message <= messages_; ++message) {
        for (int one = 0; one < count_; ++one)
            all.push_back(oneText(customer(one), one * 100 + message, says(one, message)));
    }
    return all;
}

std::vector<std::string> Conversations::expected(int conversation) const {
    std::vector<std::string> all;
    for (int message = 1; message <= messages_; ++message)
        all.push_back(mustRead(conversation, message));
    return all;
}

ConversationFigures Conversations::figuresOf(const std::vector<DeskTicket>& tickets) const {
    ConversationFigures figures;
    figures.tickets = tickets.size();
    for (int one = 0; one < count_; ++one) {
        const auto mine = std::ranges::find_if(tickets, [&](const DeskTicket& ticket) {
            return !ticket.messages.empty() &&
                   ticket.messages.front().text.find(order(one)) != std::string::npos;
        });
        if (mine == tickets.end())
            continue;
        const auto places = placesOf(mine->messages, expected(one));
        figures.unmasked += static_cast<std::size_t>(std::ranges::count(places, kNowhere));
        const bool complete = isComplete(places, static_cast<std::size_t>(messages_));
        figures.complete += complete ? 1 : 0;
        figures.inOrder += complete && std::ranges::is_sorted(places) ? 1 : 0;
    }
    return figures;
}

}  // namespace bowline::tests
