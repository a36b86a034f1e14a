#include "connector/app/review/review_document.h"

#include "connector/app/flow/flow_print.h"
#include "connector/detect/detector.h"
#include "connector/settings/scalar.h"
#include "connector/settings/times_of_day.h"

#include <fmt/format.h>
#include <map>
#include <sstream>

namespace bowline::app {

namespace {

constexpr std::string_view kTitle = "bowline review";
constexpr std::size_t kIdSize = 64;

constexpr std::string_view kQuestions =
    R"(What is approved by signing this file, unless `items` of the approver say less:
  privacy  each destination may know of each class what the table below says
  masking  the tests of the mappings hold (`bowline test`), and nothing else may show
  consent  the purposes and grounds below are those that people were told
  audit    who answers for each queue is named, and the audit trail is looked at (`bowline audit verify`)

Sign with a key that is not on the server:
  ssh-keygen -Y sign -n bowline -f ~/.ssh/id_ed25519 THIS_FILE
)";

std::string dayOf(Instant at) {
    return toIso8601(at).substr(0, std::string_view("2026-11-30").size());
}

std::optional<Instant> instantOf(const std::string& day) {
    return settings::parseInstant(day + "T00:00Z");
}

bool isRuleSetId(std::string_view text) {
    return text.size() == kIdSize &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "name: value" by name; nothing when a line has another form.
std::optional<std::map<std::string, std::string>> headLines(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::string line;
    if (!std::getline(in, line) || line != kTitle)
        return std::nullopt;
    std::map<std::string, std::string> lines;
    while (std::getline(in, line) && !line.empty()) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos ||
            !lines.emplace(line.substr(0, colon), line.substr(colon + 2)).second)
            return std::nullopt;
    }
    return lines;
}

std::string_view wordsFor(Basis basis) {
    switch (basis) {
        case Basis::Contract:
            return "to fulfil a contract";
        case Basis::LegitimateInterest:
            return "in a legitimate interest";
        case Basis::ExplicitConsent:
            return "after explicit consent";
        case Basis::OptIn:
            return "after an opt-in";
    }
    return "on no ground";
}

std::string purposesOf(const Configuration& loaded) {
    std::string out = "Purposes\n";
    for (const auto& [id, purpose] : loaded.config->purposes)
        out += fmt::format("  {}: {}\n", id.str(), wordsFor(purpose.basis));
    for (const auto& [destination, mapping] : loaded.rules->mappings)
        out += fmt::format("  {} gets data for: {}\n", destination.str(), mapping.purpose.str());
    return out;
}

}  // namespace

std::optional<ReviewHead> reviewHeadIn(std::string_view text) {
    auto lines = headLines(text);
    if (!lines)
        return std::nullopt;
    const auto written = instantOf((*lines)["written"]);
    const auto expires = instantOf((*lines)["expires"]);
    ReviewHead head{(*lines)["rule set"], (*lines)["author"], {}, {}};
    if (!isRuleSetId(head.ruleSet) || !settings::isName(head.author) || !written || !expires)
        return std::nullopt;
    head.written = *written;
    head.expires = *expires;
    return head;
}

std::string reviewText(const ReviewHead& head, const Configuration& loaded) {
    std::ostringstream out;
    out << fmt::format(
        "{}\nrule set: {}\nauthor: {}\nwritten: {}\nexpires: {}\n\n",
        kTitle,
        head.ruleSet,
        head.author,
        dayOf(head.written),
        dayOf(head.expires)
    );
    out << kQuestions << "\nWho gets what\n";
    printFlows(out, allFlows(*loaded.rules, detect::builtInClasses()));
    out << "\n" << purposesOf(loaded);
    return out.str();
}

}  // namespace bowline::app
