#include "tests/bench/detect/guard_cost.h"

#include "connector/detect/forbidden_search.h"
#include "tests/bench/figures.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <numeric>
#include <string>

namespace bowline::tests {

namespace {

constexpr std::size_t kKibibyte = 1024;

/// What an item of an ordinary message forbids.
Forbidden usualForbidden() {
    return {
        {{FoundValue("+44 7700 900123"), "phone"},
         {FoundValue("4111 1111 1111 1111"), "payment_card"},
         {FoundValue("Maria Hopperly"), "contact_name"},
         {FoundValue("maria.hopperly@example.org"), "email"},
         {FoundValue("GB.13491208655302741918"), "bsuid"},
         {FoundValue("wamid.HBgNNDkxNTU1MDEwMDEyMxUCABE="), "provider_id"}}};
}

/// The body of a request that makes a comment of `size` bytes, as an adapter writes it.
std::string bodyOf(std::size_t size) {
    constexpr const char* kSentences[] = {
        "Hello, my order 4711 has not arrived yet, it was due on 2026-05-12.\n",
        "¿Puede enviarme la factura? Gracias, 29,90 €.\n",
        "The card [card removed: Visa] was charged twice, see [e-mail 1].\n",
        "Ich rufe morgen zwischen 9 und 11 Uhr an & frage nach Frau Müller.\n"};
    std::string comment;
    for (std::size_t i = 0; comment.size() < size; ++i)
        comment += kSentences[i % std::size(kSentences)];
    return nlohmann::json{
        {"Subject", "[WA] Amber-Falcon-27 · Support"},
        {"Content", comment},
        {"ContentType", "text/plain"},
        {"CustomFields", {{"WA-Alias", "Amber-Falcon-27"}, {"WA-Key", std::string(32, 'a')}}}}
        .dump();
}

void printGuardCost(std::size_t size) {
    const auto body = bodyOf(size);
    const auto forbidden = usualForbidden();
    const auto calls = 64 * kKibibyte * kKibibyte / 16 / body.size() / 8 + 1;
    bool found = false;
    const auto search = cpuOfCall(calls, [&] {
        found |= detect::ForbiddenSearch(forbidden).in(body, detect::kAllChecksums).has_value();
    });
    volatile unsigned sink = 0;
    const auto pass = cpuOfCall(calls, [&] {
        sink = std::accumulate(body.begin(), body.end(), 0U, [](unsigned sum, char c) {
            return sum * 31 + static_cast<unsigned char>(c);
        });
    });
    std::printf(
        "  %4zu KiB  %9.1f us  %6.1f ns a byte  byte pass x %.0f%s\n",
        size / kKibibyte,
        search.count(),
        search.count() * 1000 / static_cast<double>(body.size()),
        search / pass,
        found ? "  FOUND SOMETHING" : ""
    );
}

}  // namespace

void printGuardCosts() {
    std::puts("the guards' search of a request (aim 50 us at 2 KiB):");
    for (const auto size : {2 * kKibibyte, 32 * kKibibyte, 512 * kKibibyte})
        printGuardCost(size);
}

}  // namespace bowline::tests
