// A tried body for people and for programs. What is printed is masked already; texts of people are
// also kept from steering a terminal.
#pragma once

#include "connector/app/trial/webhook_trial.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <string>
#include <string_view>

namespace bowline::app {

/// What the result was made under.
struct TrialHead {
    std::string channel;
    std::string ruleSet;
};

/// `text` with everything that a terminal might obey or that turns the direction of writing as
/// "\u{1b}", and each line after the first indented by `indent` blanks.
std::string forTerminal(std::string_view text, std::size_t indent);

void printTrial(std::ostream& out, const TrialHead& head, const TriedBody& body);

/// The document that README.md of this folder describes.
nlohmann::json trialAsJson(const TrialHead& head, const TriedBody& body);

}  // namespace bowline::app
