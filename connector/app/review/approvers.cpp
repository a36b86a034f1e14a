#include "connector/app/review/approvers.h"

#include "connector/app/store_files.h"
#include "connector/base/error.h"
#include "connector/ledger/entry.h"
#include "connector/store/reviewed_sets.h"
#include "connector/vault/person_signature.h"

#include <nlohmann/json.hpp>

#include <array>
#include <map>

namespace bowline::app {

std::string approversAsText(const std::vector<settings::Approver>& approvers) {
    auto all = nlohmann::json::array();
    for (const auto& approver : approvers)
        all.push_back({{"name", approver.name}, {"key", approver.key}, {"items", approver.items}});
    return all.dump();
}

std::vector<settings::Approver> approversFromText(std::string_view text) {
    std::vector<settings::Approver> approvers;
    try {
        for (const auto& one : nlohmann::json::parse(text))
            approvers.push_back(
                {one.at("name").get<std::string>(),
                 one.at("key").get<std::string>(),
                 {},
                 one.at("items").get<std::set<std::string>>()}
            );
    } catch (const nlohmann::json::exception&) {
        throw Error("review: the approvers in the store cannot be read", "restore a backup");
    }
    return approvers;
}

std::optional<std::vector<settings::Approver>> approversInForce(
    store::Database& db, const TenantId& tenant
) {
    const auto text = store::ReviewedSets(db).approversInForce(tenant);
    return text ? std::optional(approversFromText(*text)) : std::nullopt;
}

settings::ReviewSettings reviewInForce(const Configuration& loaded) {
    auto review = loaded.config->review;
    const StoreFiles files(*loaded.config);
    if (!files.exists())
        return review;
    if (auto inForce = approversInForce(*files.openReader(), loaded.config->tenant))
        review.approvers = std::move(*inForce);
    return review;
}

void checkApprovers(const settings::ReviewSettings& review, settings::LintSink& sink) {
    std::map<std::array<unsigned char, 32>, std::string> seen;
    for (const auto& approver : review.approvers) {
        if (!ledger::isCode(approver.name))
            sink.error(
                approver.keyMark,
                "bad_name",
                "the name of an approver stands in the audit trail and can neither be so long nor "
                "hold a number",
                "Give a short name, as privacy-officer"
            );
        const auto key = vault::publicKeyFrom(approver.key);
        if (!key) {
            sink.error(
                approver.keyMark,
                "bad_public_key",
                "`key` is no Ed25519 public key",
                "Copy the line of the file that ends with .pub; `ssh-keygen -t ed25519` makes one"
            );
            continue;
        }
        // With two names one person could approve what she wrote herself.
        const auto [first, isNew] = seen.emplace(key->bytes, approver.name);
        if (!isNew)
            sink.error(
                approver.keyMark,
                "duplicate_public_key",
                "it is the key of " + settings::inBackquotes(first->second) + " too",
                "Each approver has a key of her own"
            );
    }
}

}  // namespace bowline::app
