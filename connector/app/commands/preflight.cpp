// `bowline preflight` and `bowline sign-off`: what must hold before the rules go live, the text
// that an approver signs, and the signed text put where the daemon reads it. Looks into the store
// for whose approval counts, and writes nothing there.
#include "connector/app/review/preflight.h"

#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/new_files.h"
#include "connector/app/review/approvers.h"
#include "connector/app/small_file.h"
#include "connector/base/clock.h"
#include "connector/base/error.h"
#include "connector/settings/scalar.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kForAll = 0644;  // signatures and what is signed are no secret

struct PreflightOptions {
    std::string config;
    std::string mapping;  ///< a changed one; empty: the rules as they are
    std::string write;
    std::string author;
    int days = 90;
    bool json = false;
};

Configuration rulesOf(const std::string& config, const std::string& mapping) {
    return mapping.empty() ? loadOrRefuse(config) : loadChangedOrRefuse(config, mapping);
}

void addMappingOption(CLI::App& command, std::string& mapping) {
    command.add_option(
        "--mapping", mapping, "a changed mapping: the rules as they would be with it"
    );
}

Instant dayOf(Instant at) {
    return std::chrono::floor<std::chrono::days>(at);
}

int writeReview(const PreflightOptions& options, const Configuration& loaded) {
    if (!settings::isName(options.author))
        throw ConfigError(
            "preflight: a review names the author of the rules",
            "add --author NAME, small letters, digits, - and _; the approver must be somebody else"
        );
    refuseExisting("preflight", options.write);
    const auto today = dayOf(SystemClock().now());
    const ReviewHead head{
        loaded.rules->id, options.author, today, today + std::chrono::days(options.days)};
    writeNew("preflight", options.write, reviewText(head, loaded), kForAll);
    std::cout << fmt::format(
        "written: {}\n"
        "  an approver reads it, then: ssh-keygen -Y sign -n bowline -f ~/.ssh/id_ed25519 {}\n"
        "  and here: bowline sign-off {}\n",
        options.write,
        fs::path(options.write).filename().string(),
        options.write
    );
    return kOk;
}

int runPreflight(const PreflightOptions& options) {
    const auto loaded = rulesOf(options.config, options.mapping);
    if (!options.write.empty())
        return writeReview(options, loaded);
    const auto preflight = preflightOf(
        loaded, reviewInForce(loaded), secretSource(options.config), SystemClock().now()
    );
    if (options.json)
        std::cout << preflightAsJson(preflight).dump(2) << "\n";
    else
        printPreflight(std::cout, preflight);
    return preflight.isGood() ? kOk : kFinding;
}

struct SignOffOptions {
    std::string config;
    std::string mapping;
    std::string review;
    std::string signature;
};

/// One file for each approver and rule set, so that a second signature of hers changes nothing.
fs::path placeOf(const Configuration& loaded, const settings::Approver& approver) {
    return fs::path(loaded.config->review.folder) /
           fmt::format("{}-{}.review", loaded.rules->id.substr(0, 12), approver.name);
}

int runSignOff(const SignOffOptions& options) {
    const auto loaded = rulesOf(options.config, options.mapping);
    const auto review = reviewInForce(loaded);
    const auto now = SystemClock().now();
    const auto text = readOrRefuse("sign-off", options.review);
    const auto signature = readOrRefuse(
        "sign-off", options.signature.empty() ? options.review + ".sig" : options.signature
    );
    const auto verdict = approverOf(review, text, signature, loaded.rules->id, now);
    if (const auto* fault = std::get_if<ReviewFault>(&verdict)) {
        std::cerr << "sign-off: it does not count: " << fault->why << "\n  " << fault->cure << "\n";
        return kFinding;
    }
    const auto& approver = std::get<settings::Approver>(verdict);
    const auto place = placeOf(loaded, approver);
    replaceFile("sign-off", place.string() + ".sig", signature, kForAll);
    replaceFile("sign-off", place, text, kForAll);
    const auto state = reviewStateOf(review, loaded.rules->id, now);
    std::cout << fmt::format(
        "signed off by {}: {}\n{}\n",
        approver.name,
        fmt::join(approver.items, ", "),
        state.isComplete() ? "the review is complete; next: bowline go-live, or bowline reload"
                           : "still missing: " + missingInWords(review, state)
    );
    return kOk;
}

}  // namespace

void addPreflight(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<PreflightOptions>();
    auto* command = cli.add_subcommand(
        "preflight", "what must hold before the rules go live; exit 1 when something is missing"
    );
    addConfigOption(*command, options->config);
    addMappingOption(*command, options->mapping);
    command->add_option("--write", options->write, "write the review that an approver signs");
    command->add_option("--author", options->author, "with --write: who wrote the rules");
    command->add_option("--days", options->days, "with --write: how long it may activate them")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runPreflight(*options); }; }
    );
}

void addSignOff(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<SignOffOptions>();
    auto* command = cli.add_subcommand("sign-off", "verify a signed review and keep it");
    addConfigOption(*command, options->config);
    addMappingOption(*command, options->mapping);
    command->add_option("review", options->review, "the file that preflight wrote")->required();
    command->add_option(
        "signature", options->signature, "its signature; without: the same name with .sig"
    );
    command->callback([options, &chosen] { chosen = [options] { return runSignOff(*options); }; });
}

}  // namespace bowline::app
