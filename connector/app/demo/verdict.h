// What the demo found: what stands in the tickets, whether everything sent is accounted for,
// whether a bait got out. Every fault is a sentence; without one the demo has passed.
#pragma once

#include "connector/app/demo/play.h"
#include "connector/app/demo/playground.h"
#include "connector/app/demo/sweep.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bowline::app {

/// A message beside what the destination got of it.
struct TableRow {
    SentMessage message;
    std::string stands;  ///< text of the ticket's entry; empty when there is none
};

struct Verdict {
    std::vector<TableRow> table;
    std::size_t tickets = 0;
    std::size_t entries = 0;
    std::map<std::string, std::uint64_t> masked;
    nlohmann::json status;  ///< of `bowline status --json`
    nlohmann::json audit;   ///< of `bowline audit verify --json`
    SweepReport sweep;
    std::size_t baits = 0;
    std::size_t cells = 0;        ///< sealed cells that were opened
    std::size_t foundSealed = 0;  ///< baits that were found in them, where they belong
    std::vector<std::string> faults;

    [[nodiscard]] bool passed() const { return faults.empty(); }
};

/// Looks at all that `played` left behind in `playground`; `pages`: what the daemon showed before.
/// Errors: Error when the store or the tickets cannot be read.
Verdict judge(
    const Chats& chats,
    const Played& played,
    const Playground& playground,
    const std::vector<Surface>& pages
);

/// For people.
void print(std::ostream& out, const Verdict& verdict, const Played& played);
/// For programs: the same facts.
nlohmann::json toJson(const Verdict& verdict, const Played& played);

}  // namespace bowline::app
