// Many made-up conversations with planted values, and what must be left of them in a help desk.
#pragma once

#include "tests/peers/peer.h"

#include <string>
#include <vector>

namespace bowline::tests {

struct ConversationFigures {
    std::size_t tickets = 0;
    std::size_t complete = 0;  ///< conversations with each message once
    std::size_t inOrder = 0;   ///< of these: first to last
    std::size_t unmasked = 0;  ///< entries whose text is not what the mapping makes of it
};

class Conversations {
public:
    Conversations(int count, int messages) : count_(count), messages_(messages) {}

    /// Signed bodies, one message each; the n-th messages of all conversations before any n+1-th.
    [[nodiscard]] std::vector<std::string> bodies() const;
    [[nodiscard]] ConversationFigures figuresOf(const std::vector<DeskTicket>& tickets) const;
    [[nodiscard]] std::int64_t total() const { return std::int64_t{count_} * messages_; }

private:
    [[nodiscard]] std::string says(int conversation, int message) const;
    /// How the entries of one ticket begin.
    [[nodiscard]] std::vector<std::string> expected(int conversation) const;
    [[nodiscard]] std::string mustRead(int conversation, int message) const;

    int count_;
    int messages_;
};

}  // namespace bowline::tests
