// A text as somebody could write it, taken through the stages: what is found in it, and what each
// destination would get. For authors who try a rule: the text is theirs, so it is shown.
#pragma once

#include "connector/app/trial/stage_run.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// One value that was found, and what one destination's mapping does with it.
struct TriedSpan {
    Finding finding;
    std::string rule;    ///< "sensitive.payment_card" or "otherwise"
    std::string action;  ///< "mask", "mask, the last 2 stay", "generalise to the year"
};

struct TriedText {
    DestinationId destination;
    std::string mapping;
    TextMode mode = TextMode::Withheld;
    std::vector<TriedSpan> spans;
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<std::string> unfit{};  ///< fields left out: they do not take what they would hold
    std::optional<stages::Leak> leak;  ///< the guard stops it: parked, a stub goes instead
};

struct TextTrial {
    std::string said;
    std::string route;
    std::string queue;
    RoutePath path = RoutePath::Ticket;
    std::vector<Finding> findings;
    std::vector<TriedText> destinations;  ///< empty when the path is no ticket
};

/// What the mapping does with a class, in words: "tokenise within the conversation".
std::string inWords(const ClassRule& rule);

/// `said` as the first message of somebody new on `channel`, at `at`. Pure. Errors: as
/// stages::route.
TextTrial tryText(
    const RuleSetPtr& rules, const std::string& said, const ChannelId& channel, Instant at
);

/// Before and after in columns, one a destination. `colours`: for a terminal.
void printText(std::ostream& out, const TextTrial& trial, bool colours);
nlohmann::json textTrialAsJson(const TextTrial& trial);

}  // namespace bowline::app
