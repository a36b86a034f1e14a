// Whether a rule of the route table applies to a message.
#pragma once

#include "connector/stages/passage.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bowline::stages {

/// What the conditions of routes look at. Made once a message, read for every rule; the texts are
/// the person's own and go no further than to a yes or no. Threads: one.
class RouteFacts {
public:
    /// `inspected` outlives it.
    explicit RouteFacts(const Inspected& inspected);

    /// True when all parts of the condition hold. Pure; never throws on any text.
    [[nodiscard]] bool meet(const RouteCondition& condition) const;
    /// The message continues an open ticket.
    [[nodiscard]] bool hasOpenTicket() const { return !placed_.newEpisode; }

private:
    [[nodiscard]] bool meetsText(const RouteCondition& condition) const;
    [[nodiscard]] bool meetsState(const RouteCondition& condition) const;
    [[nodiscard]] const MessageText& said() const;
    [[nodiscard]] const MessageText& campaign() const;
    [[nodiscard]] const std::vector<std::u32string>& saidWords() const;
    [[nodiscard]] bool hasAnyClass(const std::set<std::string>& classes) const;

    const Placed& placed_;
    const std::vector<Finding>& findings_;
    std::string kind_;
    /// What the person wrote or chose, and the advertisement that she came by; read when first
    /// asked for, since most tables never ask.
    mutable std::optional<MessageText> said_;
    mutable std::optional<MessageText> campaign_;
    mutable std::optional<std::vector<std::u32string>> saidWords_;
};

}  // namespace bowline::stages
