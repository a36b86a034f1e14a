// Compiled rules: what the mapping files and the route table say, checked and ready to run. Made by
// settings, read by stages; immutable, shared by pointer, named by the hash of their source.
#pragma once

#include "connector/base/ids.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bowline {

namespace expression {
class Template;
}

/// The lattice strip > withhold > mask > alias > generalise > keep; a smaller number shows less.
enum class Action { Strip, Withhold, Mask, Alias, Generalise, Keep };

constexpr std::string_view toText(Action action) {
    constexpr std::string_view kNames[] = {
        "strip", "withhold", "mask", "alias", "generalise", "keep"};
    return kNames[static_cast<int>(action)];
}

/// What happens to values of one class.
struct ClassRule {
    Action action = Action::Strip;
    std::uint8_t keepLast = 0;  ///< with mask: digits or letters that stay at the end, 0..4
    std::string generaliseTo;   ///< with generalise: "year"
    bool silent = false;        ///< with mask: nothing stands in the place of the value
    friend bool operator==(const ClassRule&, const ClassRule&) = default;
};

enum class TextMode { Withheld, FieldsOnly, FullMasked };

/// A class of the author's own: an RE2 pattern or a list of words, with optional context words.
struct OwnClass {
    std::string id;
    std::string pattern;             ///< RE2, or empty
    std::vector<std::string> words;  ///< whole words, any case, or empty
    std::vector<std::string>
        context;  ///< when given, one of them must stand within 40 characters before or after
    friend bool operator==(const OwnClass&, const OwnClass&) = default;
};

using TemplatePtr = std::shared_ptr<const expression::Template>;

/// One mapping: what one destination gets. A field that is not named here does not travel.
struct Mapping {
    std::string name;
    DestinationId destination;
    PurposeId purpose;
    TextMode text = TextMode::Withheld;
    ClassRule otherwise;  ///< for a class that is found but not named; never Keep
    std::map<std::string, ClassRule> sensitive;  ///< by class id
    std::vector<OwnClass> classes;
    TemplatePtr contactName;
    std::map<std::string, TemplatePtr> contactFields;
    TemplatePtr ticketSubject;
    TemplatePtr ticketQueue;
    std::map<std::string, TemplatePtr> ticketFields;
    std::vector<TemplatePtr> ticketTags;
    TemplatePtr ticketPriority;  ///< null: the system's own default
    TemplatePtr commentText;
    std::string reopenWithin = "72h";  ///< as written; parsed into the next field
    std::int64_t reopenWithinMs = 72LL * 3600 * 1000;
    bool thanksReopens = false;
    bool quotesDeleted = true;  ///< the note of a deletion repeats the words, masked
    bool takesHistory = false;  ///< what was said before bowline goes there too

    [[nodiscard]] const ClassRule& ruleFor(const std::string& cls) const {
        const auto found = sensitive.find(cls);
        return found == sensitive.end() ? otherwise : found->second;
    }
};

/// First match wins; the last rule of a table has no condition.
struct RouteRule {
    std::string id;  ///< shown in the ledger and on the ticket
    std::optional<ChannelId> channel;
    std::vector<DestinationId> destinations;
    std::string queue;
    friend bool operator==(const RouteRule&, const RouteRule&) = default;
};

enum class Basis { Contract, LegitimateInterest, ExplicitConsent, OptIn };

/// A consent purpose: on what ground it passes when the person has said nothing.
struct Purpose {
    PurposeId id;
    Basis basis = Basis::Contract;
    bool stoppedByWord = true;  ///< an opt-out word stops it
    [[nodiscard]] bool passesWithoutConsent() const {
        return basis == Basis::Contract || basis == Basis::LegitimateInterest;
    }
    friend bool operator==(const Purpose&, const Purpose&) = default;
};

/// Everything that decides what leaves, under one id.
struct RuleSet {
    std::string id;  ///< 64 hex characters: SHA-256 over the source texts
    std::map<DestinationId, Mapping> mappings;
    std::vector<RouteRule> routes;
    std::map<PurposeId, Purpose> purposes;
    std::string language = "en";  ///< of placeholders
};

using RuleSetPtr = std::shared_ptr<const RuleSet>;

}  // namespace bowline
