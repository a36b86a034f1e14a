// Reads entries. The keys of an entry and their order are fixed and nothing is ever escaped, so one
// pass over the bytes decides; a general JSON reader would accept more than the writer writes and
// would be ten times slower. What passes here is well-formed JSON (a test compares with a JSON
// library).
#include "connector/ledger/entry.h"
#include "connector/ledger/hex_digest.h"

#include <charconv>

namespace bowline::ledger {

namespace {

constexpr std::uint64_t kMaxInteger = (1ULL << 53) - 1;
constexpr std::size_t kMaxDetails = 64;

/// A view of all fields; empty where absent.
struct EntryView {
    std::string_view action, object, outcome, reason, ruleSet;
    Digest prev{};
    std::optional<Digest> subject;
    std::uint64_t seq = 0;
    std::uint64_t atMs = 0;
};

/// Takes pieces from the front of the bytes. After a piece that does not fit, nothing fits any
/// more.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool atEnd() const { return ok_ && rest_.empty(); }

    bool skip(std::string_view literal) {
        if (!rest_.starts_with(literal))
            return false;
        rest_.remove_prefix(literal.size());
        return true;
    }
    void need(std::string_view literal) { check(skip(literal)); }
    void check(bool fits) {
        ok_ = ok_ && fits;
        if (!ok_)
            rest_ = {};
    }
    /// Up to and with the closing quote; without it.
    std::string_view text() {
        const auto end = rest_.find('"');
        check(end != std::string_view::npos);
        const auto out = rest_.substr(0, end);
        rest_.remove_prefix(ok_ ? end + 1 : 0);
        return out;
    }
    std::string_view code() {
        const auto out = text();
        check(isCode(out));
        return out;
    }
    std::uint64_t number(std::uint64_t most) {
        std::uint64_t out = 0;
        const auto* const end = rest_.data() + rest_.size();
        const auto [after, error] = std::from_chars(rest_.data(), end, out);
        const auto length = static_cast<std::size_t>(after - rest_.data());
        check(error == std::errc{} && out <= most && (length == 1 || rest_.front() != '0'));
        rest_.remove_prefix(ok_ ? length : 0);
        return out;
    }

private:
    std::string_view rest_;
    bool ok_ = true;
};

/// {"name":VALUE,...} with at least one name, names rising; `value(name)` takes what follows the
/// colon.
template <class Value>
void readObject(Cursor& in, Value value) {
    std::string_view before;
    std::size_t members = 0;
    do {
        in.need("\"");
        const auto name = in.code();
        in.need(":");
        in.check(name > before && ++members <= kMaxDetails);
        if (in.ok())
            value(name);
        before = name;
    } while (in.ok() && in.skip(","));
    in.need("}");
}

template <class OnCode, class OnCount>
void readDetail(Cursor& in, OnCode onCode, OnCount onCount) {
    if (!in.skip("\"detail\":{"))
        return;
    const bool codes = in.skip("\"codes\":{");
    if (codes) {
        readObject(in, [&](std::string_view name) {
            in.need("\"");
            onCode(name, in.code());
        });
    }
    if (!codes || in.skip(",")) {
        in.need("\"counts\":{");
        readObject(in, [&](std::string_view name) { onCount(name, in.number(UINT32_MAX)); });
    }
    in.need("},");
}

std::string_view optionalCode(Cursor& in, std::string_view opening) {
    if (!in.skip(opening))
        return {};
    const auto out = in.code();
    in.need(",");
    return out;
}

/// 64 characters of hex, the closing quote and the comma.
std::optional<Digest> hex(Cursor& in) {
    const auto out = digestFromHex(in.text());
    in.check(out.has_value());
    in.need(",");
    return out;
}

std::string_view optionalRuleSet(Cursor& in) {
    if (!in.skip("\"rule_set\":\""))
        return {};
    const auto out = in.text();
    in.check(digestFromHex(out).has_value());
    in.need(",");
    return out;
}

template <class OnCode, class OnCount>
std::optional<EntryView> read(std::string_view bytes, OnCode onCode, OnCount onCount) {
    if (bytes.size() > kMaxEntryBytes)
        return std::nullopt;
    Cursor in(bytes);
    EntryView out;
    in.need("{\"action\":\"");
    out.action = in.code();
    in.need(",");
    readDetail(in, onCode, onCount);
    out.object = optionalCode(in, "\"object\":\"");
    out.outcome = optionalCode(in, "\"outcome\":\"");
    in.need("\"prev\":\"");
    out.prev = hex(in).value_or(Digest{});
    out.reason = optionalCode(in, "\"reason\":\"");
    out.ruleSet = optionalRuleSet(in);
    in.need("\"seq\":");
    out.seq = in.number(kMaxInteger);
    in.need(",");
    if (in.skip("\"subject\":\""))
        out.subject = hex(in);
    in.need("\"ts_ms\":");
    out.atMs = in.number(kMaxInteger);
    in.need(",\"v\":1}");
    return in.atEnd() && out.seq != 0 ? std::optional(out) : std::nullopt;
}

}  // namespace

std::optional<EntryFields> parseEntry(std::string_view bytes) {
    EntryFields out;
    const auto view = read(
        bytes,
        [&](std::string_view name, std::string_view code) { out.codes.emplace(name, code); },
        [&](std::string_view name, std::uint64_t count) {
            out.counts.emplace(name, static_cast<std::uint32_t>(count));
        }
    );
    const auto act = view ? actNamed(view->action) : std::nullopt;
    if (!act)
        return std::nullopt;
    out.act = *act;
    out.seq = view->seq;
    out.at = fromMillis(static_cast<std::int64_t>(view->atMs));
    out.subject = view->subject;
    out.object = view->object;
    out.outcome = view->outcome;
    out.reason = view->reason;
    out.ruleSet = view->ruleSet;
    out.prev = view->prev;
    return out;
}

std::optional<EntryGlance> glanceAt(std::string_view bytes) {
    const auto ignore = [](std::string_view, auto) {};
    const auto view = read(bytes, ignore, ignore);
    if (!view)
        return std::nullopt;
    return EntryGlance{view->seq, view->action, view->prev};
}

}  // namespace bowline::ledger
