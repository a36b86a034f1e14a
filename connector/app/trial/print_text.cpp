#include "connector/app/trial/print.h"
#include "connector/base/text.h"

#include <fmt/format.h>
#include <map>
#include <tuple>

namespace bowline::app {

namespace {

constexpr std::size_t kFieldIndent = 8;
constexpr std::size_t kFieldWidth = 24;

/// C0, DEL, C1, and what hides or turns text: zero-width and bidirectional marks, line and
/// paragraph separators. Source: Unicode 15, general categories Cc, Cf, Zl, Zp.
bool mightSteer(char32_t c) {
    const bool isControl = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool isMark = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                        (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x61C;
    return isControl || isMark;
}

/// "phone 2, payment_card 1 (Visa; luhn+iin; 0.95 at 11-30)", one line a class.
void printFindings(
    std::ostream& out, std::string_view where, const std::vector<Finding>& findings
) {
    std::map<std::string, std::vector<const Finding*>> byClass;
    for (const auto& finding : findings)
        byClass[finding.cls].push_back(&finding);
    for (const auto& [cls, found] : byClass) {
        out << fmt::format("    found in {}: {} x {}", where, cls, found.size());
        for (const auto* f : found) {
            out << fmt::format(
                "{} {}-{} score {:.2f} {}",
                f == found.front() ? " at" : ",",
                f->span.begin,
                f->span.end,
                f->score,
                f->reason
            );
            if (!f->detail.empty())
                out << " (" << f->detail << ")";
        }
        out << "\n";
    }
}

std::string listOf(const ClassCounts& counts) {
    std::string text;
    for (const auto& [cls, count] : counts)
        text += fmt::format("{}{} x {}", text.empty() ? "" : ", ", cls, count);
    return text;
}

std::string verdictOf(const TriedDestination& tried) {
    switch (tried.outcome) {
        case TriedDestination::Outcome::LeftOut:
            return fmt::format("left out, purpose {}: {}", tried.purpose, tried.consent.reason);
        case TriedDestination::Outcome::Stub:
            return fmt::format(
                "the leak guard stops it ({} as {} in {}); parked, and this goes instead",
                tried.leak->cls,
                tried.leak->form,
                tried.leak->field
            );
        default:
            return "the leak guard clears it";
    }
}

void printDestination(std::ostream& out, const TriedDestination& tried) {
    out << "    -> " << tried.destination.str() << ": " << verdictOf(tried) << "\n";
    if (!tried.shown)
        return;
    for (const auto& [name, value] : fieldsOf(*tried.shown)) {
        if (!value.empty())
            out << fmt::format(
                "        {:<{}} {}\n",
                name,
                kFieldWidth,
                forTerminal(value, kFieldIndent + kFieldWidth + 1)
            );
    }
    if (!tried.removed.empty())
        out << "        removed: " << listOf(tried.removed) << "\n";
    if (!tried.keptIn.empty())
        out << fmt::format(
            "        the mapping keeps {}: the destination gets the value in {}, masked here\n",
            fmt::join(tried.kept, ", "),
            fmt::join(tried.keptIn, ", ")
        );
    for (const auto& field : tried.unfit)
        out << fmt::format("        {:<{}} {}\n", field, kFieldWidth, kUnfitWords);
    if (tried.isHidden)
        out << "        not shown: a kept value stands where masking it does not hide it\n";
}

std::string nameOf(const TriedUpdate& update) {
    return update.contentKind.empty() || update.contentKind == update.kind
               ? update.kind
               : update.kind + " (" + update.contentKind + ")";
}

std::string targetOf(const TriedUpdate& update) {
    if (!update.refers)
        return {};
    return update.target ? fmt::format(", refers to #{}", *update.target)
                         : ", refers to an update that is not in this body";
}

void printUpdate(std::ostream& out, const TriedUpdate& update) {
    out << fmt::format(
        "#{:<4} {} {}  {}{}{}\n",
        update.position,
        toIso8601(update.sentAt),
        nameOf(update),
        update.person.empty() ? "nobody" : update.person,
        update.number == NumberOf::Channel ? ""
                                           : fmt::format(", number: {}", toText(update.number)),
        targetOf(update)
    );
    out << fmt::format(
        "    {}, {}{}{}\n",
        toText(update.listed),
        update.state,
        update.reason.empty() ? "" : ": ",
        update.reason
    );
    for (const auto& purpose : update.stops)
        out << "    stops the purpose " << purpose.str() << "\n";
    printFindings(out, "text", update.inText);
    printFindings(out, "name", update.inName);
    if (!update.rule.empty())
        out << fmt::format("    route {}, queue {}\n", update.rule, update.queue);
    for (const auto& tried : update.destinations)
        printDestination(out, tried);
}

void printTotals(std::ostream& out, const TriedBody& body) {
    std::map<ListedAs, std::size_t> totals;
    for (const auto& update : body.updates)
        ++totals[update.listed];
    out << fmt::format(
        "try: {}. {} element(s), {} listed: {} event, {} placeholder, {} recorded only; nothing "
        "was "
        "stored or sent\n",
        body.isAccountedFor() ? "ok" : "NOT accounted for",
        body.elements.value_or(0),
        body.updates.size(),
        totals[ListedAs::Event],
        totals[ListedAs::Placeholder],
        totals[ListedAs::RecordedOnly]
    );
}

}  // namespace

std::string forTerminal(std::string_view text, std::size_t indent) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        at += c.length;
        if (c.value == U'\n')
            out += "\n" + std::string(indent, ' ');
        else if (mightSteer(c.value))
            out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c.value));
        else
            appendUtf8(out, c.value);
    }
    return out;
}

void printTrial(std::ostream& out, const TrialHead& head, const TriedBody& body) {
    out << fmt::format("channel {}, rule set {}\n", head.channel, head.ruleSet.substr(0, 12));
    if (!body.undecodable.empty()) {
        out << fmt::format(
            "try: the body cannot be read: {}\n  next: {}\n", body.undecodable, cureFor(body)
        );
        return;
    }
    if (body.duplicateKeys > 0)
        out << fmt::format("{} key(s) stand twice; the last one counts\n", body.duplicateKeys);
    for (const auto& update : body.updates)
        printUpdate(out, update);
    printTotals(out, body);
    if (!body.isAccountedFor())
        out << "  next: " << cureFor(body) << "\n";
}

}  // namespace bowline::app
