#include "connector/settings/class_rule.h"

#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace bowline::settings {

namespace {

const std::vector<std::string> kActions = {
    "strip", "withhold", "mask", "alias", "generalise", "keep"};
const std::vector<std::string> kActionWords = {
    "strip", "withhold", "mask", "tokenise", "alias", "generalise", "keep"};
const std::vector<std::string> kCoarseness = {"decade", "year", "area", "band"};
constexpr std::int64_t kMostKept = 4;  // what a receipt shows; more would single a customer out

std::optional<Action> actionFrom(std::string_view text) {
    const auto found = std::find(kActions.begin(), kActions.end(), text);
    if (found == kActions.end())
        return std::nullopt;
    return static_cast<Action>(found - kActions.begin());
}

Coarseness coarsenessFrom(std::string_view text) {
    for (const auto to :
         {Coarseness::Decade, Coarseness::Year, Coarseness::Area, Coarseness::Band}) {
        if (toText(to) == text)
            return to;
    }
    return Coarseness::None;
}

/// One rule on its way; says the fault and gives nothing.
class RuleReader {
public:
    RuleReader(const std::string& cls, bool isBuiltIn, LintSink& sink)
        : cls_(cls), isBuiltIn_(isBuiltIn), sink_(sink) {}

    std::optional<ClassRule> read(const YamlNode& node) {
        if (node.kind == YamlKind::Scalar)
            return fromWord(node);
        if (node.kind == YamlKind::Map && node.entries.size() == 1)
            return fromMap(node.entries.front());
        return fault(
            node.mark,
            "an action is one word, or one word with its settings",
            "For example: mask, or { mask: { keep_last: 2 } }"
        );
    }

private:
    std::optional<ClassRule> fault(Mark at, std::string_view what, std::string hint) {
        sink_.error(
            at, "bad_action", fmt::format("{}: {}", inBackquotes(cls_), what), std::move(hint)
        );
        return std::nullopt;
    }

    std::optional<ClassRule> fromWord(const YamlNode& node) {
        if (node.text == "tokenise")
            return tokenised(TokenScope::Conversation);
        const auto action = actionFrom(node.text);
        if (!action)
            return fault(node.mark, "no such action", suggestion(node.text, kActionWords));
        if (*action == Action::Generalise) {
            return fault(
                node.mark, "`generalise` needs to know to what", "Write { generalise: year }"
            );
        }
        if (*action == Action::Alias && cls_ != "contact_name") {
            return fault(
                node.mark,
                "only `contact_name` can become an alias",
                "Use mask: an alias for a number would tell whose it is"
            );
        }
        return ClassRule{*action};
    }

    static ClassRule tokenised(TokenScope scope) {
        ClassRule rule{Action::Mask};
        rule.token = scope;
        return rule;
    }

    std::optional<ClassRule> fromMap(const YamlEntry& entry) {
        if (entry.key == "mask")
            return masked(entry.value);
        if (entry.key == "generalise")
            return generalised(entry.value);
        if (entry.key == "tokenise")
            return scoped(entry.value);
        return fault(
            entry.keyMark,
            "only mask, tokenise and generalise take settings",
            suggestion(entry.key, {"mask", "tokenise", "generalise"})
        );
    }

    std::optional<ClassRule> scoped(const YamlNode& node) {
        const bool isScope = node.kind == YamlKind::Map && node.entries.size() == 1 &&
                             node.entries.front().key == "scope";
        if (isScope && node.entries.front().value.text == "conversation")
            return tokenised(TokenScope::Conversation);
        if (!isScope || node.entries.front().value.text != "destination") {
            return fault(
                node.mark,
                "`tokenise` takes a scope, conversation or destination",
                "Write tokenise, or { tokenise: { scope: destination } }"
            );
        }
        sink_.warning(
            node.mark,
            "enumerable",
            inBackquotes(cls_) +
                " has one token in all conversations: whoever can send messages and read tickets "
                "can try values out",
            "Leave the scope out unless tickets must be compared"
        );
        return tokenised(TokenScope::Destination);
    }

    std::optional<ClassRule> generalised(const YamlNode& node) {
        if (isBuiltIn_ && cls_ != "date_of_birth" && cls_ != "postcode") {
            return fault(
                node.mark,
                "only date_of_birth, postcode and your own classes of dates, postal codes and "
                "amounts can be generalised",
                "Use mask or tokenise"
            );
        }
        const auto to =
            node.kind == YamlKind::Scalar ? coarsenessFrom(node.text) : Coarseness::None;
        if (to == Coarseness::None) {
            return fault(
                node.mark,
                "cannot be generalised to this",
                suggestion(node.kind == YamlKind::Scalar ? node.text : "", kCoarseness)
            );
        }
        return ClassRule{Action::Generalise, 0, to};
    }

    std::optional<ClassRule> masked(const YamlNode& node) {
        if (node.kind != YamlKind::Map || node.entries.size() != 1) {
            return fault(
                node.mark,
                "`mask` takes one setting",
                "Write { mask: { keep_last: 2 } } or { mask: { placeholder: silent } }"
            );
        }
        const auto& [key, keyMark, value] = node.entries.front();
        if (key == "keep_last")
            return keepingLast(value);
        if (key == "placeholder")
            return silent(value);
        return fault(
            keyMark, "unknown setting of `mask`", suggestion(key, {"keep_last", "placeholder"})
        );
    }

    std::optional<ClassRule> keepingLast(const YamlNode& node) {
        const auto count = node.kind == YamlKind::Scalar ? parseInt(node.text) : std::nullopt;
        if (count && *count >= 0 && *count <= kMostKept) {
            return ClassRule{Action::Mask, static_cast<std::uint8_t>(*count)};
        }
        return fault(
            node.mark, "`keep_last` is out of range", fmt::format("Choose 0 to {}", kMostKept)
        );
    }

    std::optional<ClassRule> silent(const YamlNode& node) {
        if (node.kind == YamlKind::Scalar && node.text == "silent")
            return ClassRule{Action::Mask, 0, Coarseness::None, true};
        return fault(
            node.mark,
            "`placeholder` can be silent or left out",
            "Write { mask: { placeholder: silent } } or mask"
        );
    }

    const std::string& cls_;
    bool isBuiltIn_;
    LintSink& sink_;
};

}  // namespace

const std::vector<std::string>& actionNames() {
    return kActionWords;
}

std::optional<ClassRule> readClassRule(
    const std::string& cls, bool isBuiltIn, const YamlNode& node, LintSink& sink
) {
    return RuleReader(cls, isBuiltIn, sink).read(node);
}

bool isStricter(const ClassRule& a, const ClassRule& b) {
    const auto order = [](const ClassRule& rule) {
        return std::tuple(rule.action, rule.keepLast, rule.token, rule.to);
    };
    return order(a) < order(b);
}

}  // namespace bowline::settings
