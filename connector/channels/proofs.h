// What proves that a request is the provider's: a header that stands there once, a word that both
// know, a signature over the body. Each of the secrets may have a predecessor, accepted while it is
// being changed.
//
// Compared in constant time. It does not know which channel demands which.
#pragma once

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/sensitive.h"
#include "connector/channels/channel.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::channels {

/// A secret, and the one before it while it is being changed.
template <class Secret>
struct Rotating {
    Secret current;
    std::optional<Secret> previous{};
};

/// The one value of the header; nothing when it is missing or there are two. `name` in lower case.
std::optional<std::string_view> onlyHeader(const Headers& headers, std::string_view name);

/// True when both are the same word. Compared as digests, so that not even the length of ours shows
/// in the time.
bool sameWord(std::string_view given, std::string_view ours);

/// The secret's characters. `what` names it: "app secret". Errors: ConfigError when it is empty: an
/// empty key would let anybody in.
template <class Tag>
std::string_view required(const Sensitive<Tag>& secret, const std::string& what) {
    if (secret.expose().empty())
        throw ConfigError(
            "channels: cannot set up a channel: the " + what + " is empty",
            "put the value that the provider shows into the file that the configuration refers to"
        );
    return secret.expose();
}

/// HMAC-SHA-256 over the body under one of two secrets, in hexadecimal.
class BodySignature {
public:
    /// Errors: as required().
    BodySignature(const Rotating<AppSecret>& secrets, const std::string& what);

    /// True when `hex` is 64 hexadecimal characters and the signature of `body`.
    [[nodiscard]] bool holds(std::string_view hex, std::string_view body) const;

private:
    KeyedHash current_;
    std::optional<KeyedHash> previous_;
};

/// A word that stands in the request as it is.
class KnownWord {
public:
    /// Errors: ConfigError when a word has less than 16 characters: it could be guessed.
    KnownWord(const Rotating<SharedWord>& words, const std::string& what);

    [[nodiscard]] bool is(std::string_view given) const;

private:
    Rotating<SharedWord> words_;
};

}  // namespace bowline::channels
