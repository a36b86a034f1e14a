// The search takes the value that a test says never travels, writes it in other ways at its place,
// moves it to where a template may cut, says it in two messages, and looks for it in everything
// that comes out: a property of the mapping, not one example.
#include "connector/app/trial/test_run.h"

#include "connector/app/trial/disguises.h"
#include "connector/detect/forbidden_search.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace bowline::app {

namespace {

/// Classes whose values are digits, however these are grouped.
bool isNumber(const std::string& cls) {
    return cls == "payment_card" || cls == "phone" || cls == "pet_microchip" || cls == "device_id";
}

std::string valueOf(const settings::MappingTest& test, Span span) {
    return test.say.substr(span.begin, span.end - span.begin);
}

settings::MappingTest saying(settings::MappingTest test, Span span, const std::string& text) {
    test.say.replace(span.begin, span.end - span.begin, text);
    return test;
}

/// The field in which `value` stands, or empty.
std::string fieldWith(const TrialResult& result, const std::string& value, const std::string& cls) {
    const detect::ForbiddenSearch search({{{FoundValue(value), cls}}});
    for (const auto& [name, text] : result.fields) {
        if (search.in(text, detect::kNoChecksums) || text.find(value) != std::string::npos)
            return name;
    }
    return {};
}

/// Where a value is cut in two so that each part holds three digits: at most one place in each
/// quarter.
std::vector<std::size_t> cutsOf(const std::string& value) {
    constexpr std::ptrdiff_t kFewestDigits = 3;
    const auto digits = [](auto begin, auto end) {
        return std::count_if(begin, end, [](char c) { return c >= '0' && c <= '9'; });
    };
    std::vector<std::size_t> cuts;
    for (std::size_t quarter = 1; quarter < 4; ++quarter) {
        const auto cut = value.begin() + static_cast<std::ptrdiff_t>(value.size() * quarter / 4);
        if (digits(value.begin(), cut) >= kFewestDigits &&
            digits(cut, value.end()) >= kFewestDigits)
            cuts.push_back(static_cast<std::size_t>(cut - value.begin()));
    }
    return cuts;
}

/// A slice of `value` that `with` shows and `without` does not.
bool showsSlice(const std::string& with, const std::string& without, const std::string& value) {
    constexpr std::size_t kSlice = 6;
    for (std::size_t at = 0; at + kSlice <= value.size(); ++at) {
        const auto slice = value.substr(at, kSlice);
        if (with.find(slice) != std::string::npos && without.find(slice) == std::string::npos)
            return true;
    }
    return false;
}

class Search {
public:
    Search(const MappingTrial& trial, TestReport& report) : trial_(trial), report_(report) {}

    void around(const settings::MappingTest& test, const TrialResult& plain) {
        for (const auto& finding : plain.findings) {
            const bool isNamed = std::ranges::find(test.never, finding.cls) != test.never.end();
            if (!isNamed || finding.span.end > test.say.size())
                continue;
            spell(test, finding);
            push(test, finding);
            split(test, finding);
        }
    }

private:
    void spell(const settings::MappingTest& test, const Finding& finding) {
        const auto value = valueOf(test, finding.span);
        for (const auto& disguise : disguisesOf(value, isNumber(finding.cls))) {
            ++report_.spellings;
            const auto result = trial_.result(saying(test, finding.span, disguise.text));
            auto field = fieldWith(result, value, finding.cls);
            if (field.empty())
                field = fieldWith(result, disguise.text, finding.cls);
            if (!field.empty() && !result.leak)
                escaped(test, finding, disguise.name, field);
        }
    }

    /// Words before it move the value to where a template may cut the text.
    void push(const settings::MappingTest& test, const Finding& finding) {
        constexpr int kMostWords = 24;
        const auto value = valueOf(test, finding.span);
        std::string words;
        for (int count = 0; count < kMostWords; ++count) {
            words += "word ";
            ++report_.spellings;
            const auto with = trial_.result(saying(test, {0, 0}, words));
            const auto without =
                trial_.result(saying(saying(test, finding.span, ""), {0, 0}, words));
            for (const auto& [name, text] : with.fields) {
                const auto other = without.fields.find(name);
                if (!with.leak && other != without.fields.end() &&
                    showsSlice(text, other->second, value))
                    return escaped(test, finding, "cut by a template", name);
            }
        }
    }

