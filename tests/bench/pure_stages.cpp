// See stage_costs.h. Multiplicities: a body is decoded by intake and again by the pipeline; body
// and event are sealed and opened once each; item and forbidden values are two cells.
#include "connector/detect/forbidden_search.h"
#include "connector/detect/sender_index.h"
#include "connector/stages/inspect.h"
#include "connector/stages/leak_guard.h"
#include "connector/stages/person_values.h"
#include "connector/stages/route.h"
#include "connector/vault/seal.h"
#include "tests/bench/stage_costs.h"

namespace bowline::tests {

namespace {

constexpr std::size_t kCalls = 2'000;

template <class T>
std::vector<StageCost> sealing(const std::string& what, const Journey& j, const T& value) {
    const std::string row(16, 'r');
    const vault::CellAddress address{j.tenant.str(), "bench", "cell", row, 1};
    const auto sealed = vault::seal(j.sealingKey, address, value);
    return {
        {"seal " + what,
         cpuOfCall(kCalls, [&] { (void)vault::seal(j.sealingKey, address, value); })},
        {"open " + what,
         cpuOfCall(kCalls, [&] { (void)vault::open<T>(j.sealingKey, address, sealed); })}};
}

void append(std::vector<StageCost>& all, std::vector<StageCost> more) {
    all.insert(all.end(), more.begin(), more.end());
}

std::vector<StageCost> intakeStages(const Journey& j) {
    std::vector<StageCost> costs{
        {"signature",
         cpuOfCall(
             kCalls,
             [&] {
                 (void)j.channel->isAuthentic({j.headers, j.body});
             }
         )},
        {"decode", cpuOfCall(kCalls, [&] { (void)j.channel->decode(j.body, j.now); }), 2},
        {"body hash", cpuOfCall(kCalls, [&] { (void)sha256(j.body); })},
        {"normalise", cpuOfCall(kCalls, [&] { (void)j.normalised(); })},
        {"blind index",
         cpuOfCall(kCalls, [&] { (void)detect::indexesOf(*senderOf(j.event), j.blindIndexes); }),
         2}};
    append(costs, sealing("body", j, RawBody(j.body)));
    append(costs, sealing("event", j, j.event));
    return costs;
}

}  // namespace

std::vector<StageCost> pureStages(const Journey& j) {
    auto costs = intakeStages(j);
    const auto gate = cpuOfCall(kCalls, [&] { (void)j.consented(); });
    const auto inspect = cpuOfCall(kCalls, [&] { (void)j.inspected(); });
    const auto render = cpuOfCall(kCalls, [&] { (void)j.rendered(); });
    const auto made = j.rendered();
    const auto cleared = j.cleared();
    costs.push_back({"consent gate", gate});
    costs.push_back({"inspect", inspect - gate});
    costs.push_back({"route, map and mask", render - inspect});
    costs.push_back({"leak guard", cpuOfCall(kCalls, [&] {
                         (void)stages::LeakGuard::check(made.item, made.forbidden);
                     })});
    append(costs, sealing("item", j, cleared));
    append(costs, sealing("forbidden", j, made.forbidden));
    costs.push_back(
        {"ledger key",
         cpuOfCall(kCalls, [&] { (void)vault::Keys::ledgerSubjectHash(j.sealingKey); }),
         2}
    );
    costs.push_back({"egress guard", cpuOfCall(kCalls, [&] {
                         const detect::ForbiddenSearch search(made.forbidden);
                         (void)search.in(made.item.content.commentText, detect::kAllChecksums);
                         (void)search.in(made.item.content.commentText, detect::kAllChecksums);
                     })});
    return costs;
}

}  // namespace bowline::tests
