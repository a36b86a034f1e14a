// Compares what the slow decoder claims with what the product's decoder reads, and prints how much
// was compared.
#pragma once

#include "connector/channels/meta_decode.h"
#include "connector/model/event.h"
#include "tests/property/webhook_slow_decoder.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace bowline::channels {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

/// The same facts as a Claim has, read out of the product's update.
class FactsOf {
public:
    explicit FactsOf(slow::Claim& claim) : claim_(claim) {}

    void operator()(const MessageUpdate& m) const {
        named(m.id, m.from);
        claim_.target = m.quoted ? std::string(m.quoted->expose()) : "";
        words(m.content);
    }
    void operator()(const AmendUpdate& a) const {
        named(a.id, a.from);
        claim_.target = a.target.expose();
        words(a.content);
    }
    void operator()(const StatusUpdate& s) const {
        claim_.id = claim_.target = s.of.expose();
        if (s.recipient)
            who(*s.recipient);
    }
    void operator()(const PlaceholderUpdate& p) const {
        claim_.id = p.id ? std::string(p.id->expose()) : "";
    }
    void operator()(const PreferenceUpdate& p) const { who(p.who); }
    void operator()(const AddressBookUpdate& a) const { who(a.who); }
    void operator()(const IdentityUpdate& i) const { named(i.id, {}); }
    void operator()(const CallUpdate& c) const { named(c.id, c.with); }
    void operator()(const NoticeUpdate&) const {}

private:
    void named(const ProviderId& id, const Sender& sender) const {
        claim_.id = id.expose().starts_with("sha256:") ? "" : id.expose();
        who(sender);
    }
    void who(const Sender& sender) const {
        claim_.digits = sender.phone ? sender.phone->expose().substr(1) : "";
        claim_.userId = sender.bsuid ? sender.bsuid->expose() : "";
    }
    void words(const MessageContent& content) const {
        for (const auto& part : content.parts) {
            const bool typed = part.role == PartRole::Body || part.role == PartRole::FileName ||
                               part.role == PartRole::Choice;
            if (typed)
                claim_.texts.emplace_back(part.text.expose());
        }
        std::ranges::sort(claim_.texts);
    }

    slow::Claim& claim_;
};

inline slow::Claim factsOf(const Update& update) {
    slow::Claim claim;
    claim.kind = toText(kindOf(update.body));
    std::visit(FactsOf(claim), update.body);
    return claim;
}

using Counted = std::map<std::string, int>;

/// What is printed at the end, one row a way of editing.
struct Row {
    std::size_t bodies = 0;
    std::size_t elements = 0;
    std::size_t events = 0;
    std::size_t claims = 0;
    std::size_t lost = 0;
};

class Comparison {
public:
    explicit Comparison(std::string way) : way_(std::move(way)) {}
    ~Comparison() {
        std::cout << std::left << std::setw(34) << way_ << std::right << " bodies " << std::setw(7)
                  << row_.bodies << "  elements " << std::setw(8) << row_.elements << "  events "
                  << std::setw(8) << row_.events << "  claims " << std::setw(8) << row_.claims
                  << "  lost " << row_.lost << "\n";
    }
    Comparison(const Comparison&) = delete;
    Comparison& operator=(const Comparison&) = delete;

    /// Each claim holds in what the product reads out of `bytes`; `isWeak` says which only in part.
    void check(
        const std::vector<slow::Claim>& claims,
        const std::string& bytes,
        const std::string& what,
        const std::function<bool(const slow::Claim&)>& isWeak = [](const auto&) { return false; }
    ) {
        const auto decoded = decodeMetaCloud(bytes, kReceived);
        Counted strict;
        Counted weak;
        for (const auto& update : decoded.updates) {
            const auto facts = factsOf(update);
            ++strict[facts.line(false)];
            ++weak[facts.line(true)];
            row_.events += facts.kind != "placeholder" ? 1U : 0U;
        }
        for (const auto& claim : claims) {
            const bool inPart = isWeak(claim);
            // A claim takes its update away, so that two equal ones need two.
            const bool found = (inPart ? weak : strict)[claim.line(inPart)]-- > 0;
            row_.lost += found ? 0U : 1U;
            BOOST_TEST(found, what << ": lost " << claim.path << " " << claim.line(inPart));
        }
        ++row_.bodies;
        row_.elements += decoded.updates.size();
        row_.claims += claims.size();
    }
    [[nodiscard]] const Row& row() const { return row_; }

private:
    std::string way_;
    Row row_;
};

}  // namespace bowline::channels
