// What one destination would get of one event, fit to be shown: a value that the mapping keeps
// travels, and is masked here all the same.
#pragma once

#include "connector/app/trial/stage_run.h"

#include <optional>
#include <string>
#include <vector>

namespace bowline::app {

/// Behind the name of a field in `unfit`.
inline constexpr std::string_view kUnfitWords =
    "left out: its row in `field_types` takes no such value";

struct TriedDestination {
    enum class Outcome {
        Cleared,  ///< the leak guard let it pass
        Stub,     ///< the leak guard stopped it: it is parked, and this stub goes in its place
        LeftOut   ///< the consent gate: nothing goes
    };
    DestinationId destination;
    Outcome outcome = Outcome::Cleared;
    std::string purpose;
    stages::Verdict consent{};         ///< of `purpose`
    std::optional<stages::Leak> leak;  ///< with Stub
    std::optional<ItemContent> shown;  ///< nothing when left out
    ClassCounts removed;               ///< values removed, by class
    std::vector<std::string> kept;     ///< classes whose values travel and are masked in `shown`
    std::vector<std::string> keptIn;   ///< the fields in which they do: "comment.text" ...
    std::vector<std::string> unfit{};  ///< fields left out: they do not take what they would hold
    bool isHidden = false;  ///< not even the masked form passed the guard: `shown` is a stub
};

/// The texts of an item by the names that mappings give them, in their order.
std::vector<std::pair<std::string, std::string>> fieldsOf(const ItemContent& content);

class DestinationTrial {
public:
    explicit DestinationTrial(const RuleSet& rules);  ///< outlives it

    /// Every destination of the matching rule, the left out ones last.
    [[nodiscard]] std::vector<TriedDestination> run(
        const stages::Routed& routed,
        const stages::DestinationView& view,
        const stages::PersonValues& person
    ) const;

private:
    [[nodiscard]] TriedDestination tried(
        const stages::Routed& routed,
        const DestinationId& destination,
        const stages::DestinationView& view,
        const stages::PersonValues& person
    ) const;

    const RuleSet& rules_;
    RuleSet nothingKept_;
};

}  // namespace bowline::app
