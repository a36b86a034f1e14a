// Compiled rules: what the mapping files and the route table say, checked and ready to run. Made by
// settings, read by stages; immutable, shared by pointer, named by the hash of their source.
#pragma once

#include "connector/base/ids.h"
#include "connector/model/calendar.h"
#include "connector/model/field_value.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
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

/// What is left of a date, a place or an amount under `generalise`; within one kind of value the
/// earlier shows less.
enum class Coarseness {
    None,
    Decade,  ///< of a date: "1980-1989"
    Year,    ///< of a date: "1984"
    Area,    ///< of a postal code: at most its first two characters
    Band     ///< of an amount: its power of ten, "100-999"
};

constexpr std::string_view toText(Coarseness coarseness) {
    constexpr std::string_view kNames[] = {"", "decade", "year", "area", "band"};
    return kNames[static_cast<int>(coarseness)];
}

/// Within what equal values get equal tokens under `tokenise`.
enum class TokenScope {
    None,
    Conversation,
    Destination  ///< whoever can send values and see tickets can try them out
};

/// What happens to values of one class.
struct ClassRule {
    Action action = Action::Strip;
    std::uint8_t keepLast = 0;            ///< with mask: digits or letters that stay at the end
    Coarseness to = Coarseness::None;     ///< with generalise
    bool silent = false;                  ///< with mask: nothing stands in the value's place
    TokenScope token = TokenScope::None;  ///< with mask: a token stands in the value's place
    friend bool operator==(const ClassRule&, const ClassRule&) = default;
};

/// A later one shows more.
enum class TextMode { Withheld, FieldsOnly, FullMasked };

/// Loosens the text mode of a mapping where all of it holds. A part that is empty always holds.
/// Where several hold, the one that shows most counts: so the order says nothing, and a rule that
/// is deleted or narrowed only hides more.
struct TextRule {
    TextMode then = TextMode::Withheld;
    std::set<std::string> kinds;        ///< words of message kinds: "text", "image"
    std::set<std::string> unlessFound;  ///< classes of which nothing may be in the text
    friend bool operator==(const TextRule&, const TextRule&) = default;
};

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

/// A further field: what is written into it and what it takes.
struct FieldRule {
    TemplatePtr written;
    FieldForm form{};
};

using FieldRules = std::map<std::string, FieldRule>;

/// The business's own values by class, as their author wrote them: they are nobody's secret.
using AllowedValues = std::map<std::string, std::vector<std::string>>;

/// One mapping: what one destination gets. A field that is not named here does not travel.
struct Mapping {
    std::string name;
    DestinationId destination;
    PurposeId purpose;
    TextMode text = TextMode::Withheld;  ///< where none of textRules holds
    std::vector<TextRule> textRules{};
    ClassRule otherwise;  ///< for a class that is found but not named; never Keep
    std::map<std::string, ClassRule> sensitive;  ///< by class id
    std::vector<OwnClass> classes;
    AllowedValues allowed{};
    TemplatePtr contactName;
    FieldRules contactFields;
    TemplatePtr ticketSubject;
    TemplatePtr ticketQueue;
    FieldRules ticketFields;
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

using CalendarPtr = std::shared_ptr<const Calendar>;

/// When a rule of the table applies: all parts that are not empty hold, a list when one of its
/// entries does.
struct RouteCondition {
    std::set<ChannelId> channels;
    std::set<std::string> languages;     ///< ISO 639-1, of what the person wrote
    std::vector<std::string> words;      ///< whole words or phrases, any case
    std::set<std::string> found;         ///< classes
    std::vector<std::string> campaigns;  ///< words in the headline or link of an advertisement
    std::set<std::string> kinds;         ///< words of message kinds
    CalendarPtr during;                  ///< open at the message's time
    CalendarPtr outside;                 ///< closed at the message's time
    std::optional<bool> knownPerson;     ///< has written before
    std::optional<bool> openTicket;      ///< the message continues one
    [[nodiscard]] bool isAlways() const {
        return channels.empty() && languages.empty() && words.empty() && found.empty() &&
               campaigns.empty() && kinds.empty() && !during && !outside && !knownPerson &&
               !openTicket;
    }
    friend bool operator==(const RouteCondition&, const RouteCondition&) = default;
};

/// What becomes of a message that a rule takes.
enum class RoutePath {
    Ticket,
    Record,  ///< it stays in bowline
    Park     ///< it waits for a human
};

/// Who answers for a queue; names of the business's own, persons or teams.
struct Owners {
    std::string firstReply;
    std::string escalation;
    std::string resolution;
    friend bool operator==(const Owners&, const Owners&) = default;
};

/// First match wins; the last rule of a table has no condition. A message of an open ticket goes
/// the way of the rule that opened it, unless a rule before that asks for an open ticket.
struct RouteRule {
    std::string id;  ///< shown in the ledger and on the ticket
    RouteCondition when;
    std::vector<DestinationId> destinations;  ///< none when the path is no ticket
    std::string queue;
    Owners owners{};         ///< of the queue
    std::string priority{};  ///< one of kPriorities, or empty
    std::vector<std::string> tags{};
    RoutePath path = RoutePath::Ticket;
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
