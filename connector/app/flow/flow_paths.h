// Which ways a value of a class can take to a destination by the rules: through a text that a
// template shows, through a condition that reads it, through the number it stands for. Read from
// the compiled rules, not tried out, so that nothing that could happen is missed: where it is wrong
// it says too much.
//
// It speaks of values that detection finds. What detection misses stands in a text as the person
// wrote it; that is measured, not proven.
#pragma once

#include "connector/model/rules.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// How much of a value comes out; a later one is more.
enum class Exposure {
    Nothing,
    Fact,  ///< that there is one: a placeholder, a queue that its class chose
    Part,  ///< something of it, or a word that equal values share
    Value
};

constexpr std::string_view toText(Exposure exposure) {
    constexpr std::string_view kNames[] = {"nothing", "fact", "part", "value"};
    return kNames[static_cast<int>(exposure)];
}

/// One way from the message to a field of the ticket.
struct FlowPath {
    Exposure exposure = Exposure::Nothing;
    std::vector<std::string> steps;  ///< "message.text", "sensitive.phone: keep", "comment.text"
};

struct ClassFlow {
    std::string cls;
    DestinationId destination;
    std::string action;  ///< what the mapping does with the class, in words
    std::vector<FlowPath> paths;
    std::size_t allowed = 0;  ///< values of the business's own, which travel all the same

    [[nodiscard]] Exposure exposure() const;
};

/// Pure. Errors: Error when the destination has no mapping.
ClassFlow flowOf(const RuleSet& rules, const std::string& cls, const DestinationId& destination);

/// Every class that anything finds, at every destination. `builtIn`: detect::builtInClasses().
std::vector<ClassFlow> allFlows(const RuleSet& rules, const std::vector<std::string>& builtIn);

}  // namespace bowline::app
