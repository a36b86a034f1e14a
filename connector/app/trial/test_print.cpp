// The report for people, for programs and for CI. What is printed are the author's own examples.
#include "connector/app/trial/print.h"
#include "connector/app/trial/test_run.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace bowline::app {

namespace {

std::string placeOf(const settings::MappingTest& test) {
    return fmt::format("{}:{}", test.file, test.mark.line);
}

std::string told(const TrialFailure& failure) {
    return fmt::format(
        "{}: expected {}, got {}",
        failure.field.empty() ? "the item" : failure.field,
        failure.expected,
        failure.got
    );
}

std::string told(const Escape& escape) {
    return fmt::format("{} as {} stands in {}", escape.cls, escape.disguise, escape.field);
}

void printFailure(std::ostream& out, const TestOutcome& outcome) {
    out << placeOf(outcome.test) << ": FAILED: " << outcome.test.name << "\n";
    for (const auto& failure : outcome.failures) {
        out << "    " << failure.field << "\n      expected: " << forTerminal(failure.expected, 16)
            << "\n      got:      " << forTerminal(failure.got, 16) << "\n";
    }
}

std::string escapedXml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string testcase(const settings::MappingTest& test, std::string_view suffix, std::string why) {
    const auto head = fmt::format(
        "  <testcase classname=\"{}\" name=\"{}{}\" file=\"{}\" line=\"{}\"",
        escapedXml(test.mapping),
        escapedXml(test.name),
        suffix,
        escapedXml(test.file),
        test.mark.line
    );
    if (why.empty())
        return head + "/>\n";
    return head + ">\n    <failure>" + escapedXml(why) + "</failure>\n  </testcase>\n";
}

std::string whyFailed(const TestOutcome& outcome) {
    std::string why;
    for (const auto& failure : outcome.failures)
        why += (why.empty() ? "" : "; ") + told(failure);
    return why;
}

std::string whyEscaped(const TestReport& report, const settings::MappingTest& test) {
    std::string why;
    for (const auto& escape : report.escapes) {
        if (escape.test.file == test.file && escape.test.mark == test.mark)
            why += (why.empty() ? "" : "; ") + told(escape);
    }
    return why;
}

}  // namespace

void printReport(std::ostream& out, const TestReport& report) {
    for (const auto& outcome : report.outcomes) {
        if (!outcome.failures.empty())
            printFailure(out, outcome);
    }
    for (const auto& escape : report.escapes)
        out << placeOf(escape.test) << ": CAME THROUGH: " << told(escape)
            << ". Widen the pattern of the class, for example by (?i), or choose a stricter text\n";
    out << "mapping tests: " << report.outcomes.size() - report.failed() << " passed, "
        << report.failed() << " failed\n";
    out << "other spellings of what may never travel: " << report.spellings << " tried, "
        << report.escapes.size() << " came through\n";
    for (const auto& untested : report.untested) {
        if (!untested.names.empty())
            out << fmt::format(
                "{}: {} of {} rules have no test: {}\n",
                untested.where,
                untested.names.size(),
                untested.rules,
                fmt::join(untested.names, ", ")
            );
    }
    if (report.outcomes.empty())
        out << "there was nothing to run: add `tests:` to a mapping\n";
}

nlohmann::json reportAsJson(const TestReport& report) {
    auto tests = nlohmann::json::array();
    for (const auto& outcome : report.outcomes) {
        auto failures = nlohmann::json::array();
        for (const auto& failure : outcome.failures)
            failures.push_back(
                {{"field", failure.field}, {"expected", failure.expected}, {"got", failure.got}}
            );
        tests.push_back(
            {{"mapping", outcome.test.mapping},
             {"name", outcome.test.name},
             {"place", placeOf(outcome.test)},
             {"passed", outcome.failures.empty()},
             {"failures", failures}}
        );
    }
    auto escapes = nlohmann::json::array();
    for (const auto& escape : report.escapes)
        escapes.push_back(
            {{"place", placeOf(escape.test)},
             {"class", escape.cls},
             {"spelling", escape.disguise},
             {"field", escape.field}}
        );
    auto untested = nlohmann::json::array();
    for (const auto& one : report.untested)
        untested.push_back({{"where", one.where}, {"rules", one.rules}, {"untested", one.names}});
    return {
        {"schema", 1},
        {"ok", report.isGood()},
        {"tests", tests},
        {"spellings", report.spellings},
        {"came_through", escapes},
        {"coverage", untested}};
}

std::string reportAsJunit(const TestReport& report) {
    std::string cases;
    std::size_t failures = 0;
    for (const auto& outcome : report.outcomes) {
        const auto escaped = whyEscaped(report, outcome.test);
        failures += outcome.failures.empty() ? 0U : 1U;
        failures += escaped.empty() ? 0U : 1U;
        cases += testcase(outcome.test, "", whyFailed(outcome));
        cases += testcase(outcome.test, " (other spellings)", escaped);
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"bowline\" tests=\"{}\" failures=\"{}\">\n{}</testsuite>\n",
        report.outcomes.size() * 2,
        failures,
        cases
    );
}

}  // namespace bowline::app
