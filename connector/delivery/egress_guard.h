// The last look, on finished bytes: whatever an adapter hands out is searched for the values that
// this item must not disclose, then the sender's stop is asked, then the first byte leaves. Undoing
// encodings is detect::ForbiddenSearch's; this room decides which bytes are new and what a hit
// means.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/detect/forbidden_search.h"

#include <functional>
#include <initializer_list>
#include <string>

namespace bowline::delivery {

/// A forbidden value was in finished bytes. Says its class and in which form it hid, never the
/// value. Caught by the courier: the item is parked and an incident opened.
class GuardHit : public Error {
public:
    explicit GuardHit(detect::ForbiddenHit hit);
    Poco::Exception* clone() const override { return new GuardHit(*this); }
    void rethrow() const override { throw *this; }
    [[nodiscard]] const std::string& cls() const noexcept { return hit_.cls; }
    [[nodiscard]] const std::string& form() const noexcept { return hit_.form; }

private:
    detect::ForbiddenHit hit_;
};

/// What `after` holds beyond `before`, as bytes: common beginning and end are cut off. Views into
/// `after`, side by side.
struct Addition {
    std::string_view left;   ///< up to 256 old bytes before the addition
    std::string_view added;  ///< what is new
    std::string_view right;  ///< up to 256 old bytes after it
};
Addition additionOf(std::string_view before, std::string_view after);

/// Asked last of all, after the search and right before the first byte. Throws to refuse.
using LastCheck = std::function<void()>;

/// One item's way to its destination. Every request and file is searched before its first byte;
/// then `lastCheck` is asked: for every request, and for the first file, since the files of one
/// item are one disclosure (a ticket file and its page).
///
/// A file that is replaced is judged by what the write adds: what stands in it already has been
/// disclosed, under the rules of its day, and must not block what comes after it. Values that begin
/// in old bytes and end in new ones are found by the context around the addition.
///
/// What is no byte on its way out (stand-ins, signatures, tokens, the time) is the outlet's.
///
/// Threads: one at a time. The references outlive it.
class GuardedExchange : public adapter_api::Exchange {
public:
    GuardedExchange(const Forbidden& forbidden, adapter_api::Exchange& outlet, LastCheck lastCheck);
    /// Errors: GuardHit, those of `lastCheck` and those of the outlet; here and below.
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override;
    void writeFile(std::string_view name, std::string_view bytes) override;
    std::optional<std::string> readFile(std::string_view name) override;

    [[nodiscard]] Instant now() const override { return outlet_.now(); }
    [[nodiscard]] std::string secret(std::string_view name) const override {
        return outlet_.secret(name);
    }
    [[nodiscard]] std::string basic(std::string_view user, std::string_view secret) const override {
        return outlet_.basic(user, secret);
    }
    [[nodiscard]] std::string sign(
        adapter_api::Signing how, std::string_view name, std::string_view bytes
    ) const override {
        return outlet_.sign(how, name, bytes);
    }
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view name
    ) const override {
        return outlet_.token(name);
    }
    void keepToken(
        std::string_view name,
        const adapter_api::AnswerText& value,
        std::optional<Instant> expiresAt
    ) override {
        outlet_.keepToken(name, value, expiresAt);
    }
    void dropToken(std::string_view name) override { outlet_.dropToken(name); }

    /// True once a write may have reached the destination: from then on a failure is uncertain.
    [[nodiscard]] bool begun() const noexcept { return begun_; }
    /// A chained SHA-256 over all that began to leave, in order. Meaningful once begun.
    [[nodiscard]] const Digest& sentDigest() const noexcept { return sent_; }

private:
    void inspect(std::string_view bytes) const;
    void inspectAddition(std::string_view before, std::string_view after) const;
    void begin(bool ask, std::initializer_list<std::string_view> parts);

    detect::ForbiddenSearch search_;
    adapter_api::Exchange& outlet_;
    LastCheck lastCheck_;
    bool begun_ = false;
    Digest sent_{};
};

}  // namespace bowline::delivery
