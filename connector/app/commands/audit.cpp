// `bowline audit verify`: reads the ledger from the first entry to the last and names the first bad
// one.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/store_files.h"
#include "connector/base/text.h"
#include "connector/ledger/verify.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct AuditOptions {
    std::string config;
    bool json = false;
};

struct Verdict {
    ledger::VerifyReport report;
    bool headIsOurs = false;
};

/// The stored head, checked against its MAC; nothing when it was tampered with. A head that is ours
/// names the place where entries were cut.
std::optional<ledger::Head> storedHead(const store::AuditLog& audit, store::Database& db) {
    try {
        return audit.signedHead(db);
    } catch (const store::StoreDamaged&) {
        return std::nullopt;
    }
}

/// An entry beyond the head of this moment: nobody but an intruder appends without moving the head.
std::optional<ledger::FirstFault> entryBeyondHead(
    const store::AuditLog& audit, store::Database& db
) {
    return store::inSnapshot(db, [&]() -> std::optional<ledger::FirstFault> {
        const auto head = storedHead(audit, db);
        std::optional<ledger::FirstFault> fault;
        const auto from = head ? head->size + 1 : 1;
        audit.read(db, from, 1, [&](std::uint64_t seq, std::string_view) {
            fault = {seq, ledger::Fault::Extra};
        });
        return head ? fault : std::nullopt;
    });
}

Verdict verify(const store::AuditLog& audit, store::Database& db) {
    constexpr std::size_t kPage = 4096;  // short snapshots: a long one would stop checkpoints
    const auto head = storedHead(audit, db);
    const auto end = head ? head->size : UINT64_MAX;
    ledger::Verifier verifier({head, {}});
    std::uint64_t next = 1;
    for (std::size_t got = kPage; got == kPage && next <= end;) {
        got = audit.read(db, next, kPage, [&](std::uint64_t seq, std::string_view bytes) {
            // What a running daemon appended after the head was read is not of this look.
            if (seq <= end)
                verifier.add(seq, bytes);
            next = seq + 1;
        });
    }
    Verdict verdict{verifier.finish(), head.has_value()};
    if (!verdict.report.fault)
        verdict.report.fault = entryBeyondHead(audit, db);
    return verdict;
}

nlohmann::json toJson(const Verdict& verdict) {
    const auto& report = verdict.report;
    nlohmann::json json{
        {"entries", report.entries},
        {"ok", verdict.headIsOurs && !report.fault},
        {"head_is_ours", verdict.headIsOurs},
        {"unwitnessed", report.unwitnessed},
        {"root", toHex(asText(report.head.root))}};
    if (report.fault)
        json["first_bad"] = {
            {"seq", report.fault->seq}, {"fault", ledger::toText(report.fault->fault)}};
    return json;
}

void printText(const Verdict& verdict) {
    const auto& report = verdict.report;
    if (report.fault) {
        std::cout << "ledger: BROKEN at entry " << report.fault->seq << ": "
                  << ledger::toText(report.fault->fault)
                  << "\n  what was written before it is whole; compare with a backup or a witness "
                     "from here on\n";
    } else if (!verdict.headIsOurs) {
        std::cout << "ledger: BROKEN: " << report.entries
                  << " entries form a chain, but the stored head was not made with this "
                     "installation's key\n";
    } else {
        std::cout << "ledger: whole. " << report.entries << " entries, root "
                  << toHex(asText(report.head.root)) << "\n";
    }
}

int runVerify(const AuditOptions& options) {
    const auto config = configOrRefuse(options.config);
    const vault::Keys keys(masterKeyOf(config, secretSource(options.config)));
    const auto audit = auditLogOf(keys, config.tenant);
    const auto db = StoreFiles(config).openReader();
    const auto verdict = verify(audit, *db);
    options.json ? (void)(std::cout << toJson(verdict).dump(2) << "\n") : printText(verdict);
    return verdict.headIsOurs && !verdict.report.fault ? kOk : kFinding;
}

}  // namespace

void addAudit(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<AuditOptions>();
    auto* audit = cli.add_subcommand("audit", "the record of disclosures and consent");
    audit->require_subcommand(1);
    auto* command =
        audit->add_subcommand("verify", "check every entry; exit 1 names the first bad one");
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runVerify(*options); }; });
}

}  // namespace bowline::app
