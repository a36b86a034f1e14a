// One entry of the ledger: what was done, as one line of JSON that is stored and hashed as it is.
//
// No personal value and no free text can enter: every text is a code, an id or a name from the
// configuration, of a closed character set and length, and shapes that numbers and provider ids
// have are refused. What is written reads back to the same fields; whatever reads back differs in
// no byte.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::ledger {

/// What an entry may tell of; the names in the bytes are those of `toText`.
enum class Act {
    CheckpointSigned,
    ConfigActivated,
    ConsentGiven,
    ConsentWithdrawn,
    DaemonStarted,
    DaemonStopped,
    DisclosureOutcome,
    DisclosureReleased,
    IncidentClosed,
    IncidentOpened,
    ItemDropped,
    ItemParked,
    ItemRequeued,
    KeyCreated,
    KeyDestroyed,
    LaunchOpened,  ///< the first rule set with a signed review takes traffic
    LinkReplaced,
    PersonBlocked,
    PersonErased,
    PersonExported,
    PersonUnblocked,
    RouteDecided,  ///< a message that goes to no ticket by a rule's path
    ValueRevealed,
};

/// "disclosure.released" and so on. Never empty.
std::string_view toText(Act act);
/// Absence: nothing for a text that is no act of this version.
std::optional<Act> actNamed(std::string_view text);

/// The fields of an entry. An empty text or map means that the field is absent in the bytes.
/// A code is 1..80 characters of [a-zA-Z0-9_.:-]; of its parts between `_.:-`, none is 7 or more
/// decimal digits and none is longer than 24 characters, unless it is 32 or 64 characters of
/// lower-case hex.
struct EntryFields {
    std::uint64_t seq = 0;  ///< from 1, without gaps; the chain sets it
    Instant at;             ///< when it was done; order is by seq, never by time
    Act act = Act::DaemonStarted;
    std::optional<Digest> subject;             ///< `subjectOf(person's ledger key, seq)`
    std::string object;                        ///< code, "kind:id": "item:" and 32 hex characters
    std::string outcome;                       ///< code
    std::string reason;                        ///< code
    std::string ruleSet;                       ///< 64 hex characters
    std::map<std::string, std::string> codes;  ///< name (code) to code: destination, purpose, rule
    std::map<std::string, std::uint32_t> counts;  ///< class (code) to how many values
    Digest prev{};  ///< leaf hash of the entry before, zeros for the first; the chain sets it
    friend bool operator==(const EntryFields&, const EntryFields&) = default;
};

/// The largest entry; what would be larger is refused.
inline constexpr std::size_t kMaxEntryBytes = 8192;

/// True when `text` may stand in an entry. For settings, so that a rule's id is refused at load and
/// not at the first message.
[[nodiscard]] bool isCode(std::string_view text);

/// The stored bytes: one line of JSON without the newline, keys sorted, no blanks, no escapes.
/// Errors: Error naming the field (never its value) when something in it is not a code, hex or in
/// range.
std::string formatEntry(const EntryFields& fields);

/// Absence: nothing unless `bytes` are exactly what `formatEntry` makes of the fields returned.
std::optional<EntryFields> parseEntry(std::string_view bytes);

/// What a verifier needs of an entry; `action` is a view into the bytes it was read from.
struct EntryGlance {
    std::uint64_t seq = 0;
    std::string_view action;  ///< may be an act of a later version
    Digest prev{};
};

/// Like `parseEntry` without making copies; accepts acts of later versions. Absence: nothing unless
/// the bytes have the form of version 1 in every byte.
std::optional<EntryGlance> glanceAt(std::string_view bytes);

/// HMAC(person's ledger key, seq as 8 bytes, big endian): differs in every entry of the same
/// person.
Digest subjectOf(const KeyedHash& ledgerKey, std::uint64_t seq);

}  // namespace bowline::ledger
