// The verdict as a page for people and as JSON. The conversations are made up, so what the customer
// wrote may be shown here beside what the destination got; no other command shows originals.
#include "connector/app/demo/verdict.h"
#include "connector/base/text.h"

#include <fmt/format.h>
#include <ostream>

namespace bowline::app {

namespace {

using nlohmann::json;

constexpr std::size_t kColumn = 52;  // two columns and a frame on a terminal of 120

/// Columns of a terminal that the text takes: marks on a character take none, full width two.
std::size_t widthOf(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = codePointAt(text, at);
        const bool isMark = point.value == 0xFE0F || point.value == 0x20E3;
        const bool isWide = point.value >= 0xFF01 && point.value <= 0xFF60;
        width += isMark ? 0 : isWide ? 2 : 1;
        at += point.length;
    }
    return width;
}

/// The front of `text` that fits into a column, at least one character.
std::string_view fitting(std::string_view text) {
    std::size_t end = codePointAt(text, 0).length;
    while (end < text.size()) {
        const auto next = end + codePointAt(text, end).length;
        if (widthOf(text.substr(0, next)) > kColumn)
            break;
        end = next;
    }
    return text.substr(0, end);
}

/// Lines that fit into a column, broken at blanks where there are any.
std::vector<std::string> folded(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto line = fitting(text);
        const auto blank = line.size() < text.size() ? line.rfind(' ') : std::string::npos;
        if (blank != std::string::npos && blank > 0)
            line = line.substr(0, blank);
        lines.emplace_back(line);
        text = trimmed(text.substr(line.size()));
    }
    return lines;
}

std::string instead(Fate fate) {
    switch (fate) {
        case Fate::Recorded:
            return "(a status: recorded only)";
        case Fate::Refused:
            return "(bad signature: answered 401, no trace)";
        case Fate::Entry:
        case Fate::StopNote:
            break;
    }
    return "(MISSING)";
}

void printRow(std::ostream& out, const TableRow& row) {
    const auto left = folded(row.message.said);
    const auto right = folded(row.stands.empty() ? instead(row.message.fate) : row.stands);
    for (std::size_t n = 0; n < std::max(left.size(), right.size()); ++n) {
        const std::string said = n < left.size() ? left[n] : "";
        out << fmt::format("  {:<8}", n == 0 ? row.message.who : "") << said
            << std::string(kColumn + 1 - std::min(kColumn, widthOf(said)), ' ') << "| "
            << (n < right.size() ? right[n] : "") << "\n";
    }
}

void printTable(std::ostream& out, const Verdict& verdict) {
    out << fmt::format("  {:<8}{:<{}} | {}\n", "", "the customer wrote", kColumn, "in the ticket")
        << "  " << std::string(8 + kColumn + 1, '-') << "+" << std::string(kColumn, '-') << "\n";
    for (const auto& row : verdict.table)
        printRow(out, row);
}

void printInvariant(std::ostream& out, const json& status) {
    const auto invariant = status.value("invariant", json::object());
    const auto term = [&](const char* name) { return invariant.value(name, std::int64_t{-1}); };
    out << fmt::format(
        "\nNothing lost (bowline status):\n  received {} = waiting {} + synced {} + parked {} + "
        "held "
        "{} + dropped {} + recorded only {} + erased {}\n  duplicates ignored: {}\n",
        term("received"),
        term("waiting"),
        term("synced"),
        term("parked"),
        term("held"),
        term("dropped"),
        term("recorded_only"),
        term("erased"),
        term("duplicates")
    );
}

void printMasked(std::ostream& out, const Verdict& verdict) {
    out << "\nMasked, by class (from the ledger):\n";
    for (const auto& [cls, count] : verdict.masked)
        out << fmt::format("  {:<16} {}\n", cls, count);
    out << fmt::format(
        "\nLedger (bowline audit verify): {}, {} entries\n",
        verdict.audit.value("ok", false) ? "whole" : "BROKEN",
        verdict.audit.value("entries", 0)
    );
}

void printSweep(std::ostream& out, const Verdict& verdict) {
    const auto& sweep = verdict.sweep;
    out << fmt::format(
        "\nBait sweep: {} planted values, {} surfaces, {} bytes, raw and decoded\n"
        "  found outside: {}\n  controls found: {} of {}\n"
        "  in {} sealed cells, opened with the key: {} values found where they belong\n",
        verdict.baits,
        sweep.surfaces,
        sweep.bytes,
        sweep.found.size(),
        sweep.controls - sweep.blind.size(),
        sweep.controls,
        verdict.cells,
        verdict.foundSealed
    );
}

json tableJson(const Verdict& verdict) {
    json rows = json::array();
    for (const auto& row : verdict.table) {
        rows.push_back(
            {{"who", row.message.who},
             {"wrote", row.message.said},
             {"at", row.message.at},
             {"ticket", row.stands.empty() ? json(nullptr) : json(row.stands)}}
        );
    }
    return rows;
}

json sweepJson(const Verdict& verdict) {
    json found = json::array();
    for (const auto& hit : verdict.sweep.found)
        found.push_back({{"surface", hit.surface}, {"class", hit.cls}, {"how", hit.how}});
    return {
        {"baits", verdict.baits},
        {"surfaces", verdict.sweep.surfaces},
        {"bytes", verdict.sweep.bytes},
        {"controls", verdict.sweep.controls},
        {"blind", verdict.sweep.blind},
        {"found_outside", found},
        {"sealed_cells", verdict.cells},
        {"found_sealed", verdict.foundSealed}};
}

}  // namespace

void print(std::ostream& out, const Verdict& verdict, const Played& played) {
    printTable(out, verdict);
    out << fmt::format(
        "\n{} webhooks sent, {} refused for their signature; {} tickets with {} entries\n",
        played.webhooks,
        played.refused,
        verdict.tickets,
        verdict.entries
    );
    printInvariant(out, verdict.status);
    printMasked(out, verdict);
    printSweep(out, verdict);
    for (const auto& fault : verdict.faults)
        out << "  FAULT: " << fault << "\n";
    out << (verdict.passed() ? "\nPassed.\n" : "\nFAILED.\n");
}

json toJson(const Verdict& verdict, const Played& played) {
    return {
        {"passed", verdict.passed()},
        {"faults", verdict.faults},
        {"webhooks", played.webhooks},
        {"refused", played.refused},
        {"tickets", verdict.tickets},
        {"entries", verdict.entries},
        {"masked", verdict.masked},
        {"status", verdict.status},
        {"audit", verdict.audit},
        {"sweep", sweepJson(verdict)},
        {"table", tableJson(verdict)}};
}

}  // namespace bowline::app
