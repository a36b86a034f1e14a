// Writes entries and says what may stand in them. The writer needs no escapes: no character that
// JSON would escape is part of a code.
#include "connector/ledger/entry.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/ledger/hex_digest.h"

#include <algorithm>
#include <array>

namespace bowline::ledger {

namespace {

constexpr std::size_t kMaxCode = 80;
constexpr std::size_t kMaxDetails = 64;  // classes or codes of one entry; a mapping knows fewer
constexpr std::uint64_t kMaxInteger = (1ULL << 53) - 1;  // what every JSON reader keeps exactly
// A phone number has at least 7 digits; the part of a provider's id that holds it is longer than
// any word.
constexpr std::size_t kDigitsOfANumber = 7;
constexpr std::size_t kLongestWord = 24;

constexpr std::array<std::string_view, 23> kActs = {
    "checkpoint.signed", "config.activated", "consent.given",      "consent.withdrawn",
    "daemon.started",    "daemon.stopped",   "disclosure.outcome", "disclosure.released",
    "incident.closed",   "incident.opened",  "item.dropped",       "item.parked",
    "item.requeued",     "key.created",      "key.destroyed",      "launch.opened",
    "link.replaced",     "person.blocked",   "person.erased",      "person.exported",
    "person.unblocked",  "route.decided",    "value.revealed",
};

/// What a character may be in a code: bits, so that one pass gathers what a text consists of.
constexpr std::uint8_t kDigit = 1, kHexLetter = 2, kOther = 4, kMark = 8, kForeign = 16;

constexpr std::array<std::uint8_t, 256> kindTable() {
    std::array<std::uint8_t, 256> table{};
    table.fill(kForeign);
    const auto set = [&table](std::string_view letters, std::uint8_t kind) {
        for (const char c : letters)
            table[static_cast<std::uint8_t>(c)] = kind;
    };
    set("_.:-", kMark);
    set("0123456789", kDigit);
    set("abcdef", kHexLetter);
    set("ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kOther);
    return table;
}

std::uint8_t kindOf(char c) {
    static constexpr auto kTable = kindTable();
    return kTable[static_cast<std::uint8_t>(c)];
}

/// What is known of the part of a code between two marks.
struct Part {
    std::size_t length = 0;
    std::size_t digits = 0;
    std::size_t hex = 0;

    void add(std::uint8_t kind) {
        ++length;
        digits += kind == kDigit ? 1 : 0;
        hex += (kind & (kDigit | kHexLetter)) != 0 ? 1 : 0;
    }
    [[nodiscard]] bool isHarmless() const {
        if (hex == length && (length == 32 || length == kDigestHexSize))
            return true;
        return length <= kLongestWord && (digits < length || length < kDigitsOfANumber);
    }
};

bool hasHarmlessParts(std::string_view text) {
    Part part;
    for (const char c : text) {
        const auto kind = kindOf(c);
        if (kind != kMark) {
            part.add(kind);
            continue;
        }
        if (!part.isHarmless())
            return false;
        part = {};
    }
    return part.isHarmless();
}

void require(bool ok, const char* field) {
    if (!ok)
        throw Error(
            std::string("ledger: cannot write an entry: the field ") + field +
                " is not a code, an id or a number in range",
            "this is a fault of the program or of a name in the configuration; please report it"
        );
}

void appendText(std::string& out, std::string_view key, std::string_view value) {
    out.append("\"").append(key).append("\":\"").append(value).append("\",");
}

void appendCode(std::string& out, const char* key, const std::string& value) {
    if (value.empty())
        return;
    require(isCode(value), key);
    appendText(out, key, value);
}

void appendCodes(std::string& out, const std::map<std::string, std::string>& codes) {
    require(codes.size() <= kMaxDetails, "detail.codes");
    out += "\"codes\":{";
    for (const auto& [name, code] : codes) {
        require(isCode(name) && isCode(code), "detail.codes");
        appendText(out, name, code);
    }
    out.back() = '}';
}

void appendCounts(std::string& out, const std::map<std::string, std::uint32_t>& counts) {
    require(counts.size() <= kMaxDetails, "detail.counts");
    out += "\"counts\":{";
    for (const auto& [name, count] : counts) {
        require(isCode(name), "detail.counts");
        out.append("\"").append(name).append("\":").append(std::to_string(count)).append(",");
    }
    out.back() = '}';
}

void appendDetail(std::string& out, const EntryFields& fields) {
    if (fields.codes.empty() && fields.counts.empty())
        return;
    out += "\"detail\":{";
    if (!fields.codes.empty())
        appendCodes(out, fields.codes);
    if (!fields.codes.empty() && !fields.counts.empty())
        out += ',';
    if (!fields.counts.empty())
        appendCounts(out, fields.counts);
    out += "},";
}

void appendRuleSet(std::string& out, const std::string& ruleSet) {
    if (ruleSet.empty())
        return;
    require(digestFromHex(ruleSet).has_value(), "rule_set");
    appendText(out, "rule_set", ruleSet);
}

std::string numberField(const char* key, std::int64_t value) {
    require(value >= 0 && static_cast<std::uint64_t>(value) <= kMaxInteger, key);
    return std::string("\"") + key + "\":" + std::to_string(value) + ',';
}

}  // namespace

std::string_view toText(Act act) {
    return kActs.at(static_cast<std::size_t>(act));
}

std::optional<Act> actNamed(std::string_view text) {
    const auto found = std::lower_bound(kActs.begin(), kActs.end(), text);
    if (found == kActs.end() || *found != text)
        return std::nullopt;
    return static_cast<Act>(found - kActs.begin());
}

bool isCode(std::string_view text) {
    if (text.empty() || text.size() > kMaxCode)
        return false;
    std::uint8_t kinds = 0;
    for (const char c : text)
        kinds |= kindOf(c);
    if ((kinds & kForeign) != 0)
        return false;
    // Most codes are short words: no part of them can be too long or a number.
    if (text.size() <= kLongestWord && (kinds & kDigit) == 0)
        return true;
    return hasHarmlessParts(text);
}

std::string formatEntry(const EntryFields& fields) {
    std::string out;
    out.reserve(512);
    out += '{';
    appendText(out, "action", toText(fields.act));
    appendDetail(out, fields);
    appendCode(out, "object", fields.object);
    appendCode(out, "outcome", fields.outcome);
    appendText(out, "prev", toHex(asText(fields.prev)));
    appendCode(out, "reason", fields.reason);
    appendRuleSet(out, fields.ruleSet);
    require(fields.seq != 0, "seq");
    out += numberField("seq", static_cast<std::int64_t>(fields.seq));
    if (fields.subject)
        appendText(out, "subject", toHex(asText(*fields.subject)));
    out += numberField("ts_ms", toMillis(fields.at));
    out += "\"v\":1}";
    require(out.size() <= kMaxEntryBytes, "detail");
    return out;
}

Digest subjectOf(const KeyedHash& ledgerKey, std::uint64_t seq) {
    std::array<std::uint8_t, 8> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(seq >> (56 - 8 * i));
    return ledgerKey.of(asText(bytes));
}

}  // namespace bowline::ledger
