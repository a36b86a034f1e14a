#include "connector/app/review/reviews.h"

#include "connector/app/small_file.h"
#include "connector/vault/person_signature.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

namespace bowline::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kReview = ".review";
constexpr std::string_view kSignature = ".sig";

/// Sorted, so that the same folder always says the same.
std::vector<fs::path> reviewsIn(const std::string& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        if (at->path().extension() == kReview)
            files.push_back(at->path());
    }
    std::ranges::sort(files);
    return files;
}

void addReview(
    const settings::ReviewSettings& review,
    const fs::path& file,
    const std::string& ruleSet,
    Instant now,
    ReviewState& state
) {
    const auto text = readSmallFile(file);
    const auto signature = readSmallFile(file.string() + std::string(kSignature));
    const auto head = text ? reviewHeadIn(*text) : std::nullopt;
    if (!head || head->ruleSet != ruleSet)
        return;  // of another rule set: of no interest now
    const auto verdict = approverOf(review, *text, signature.value_or(std::string()), ruleSet, now);
    if (const auto* fault = std::get_if<ReviewFault>(&verdict)) {
        state.faults.push_back(file.filename().string() + ": " + fault->why);
        return;
    }
    const auto& approver = std::get<settings::Approver>(verdict);
    for (const auto& item : approver.items)
        state.signedBy.emplace(item, approver.name);
}

}  // namespace

std::string ownersOf(const settings::ReviewSettings& review, const std::string& item) {
    std::vector<std::string> names;
    for (const auto& approver : review.approvers) {
        if (approver.items.contains(item))
            names.push_back(approver.name);
    }
    return names.empty() ? "nobody" : fmt::format("{}", fmt::join(names, " or "));
}

std::variant<settings::Approver, ReviewFault> approverOf(
    const settings::ReviewSettings& review,
    std::string_view text,
    std::string_view signature,
    const std::string& ruleSet,
    Instant now
) {
    const auto head = reviewHeadIn(text);
    if (!head)
        return ReviewFault{
            "it is no review", "make one with `bowline preflight --write FILE --author NAME`"};
    if (head->ruleSet != ruleSet)
        return ReviewFault{
            "it is of another rule set, " + head->ruleSet.substr(0, 12),
            "a byte that changes in the configuration needs a new review of " +
                ruleSet.substr(0, 12)};
    if (head->expires <= now)
        return ReviewFault{"it is expired", "write and sign a new one"};
    const auto approver = std::ranges::find_if(review.approvers, [&](const auto& candidate) {
        const auto key = vault::publicKeyFrom(candidate.key);
        return key && vault::isSignedBy(*key, text, signature);
    });
    if (approver == review.approvers.end())
        return ReviewFault{
            "nobody whose approval counts signed these bytes",
            "the approvers of the rules that are live sign it, before the launch those of "
            "bowline.yaml: ssh-keygen -Y sign -n bowline"};
    if (approver->name == head->author)
        return ReviewFault{"author and approver are the same", "another approver must sign it"};
    return *approver;
}

ReviewState reviewStateOf(
    const settings::ReviewSettings& review, const std::string& ruleSet, Instant now
) {
    ReviewState state;
    for (const auto& file : reviewsIn(review.folder))
        addReview(review, file, ruleSet, now, state);
    for (const auto& item : settings::reviewItems()) {
        if (!state.signedBy.contains(item))
            state.missing.push_back(item);
    }
    return state;
}

std::string missingInWords(const settings::ReviewSettings& review, const ReviewState& state) {
    std::vector<std::string> parts;
    for (const auto& item : state.missing)
        parts.push_back(fmt::format("{} ({})", item, ownersOf(review, item)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace bowline::app
