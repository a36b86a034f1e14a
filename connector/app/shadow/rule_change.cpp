// Each file is replaced by a rename, so that a daemon that reloads meanwhile reads the one or the
// other and never half of one.
#include "connector/app/shadow/rule_change.h"

#include "connector/app/new_files.h"
#include "connector/app/small_file.h"
#include "connector/base/error.h"
#include "connector/settings/times_of_day.h"

#include <system_error>

namespace bowline::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMapping = "mapping.yaml";
constexpr const char* kSince = "since";             // when shadowing began
constexpr const char* kTarget = "target";           // whose place the previous mapping had
constexpr const char* kReplaced = "replaced.yaml";  // of a promote that is under way
constexpr mode_t kForAll = 0644;

/// To the minute, which is what settings read again: earlier, so that nothing is left out.
std::string minuteOf(Instant at) {
    return toIso8601(at).substr(0, std::string_view("2026-11-30T10:15").size()) + "Z";
}

}  // namespace

RuleChange::RuleChange(const std::string& configFile)
    : configFile_(configFile),
      shadow_(fs::absolute(configFile).parent_path() / "shadow"),
      previous_(fs::absolute(configFile).parent_path() / "previous") {}

void RuleChange::shadow(const std::string& mappingFile, Instant now) const {
    (void)loadChangedOrRefuse(configFile_, mappingFile);
    replaceFile("shadow", shadow_ / kMapping, readOrRefuse("shadow", mappingFile), kForAll);
    replaceFile("shadow", shadow_ / kSince, minuteOf(now), kForAll);
}

bool RuleChange::dropShadow() const {
    std::error_code failure;
    return fs::remove_all(shadow_, failure) > 0 && !failure;
}

std::optional<Candidate> RuleChange::candidate() const {
    const auto since = readSmallFile((shadow_ / kSince).string());
    const auto at = since ? settings::parseInstant(*since) : std::nullopt;
    if (!at)
        return std::nullopt;
    return Candidate{(shadow_ / kMapping).string(), *at};
}

fs::path RuleChange::targetOf(const std::string& mappingFile) const {
    const auto before = loadOrRefuse(configFile_).mappingFiles;
    const auto after = loadChangedOrRefuse(configFile_, mappingFile).mappingFiles;
    for (const auto& [destination, file] : before) {
        const auto found = after.find(destination);
        if (found != after.end() && found->second == mappingFile)
            return file;
    }
    throw ConfigError(
        mappingFile + " serves a destination that no mapping serves yet",
        "put it into the folder of the mappings, then say bowline reload"
    );
}

Replaced RuleChange::put(const std::string& mappingFile) const {
    const auto target = targetOf(mappingFile);
    const auto text = readOrRefuse("promote", mappingFile);
    Replaced replaced{target.string(), readOrRefuse("promote", target)};
    // Whatever interrupts us from here on: what stood there is not lost.
    replaceFile("promote", previous_ / kReplaced, replaced.text, kForAll);
    replaceFile("promote", target, text, kForAll);
    return replaced;
}

void RuleChange::undo(const Replaced& replaced) const {
    replaceFile("promote", replaced.file, replaced.text, kForAll);
}

void RuleChange::keepAsPrevious(const Replaced& replaced) const {
    replaceFile("promote", previous_ / kMapping, replaced.text, kForAll);
    replaceFile("promote", previous_ / kTarget, replaced.file, kForAll);
}

void RuleChange::swapBack() const {
    const auto target = readSmallFile((previous_ / kTarget).string());
    if (!target)
        throw ConfigError("there is no previous mapping", "bowline promote keeps one");
    const auto text = readOrRefuse("rollback", previous_ / kMapping);
    const auto current = readOrRefuse("rollback", *target);
    replaceFile("rollback", *target, text, kForAll);
    replaceFile("rollback", previous_ / kMapping, current, kForAll);
}

}  // namespace bowline::app
