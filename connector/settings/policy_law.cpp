#include "connector/settings/policy_law.h"

#include "connector/settings/own_pattern.h"

#include <fmt/format.h>

namespace bowline::settings {

namespace {

std::string pathOf(const std::string& cls, const Mapping& mapping) {
    return fmt::format(
        "{} -> sensitive.{}: keep -> {}", mapping.name, cls, mapping.destination.str()
    );
}

void refuseKept(
    const Policy& policy, const Mapping& mapping, const std::string& cls, Mark at, LintSink& sink
) {
    const auto law = policy.neverKept.find(cls);
    if (law == policy.neverKept.end())
        return;
    sink.error(
        at,
        "forbidden_keep",
        fmt::format(
            "{}, but {}:{} forbids keep for this class",
            pathOf(cls, mapping),
            policy.file,
            law->second.line
        ),
        "Choose mask, withhold or strip"
    );
}

void refuseCover(
    const Policy& policy, const Mapping& mapping, const std::string& cls, Mark at, LintSink& sink
) {
    for (const OwnClass& own : mapping.classes) {
        const auto covered = own.id == cls ? coveredBy(own, policy) : std::string();
        if (!covered.empty())
            refuseCovering(pathOf(cls, mapping), covered, policy, at, sink);
    }
}

}  // namespace

std::string coveredBy(const OwnClass& own, const Policy& policy) {
    std::vector<std::string> guarded;
    for (const auto& [name, mark] : policy.neverKept)
        guarded.push_back(name);
    return coveredClass(own, guarded);
}

void refuseCovering(
    const std::string& path,
    const std::string& covered,
    const Policy& policy,
    Mark at,
    LintSink& sink
) {
    sink.error(
        at,
        "forbidden_keep",
        fmt::format(
            "{} would also show values of {}, which {} forbids", path, covered, policy.file
        ),
        "Make the pattern narrower, for example by the letters that your numbers begin with"
    );
}

void checkLaw(
    const Policy& policy, const Mapping& mapping, const SensitiveBlock& block, LintSink& sink
) {
    for (const auto& [cls, placed] : block.rules) {
        if (placed.rule.action != Action::Keep)
            continue;
        refuseKept(policy, mapping, cls, placed.mark, sink);
        refuseCover(policy, mapping, cls, placed.mark, sink);
    }
}

}  // namespace bowline::settings
