// Each look adds its facts and, in words, what is wrong with them.
#include "connector/app/demo/verdict.h"

#include "adapters/folder/ticket_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace bowline::app {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kKept = "ORD-123456";  // of the conversations; the mapping keeps it

/// Text of each entry by its time, over all tickets.
std::multimap<std::string, std::string> readTickets(const fs::path& folder, Verdict& verdict) {
    std::multimap<std::string, std::string> texts;
    for (const auto& file : fs::directory_iterator(folder)) {
        if (file.path().extension() != ".json")
            continue;
        const auto ticket = adapters::folder::fromJson(bytesOf(file.path()));
        if (!ticket) {
            verdict.faults.push_back("a ticket file does not read");
            continue;
        }
        ++verdict.tickets;
        verdict.entries += ticket->entries.size();
        for (const auto& entry : ticket->entries)
            texts.emplace(entry.at, entry.text);
    }
    return texts;
}

void addRow(
    const SentMessage& message,
    const std::multimap<std::string, std::string>& texts,
    Verdict& verdict
) {
    const auto [first, last] = texts.equal_range(message.at);
    const auto found = std::distance(first, last);
    const auto wanted = message.fate == Fate::Entry || message.fate == Fate::StopNote ? 1 : 0;
    if (found != wanted) {
        verdict.faults.push_back(fmt::format(
            "{} entries instead of {} stand in the tickets for the message of {}",
            found,
            wanted,
            message.at
        ));
    }
    verdict.table.push_back({message, found > 0 ? first->second : ""});
}

void lookAtTickets(const Played& played, const fs::path& folder, Verdict& verdict) {
    const auto texts = readTickets(folder, verdict);
    for (const auto& message : played.sent)
        addRow(message, texts, verdict);
    const auto people = played.peopleWithTicket().size();
    if (verdict.tickets != people) {
        verdict.faults.push_back(fmt::format("{} tickets for {} customers", verdict.tickets, people)
        );
    }
}

void expectTerm(Verdict& verdict, const char* term, int wanted) {
    const auto got = verdict.status["invariant"].value(term, std::int64_t{-1});
    if (got != wanted)
        verdict.faults.push_back(fmt::format("status: {} is {}, not {}", term, got, wanted));
}

json parsed(const Printed& printed) {
    auto tree = json::parse(printed.text, nullptr, false);
    return tree.is_object() ? tree : json::object();
}

void lookAtStatus(const Played& played, const Playground& playground, Verdict& verdict) {
    verdict.status = parsed(playground.ask({"status"}));
    if (!verdict.status["invariant"].is_object()) {
        verdict.faults.emplace_back("bowline status gave no terms");
        return;
    }
    const int stops = played.count(Fate::StopNote);
    const int recorded = played.count(Fate::Recorded) + stops;
    const int entries = played.count(Fate::Entry);
    expectTerm(verdict, "received", entries + recorded);
    expectTerm(verdict, "waiting", 0);
    expectTerm(verdict, "synced", entries);
    expectTerm(verdict, "dropped", 0);
    expectTerm(verdict, "recorded_only", recorded);
    expectTerm(verdict, "duplicates", played.duplicates);
    if (!verdict.status["invariant"].value("balanced", false))
        verdict.faults.emplace_back("the terms do not add up");
}

void lookAtLedger(const Playground& playground, Verdict& verdict) {
    verdict.audit = parsed(playground.ask({"audit", "verify"}));
    if (!verdict.audit.value("ok", false))
        verdict.faults.emplace_back("bowline audit verify: the ledger is not whole");
    verdict.masked = maskedByClass(playground.installation());
}

std::vector<Bait> acceptedBaits(const Chats& chats, const Played& played) {
    std::vector<Bait> baits = chats.baits;
    for (const auto& [id, person] : chats.people) {
        const bool accepted =
            std::ranges::any_of(played.sent, [&id = id](const SentMessage& message) {
                return message.who == id && message.fate != Fate::Refused;
            });
        if (accepted) {
            baits.push_back({"phone", "+" + person.waId});
            baits.push_back({"contact_name", person.name});
        }
    }
    baits.insert(baits.end(), played.providerIds.begin(), played.providerIds.end());
    return baits;
}

bool holdsBait(const std::vector<std::string>& cells, const Bait& bait) {
    return std::ranges::any_of(cells, [&](const std::string& plain) {
        return Sweep::howIn(plain, bait).has_value();
    });
}

/// The store's own control: what was accepted must be found in the opened cells, what was refused
/// must not.
void lookIntoCells(
    const std::vector<Bait>& accepted,
    const std::vector<Bait>& refused,
    const OpenedCells& cells,
    Verdict& verdict
) {
    verdict.cells = cells.originals.size() + cells.masked.size();
    for (const auto& bait : accepted) {
        if (holdsBait(cells.originals, bait))
            ++verdict.foundSealed;
        else
            verdict.faults.push_back("control: a " + bait.cls + " is in no sealed cell");
    }
    for (const auto& bait : refused) {
        if (holdsBait(cells.originals, bait))
            verdict.faults.push_back("a refused message left a trace in a sealed cell");
    }
}

/// A ticket that shows nothing at all would pass every search.
void expectKept(const std::vector<Surface>& surfaces, Verdict& verdict) {
    const bool kept = std::ranges::any_of(surfaces, [](const Surface& surface) {
        return surface.name.starts_with("tickets/") && surface.control == kKept;
    });
    if (!kept)
        verdict.faults.push_back(fmt::format("control: {} stands in no ticket", kKept));
}

void lookForBait(
    const Chats& chats,
    const Played& played,
    const Playground& playground,
    std::vector<Surface> surfaces,
    Verdict& verdict
) {
    const auto cells = openCells(playground.installation());
    auto baits = acceptedBaits(chats, played);
    lookIntoCells(baits, played.refusedTexts, cells, verdict);
    baits.insert(baits.end(), played.refusedTexts.begin(), played.refusedTexts.end());
    verdict.baits = baits.size();
    std::ranges::move(
        surfacesOf(playground.installation(), {std::string(kKept), "Support", "helpdesk"}),
        std::back_inserter(surfaces)
    );
    surfaces.insert(surfaces.end(), cells.masked.begin(), cells.masked.end());
    expectKept(surfaces, verdict);
    verdict.sweep = Sweep(std::move(baits)).over(surfaces);
    for (const auto& hit : verdict.sweep.found)
        verdict.faults.push_back(fmt::format("BAIT: {} in {} ({})", hit.cls, hit.surface, hit.how));
    for (const auto& blind : verdict.sweep.blind)
        verdict.faults.push_back("the sweep could not see: " + blind);
}

}  // namespace

Verdict judge(
    const Chats& chats,
    const Played& played,
    const Playground& playground,
    const std::vector<Surface>& pages
) {
    Verdict verdict;
    verdict.faults = played.faults;
    lookAtTickets(played, playground.installation().stateFolder / "tickets", verdict);
    lookAtStatus(played, playground, verdict);
    lookAtLedger(playground, verdict);
    auto surfaces = pages;
    surfaces.push_back({"bowline status", verdict.status.dump(), "invariant", true});
    surfaces.push_back({"bowline audit verify", verdict.audit.dump(), "entries", true});
    lookForBait(chats, played, playground, std::move(surfaces), verdict);
    return verdict;
}

}  // namespace bowline::app
