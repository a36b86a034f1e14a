// See the header.
#include "tests/peers/conversations.h"

#include "tests/flow/flow.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::tests {

namespace {

std::string order(int conversation) {
    return fmt::format("ORD-{:06}", 300000 + conversation);
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

ConversationFigures Conversations::figuresOf(const std::vector<DeskTicket>& tickets) const {
    ConversationFigures figures;
    figures.tickets = tickets.size();
    for (int one = 0; one < count_; ++one) {
        std::vector<std::string> expected;
        for (int message = 1; message <= messages_; ++message)
            expected.push_back(mustRead(one, message));
        const auto mine = std::ranges::find_if(tickets, [&](const DeskTicket& ticket) {
            return !ticket.messages.empty() &&
                   ticket.messages.front().text.find(order(one)) != std::string::npos;
        });
        if (mine == tickets.end())
            continue;
        std::vector<int> seen(expected.size(), 0);
        bool ordered = mine->messages.size() == expected.size();
        for (std::size_t i = 0; i < mine->messages.size(); ++i) {
            const auto found = std::ranges::find_if(expected, [&](const std::string& begin) {
                return mine->messages[i].text.starts_with(begin);
            });
            if (found == expected.end()) {
                ++figures.unmasked;
                continue;
            }
            const auto place = static_cast<std::size_t>(found - expected.begin());
            ++seen[place];
            ordered = ordered && place == i;
        }
        const bool complete = std::ranges::all_of(seen, [](int times) { return times == 1; });
        figures.complete += complete ? 1 : 0;
        figures.inOrder += complete && ordered ? 1 : 0;
    }
    return figures;
}

}  // namespace bowline::tests
