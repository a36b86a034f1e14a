#include "connector/stages/route_match.h"

#include "connector/detect/language.h"
#include "connector/detect/words.h"
#include "connector/stages/compose.h"

#include <algorithm>

namespace bowline::stages {

namespace {

bool isSaid(PartRole role) {
    return role == PartRole::Body || role == PartRole::Choice || role == PartRole::ChoiceDetail ||
           role == PartRole::Answer || role == PartRole::Product;
}

bool isOfCampaign(PartRole role) {
    return role == PartRole::AdHeadline || role == PartRole::AdLink;
}

template <class Predicate>
MessageText partsOf(const Event& event, Predicate isWanted) {
    std::string out;
    const auto* content = contentOf(event);
    if (content == nullptr)
        return MessageText("");
    for (const auto& part : content->parts) {
        if (isWanted(part.role))
            out.append(part.text.expose()).append("\n");
    }
    return MessageText(out);
}

bool hasPhrase(const std::vector<std::u32string>& words, const std::string& phrase) {
    const auto wanted = detect::comparableWords(phrase);
    // Not std::ranges::search, which clang 14 cannot instantiate with this library.
    return !wanted.empty() &&
           std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

bool hasAny(const std::vector<std::u32string>& words, const std::vector<std::string>& phrases) {
    return std::ranges::any_of(phrases, [&](const std::string& phrase) {
        return hasPhrase(words, phrase);
    });
}

template <class Set, class Value>
bool allowsValue(const Set& wanted, const Value& value) {
    return wanted.empty() || wanted.contains(value);
}

}  // namespace

RouteFacts::RouteFacts(const Inspected& inspected)
    : placed_(inspected.consented.placed()),
      findings_(inspected.text.findings),
      kind_(entryKind(placed_.event)) {}

bool RouteFacts::meet(const RouteCondition& condition) const {
    return allowsValue(condition.channels, placed_.event.channel) &&
           allowsValue(condition.kinds, kind_) && meetsState(condition) && meetsText(condition);
}

bool RouteFacts::meetsState(const RouteCondition& condition) const {
    const Instant at = placed_.event.sentAt;
    return (!condition.during || isOpen(*condition.during, at)) &&
           (!condition.outside || !isOpen(*condition.outside, at)) &&
           condition.knownPerson.value_or(!placed_.newPerson) == !placed_.newPerson &&
           condition.openTicket.value_or(hasOpenTicket()) == hasOpenTicket();
}

bool RouteFacts::meetsText(const RouteCondition& condition) const {
    const auto isLanguage = [&] {
        return condition.languages.contains(std::string(detect::languageOf(said().expose())));
    };
    return (condition.languages.empty() || isLanguage()) &&
           (condition.words.empty() || hasAny(saidWords(), condition.words)) &&
           (condition.found.empty() || hasAnyClass(condition.found)) &&
           (condition.campaigns.empty() ||
            hasAny(detect::comparableWords(campaign().expose()), condition.campaigns));
}

bool RouteFacts::hasAnyClass(const std::set<std::string>& classes) const {
    return std::ranges::any_of(findings_, [&](const Finding& finding) {
        return classes.contains(finding.cls);
    });
}

const MessageText& RouteFacts::said() const {
    return said_ ? *said_ : said_.emplace(partsOf(placed_.event, isSaid));
}

const MessageText& RouteFacts::campaign() const {
    return campaign_ ? *campaign_ : campaign_.emplace(partsOf(placed_.event, isOfCampaign));
}

const std::vector<std::u32string>& RouteFacts::saidWords() const {
    return saidWords_ ? *saidWords_ : saidWords_.emplace(detect::comparableWords(said().expose()));
}

}  // namespace bowline::stages
