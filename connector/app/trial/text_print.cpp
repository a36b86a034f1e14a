// Two columns: what was said, with the found values marked, and what a destination gets of it.
#include "connector/app/trial/print.h"
#include "connector/app/trial/text_trial.h"
#include "connector/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::size_t kColumn = 44;  // two of them and a border fit into 92 characters

std::string_view toText(RoutePath path) {
    constexpr std::string_view kNames[] = {"ticket", "record", "park"};
    return kNames[static_cast<int>(path)];
}

std::string_view toText(TextMode mode) {
    constexpr std::string_view kNames[] = {"withheld", "fields_only", "full_masked"};
    return kNames[static_cast<int>(mode)];
}

/// One character with the mark that it stands in a span; a cell of the table.
struct Cell {
    std::string text;
    bool isMarked = false;
};

using Line = std::vector<Cell>;

bool isIn(std::size_t at, const std::vector<Span>& spans) {
    return std::ranges::any_of(spans, [&](Span span) { return span.begin <= at && at < span.end; });
}

std::vector<Line> cut(std::string_view text, const std::vector<Span>& marked) {
    std::vector<Line> lines(1);
    for (std::size_t at = 0; at < text.size();) {
        const auto length = codePointAt(text, at).length;
        const auto shown = forTerminal(text.substr(at, length), 0);
        if (shown == "\n" || lines.back().size() == kColumn)
            lines.emplace_back();
        if (shown != "\n")
            lines.back().push_back({shown, isIn(at, marked)});
        at += length;
    }
    return lines;
}

/// Placeholders of ours begin with a bracket that no text of a person has.
std::vector<Span> placeholdersIn(std::string_view text) {
    std::vector<Span> spans;
    for (auto at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        const auto end = std::min(text.find(']', at), text.size() - 1);
        spans.push_back({at, end + 1});
    }
    return spans;
}

std::string painted(const Line& line, std::string_view colour, bool colours) {
    std::string out;
    bool isOn = false;
    for (const auto& cell : line) {
        if (colours && cell.isMarked != isOn)
            out += cell.isMarked ? std::string(colour) : "\x1b[0m";
        isOn = cell.isMarked;
        out += cell.text;
    }
    if (colours && isOn)
        out += "\x1b[0m";
    return out + std::string(kColumn - std::min(kColumn, line.size()), ' ');
}

void printColumns(
    std::ostream& out, const std::vector<Line>& before, const std::vector<Line>& after, bool colours
) {
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const Line left = i < before.size() ? before[i] : Line{};
        const Line right = i < after.size() ? after[i] : Line{};
        auto line = "  " + painted(left, "\x1b[41;97m", colours) + " | " +
                    painted(right, "\x1b[42;30m", colours);
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << "\n";
    }
}

std::vector<Span> spansOf(const std::vector<Finding>& findings) {
    std::vector<Span> spans;
    for (const auto& finding : findings)
        spans.push_back(finding.span);
    return spans;
}

void printSpans(std::ostream& out, const TextTrial& trial, const TriedText& tried) {
    for (const auto& span : tried.spans) {
        const auto& finding = span.finding;
        const auto value = std::string_view(trial.said)
                               .substr(finding.span.begin, finding.span.end - finding.span.begin);
        out << fmt::format(
            "  {}: {}{}, score {:.2f} ({}); {}: {}\n",
            forTerminal(value, 4),
            finding.cls,
            finding.detail.empty() ? "" : " " + finding.detail,
            finding.score,
            finding.reason,
            span.rule,
            span.action
        );
    }
}

void printDestination(
    std::ostream& out, const TextTrial& trial, const TriedText& tried, bool colours
) {
    out << fmt::format(
        "-> {} (mapping {}, text {})\n", tried.destination.str(), tried.mapping, toText(tried.mode)
    );
    for (const auto& [name, value] : tried.fields) {
        if (name == "comment.text")
            printColumns(
                out,
                cut(trial.said, spansOf(trial.findings)),
                cut(value, placeholdersIn(value)),
                colours
            );
        else if (!value.empty())
            out << fmt::format("  {:<24} {}\n", name, forTerminal(value, 27));
    }
    for (const auto& field : tried.unfit)
        out << fmt::format("  {:<24} {}\n", field, kUnfitWords);
    printSpans(out, trial, tried);
    if (tried.leak)
        out << fmt::format(
            "  the leak guard stops it ({} as {} in {}): parked, and a stub goes instead\n",
            tried.leak->cls,
            tried.leak->form,
            tried.leak->field
        );
}

nlohmann::json asJson(const TriedText& tried) {
    auto spans = nlohmann::json::array();
    for (const auto& span : tried.spans)
        spans.push_back(
            {{"class", span.finding.cls},
             {"detail", span.finding.detail},
             {"begin", span.finding.span.begin},
             {"end", span.finding.span.end},
             {"score", span.finding.score},
             {"reason", span.finding.reason},
             {"rule", span.rule},
             {"action", span.action}}
        );
    auto fields = nlohmann::json::object();
    for (const auto& [name, value] : tried.fields)
        fields[name] = value;
    return {
        {"destination", tried.destination.str()},
        {"mapping", tried.mapping},
        {"text", toText(tried.mode)},
        {"fields", fields},
        {"unfit", tried.unfit},
        {"spans", spans},
        {"leak", tried.leak ? nlohmann::json(tried.leak->cls) : nlohmann::json()}};
}

}  // namespace

void printText(std::ostream& out, const TextTrial& trial, bool colours) {
    out << fmt::format("route {}, queue {}, {}\n", trial.route, trial.queue, toText(trial.path));
    for (const auto& tried : trial.destinations)
        printDestination(out, trial, tried, colours);
    if (trial.destinations.empty())
        out << "nothing goes to a destination\n";
    out << "try: nothing was stored or sent\n";
}

nlohmann::json textTrialAsJson(const TextTrial& trial) {
    auto destinations = nlohmann::json::array();
    for (const auto& tried : trial.destinations)
        destinations.push_back(asJson(tried));
    return {
        {"schema", 1},
        {"said", trial.said},
        {"route", trial.route},
        {"queue", trial.queue},
        {"path", toText(trial.path)},
        {"destinations", destinations}};
}

}  // namespace bowline::app
