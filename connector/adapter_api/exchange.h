// An adapter's only way out: finished bytes in, answers out. Behind it stand the egress guard, the
// rates, the client, the vault that signs and the store that remembers; the adapter sees none of
// them, and no secret.
//
// Secrets travel as stand-ins: `secret("token")` gives a short text of letters and digits that
// nobody outside can guess. The adapter writes it where the secret belongs (a header, a query, a
// JSON or form body); behind the guard delivery replaces it, encoded for that place. So an adapter
// cannot leak what it never held.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/sensitive.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::adapter_api {

struct OutboundRequest {
    std::string method;
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// Requests with the same key share the limits of that key ("ticket:12"); empty: none.
    std::string rateKey{};
    std::chrono::milliseconds timeout{std::chrono::seconds{30}};
};
using AnswerText = Sensitive<struct AnswerTag>;
struct InboundAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    AnswerText body{""};
};
/// No answer: `sent` says whether the request may have had its effect.
struct NoAnswer {
    std::string why;  ///< "dns", "connect", "tls", "timeout", "closed", "refused_address", ...
    bool sent = false;
};

enum class Signing { HmacSha1, HmacSha256, RsaSha256 };

/// A token that the system gave us, kept sealed. `standIn` is written where the token belongs.
struct KeptToken {
    std::string standIn;
    std::optional<Instant> expiresAt;  ///< nothing: until the system refuses it
};

/// Every byte passes the egress guard first; a hit throws GuardHit, which the courier catches: the
/// item is parked and an incident opened. What an exchange cannot do throws Error: a destination
/// with a folder cannot send, one with a URL cannot write files.
class Exchange {
public:
    virtual ~Exchange() = default;
    virtual std::variant<InboundAnswer, NoAnswer> send(const OutboundRequest& request) = 0;
    /// Replaces the file `name` (relative, no "..") below the destination's folder: temp file,
    /// fsync, rename, fsync of the directory. Errors: Error when the disk refuses.
    virtual void writeFile(std::string_view name, std::string_view bytes) = 0;
    /// Absence: nothing when there is no such file.
    virtual std::optional<std::string> readFile(std::string_view name) = 0;

    [[nodiscard]] virtual Instant now() const;

    /// The stand-in for the destination's secret setting `name`; the same for as long as the
    /// process runs. Errors: Error when the destination has no such setting.
    [[nodiscard]] virtual std::string secret(std::string_view name) const;
    /// The stand-in for "Basic " + base64(user:secret).
    [[nodiscard]] virtual std::string basic(std::string_view user, std::string_view secret) const;
    /// The signature of `bytes` under the secret setting `name`, raw bytes.
    [[nodiscard]] virtual std::string sign(
        Signing how, std::string_view name, std::string_view bytes
    ) const;

    /// Absence: nothing when none was kept or it was dropped.
    [[nodiscard]] virtual std::optional<KeptToken> token(std::string_view name) const;
    /// Kept sealed, durable before it returns: a rotated refresh token must outlive a crash.
    virtual void keepToken(
        std::string_view name, const AnswerText& value, std::optional<Instant> expiresAt
    );
    virtual void dropToken(std::string_view name);

    /// What a finished step of this item's primitives gave, by the step's name; durable before
    /// `checkpoint` returns, forgotten with the item. Names are one space an item: they begin with
    /// that of their primitive ("ticket.create/main"), unless another one shall find them too.
    /// Those of an object's primitives are forgotten when the object is linked. Errors: Error for a
    /// name that is not 1..128 characters of [a-zA-Z0-9_./:@#[]-], and for more than 1 MiB.
    [[nodiscard]] virtual std::optional<std::string> checkpointed(std::string_view step) const;
    virtual void checkpoint(std::string_view step, const std::string& output);
};

}  // namespace bowline::adapter_api
