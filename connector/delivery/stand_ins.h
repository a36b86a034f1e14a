// The secrets of one destination and what stands for them until the guard has looked: its secret
// settings, the Basic headers made of them, the tokens that it gave us. Adapters see stand-ins
// only.
#pragma once

#include "connector/adapter_api/exchange.h"
#include "connector/base/guarded.h"
#include "connector/delivery/secret_places.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::delivery {

/// A secret setting of a destination, or a token that it gave us.
using SecretText = AccessToken;

/// Threads: any.
class StandIns {
public:
    /// Draws a stand-in for each, good for as long as this lives. A private key in PEM can only
    /// sign. Errors: ConfigError naming the setting when a secret is empty or, being no key, holds
    /// a line end, NUL or another control character.
    explicit StandIns(const std::map<std::string, SecretText>& secrets);

    /// The stand-in of the setting `name` and those of its Basic headers stand for `secret` from
    /// now on: somebody replaced it. Errors: ConfigError as the constructor; the old one stays
    /// then.
    void renew(const std::string& name, const SecretText& secret);

    /// Errors: Error when there is no such setting; here and below.
    [[nodiscard]] std::string ofSecret(std::string_view name) const;
    /// For "Basic " + base64(user:secret); the same for the same two. A stand-in in `user` counts
    /// as its secret. Errors: Error when the user then holds a colon (RFC 7617 2) or a control
    /// character.
    [[nodiscard]] std::string ofBasic(std::string_view user, std::string_view name) const;
    /// Raw bytes. Errors: Error when `bytes` hold a stand-in: what is signed would not be what is
    /// sent.
    [[nodiscard]] std::string signature(
        adapter_api::Signing how, std::string_view name, std::string_view bytes
    ) const;

    /// The stand-in of the token `name`, which from now on stands for `value` unless it stands for
    /// a newer version already; the same text for every version.
    std::string ofToken(std::string_view name, const SecretText& value, std::int64_t version);
    /// An answer's text as a token. Errors: Error when it is empty, above 64 KiB or holds a control
    /// character: it could not stand in a header.
    static SecretText tokenIn(const adapter_api::AnswerText& answer);

    /// The request with every secret in its place. Errors: as SecretPlaces::filled.
    [[nodiscard]] http::ClientRequest filled(const adapter_api::OutboundRequest& request) const;

private:
    struct Entry {
        std::string standIn;
        std::shared_ptr<const SecretText> text;
        std::string name;
        SecretUse use = SecretUse::AnyPlace;
        std::int64_t version = 0;
    };
    enum class Kind { Setting, Basic, Token };
    using Key = std::pair<Kind, std::string>;
    using Entries = std::map<Key, Entry>;

    [[nodiscard]] Entry newEntry(std::string name, const SecretText& text, SecretUse use) const;
    [[nodiscard]] Entry setting(std::string_view name) const;
    [[nodiscard]] SecretText basicHeader(std::string_view user, const Entry& setting) const;
    /// Users whose Basic header holds the setting `name`.
    [[nodiscard]] std::vector<std::string> usersOf(std::string_view name) const;
    void replace(Kind kind, const std::string& key, const SecretText& text, SecretUse use);
    /// Copies: a text lives as long as a request needs it, also when a newer token replaces it.
    [[nodiscard]] std::vector<Entry> entries() const;
    /// `entries` outlive it.
    [[nodiscard]] SecretPlaces placesFor(const std::vector<Entry>& entries) const;

    std::string family_;
    mutable Guarded<Entries> entries_;  ///< Basic headers are drawn when first asked for
};

}  // namespace bowline::delivery