    /// Said in two messages: in the ticket they stand one after the other.
    void split(const settings::MappingTest& test, const Finding& finding) {
        if (!isNumber(finding.cls) && finding.cls != "iban")
            return;
        const auto value = valueOf(test, finding.span);
        const detect::ForbiddenSearch search({{{FoundValue(value), finding.cls}}});
        for (const auto cut : cutsOf(value)) {
            ++report_.spellings;
            const auto [first, second] = trial_.inTwo(test, finding.span.begin + cut);
            for (const auto& [name, text] : first.fields) {
                const auto rest = second.fields.find(name);
                const bool isStopped = first.leak || second.leak || rest == second.fields.end();
                if (!isStopped && search.in(text + "\n" + rest->second, detect::kNoChecksums))
                    escaped(test, finding, "split over two messages", name);
            }
        }
    }

    void escaped(
        const settings::MappingTest& test,
        const Finding& finding,
        std::string_view how,
        const std::string& field
    ) {
        report_.escapes.push_back({test, finding.cls, std::string(how), field});
    }

    const MappingTrial& trial_;
    TestReport& report_;
};

/// What the tests of a run made use of.
struct Touched {
    std::map<std::string, std::set<std::string>> classes;  ///< by mapping
    std::set<std::string> routes;
};

/// The classes that somebody wrote a rule for: those whose rule is not what everything gets.
std::vector<std::string> ruledClasses(const Mapping& mapping) {
    std::vector<std::string> classes;
    for (const auto& [cls, rule] : mapping.sensitive) {
        if (!(rule == mapping.otherwise))
            classes.push_back(cls);
    }
    return classes;
}

Untested untestedOf(const Mapping& mapping, const std::set<std::string>& touched) {
    Untested out{mapping.name, 0, {}};
    for (const auto& cls : ruledClasses(mapping)) {
        ++out.rules;
        if (!touched.contains(cls))
            out.names.push_back(cls);
    }
    return out;
}

Untested untestedRoutes(
    const std::vector<RouteRule>& routes, const std::set<std::string>& touched
) {
    Untested out{"routes", routes.size(), {}};
    for (const auto& route : routes) {
        if (!touched.contains(route.id))
            out.names.push_back(route.id);
    }
    return out;
}

}  // namespace

std::size_t TestReport::failed() const {
    return static_cast<std::size_t>(std::ranges::count_if(outcomes, [](const TestOutcome& one) {
        return !one.failures.empty();
    }));
}

void TestReport::add(TestReport other) {
    std::ranges::move(other.outcomes, std::back_inserter(outcomes));
    std::ranges::move(other.escapes, std::back_inserter(escapes));
    std::ranges::move(other.untested, std::back_inserter(untested));
    spellings += other.spellings;
}

TestReport runTests(const MappingTrial& trial, const std::vector<settings::MappingTest>& tests) {
    TestReport report;
    Touched touched;
    Search search(trial, report);
    for (const auto& test : tests) {
        const auto result = trial.result(test);
        for (const auto& finding : result.findings)
            touched.classes[test.mapping].insert(finding.cls);
        if (!test.contact.empty())
            touched.classes[test.mapping].insert("contact_name");
        touched.routes.insert(result.rule);
        report.outcomes.push_back({test, trial.run(test)});
        search.around(test, result);
    }
    for (const auto& [destination, mapping] : trial.rules().mappings)
        report.untested.push_back(untestedOf(mapping, touched.classes[mapping.name]));
    if (trial.hasRoutes())
        report.untested.push_back(untestedRoutes(trial.rules().routes, touched.routes));
    return report;
}

}  // namespace bowline::app
