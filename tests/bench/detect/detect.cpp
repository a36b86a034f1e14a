// bench_detect [folder of labelled texts]: how much the detectors find, how often they are wrong,
// and what a text costs, beside a byte pass and a bare RE2 pass of the same run. Never fails for a
// figure; fails when a program does.
#include "connector/app/detect/jsonl.h"
#include "connector/base/text.h"
#include "connector/detect/detector.h"
#include "connector/detect/measured_recall.h"
#include "tests/bench/detect/corpus.h"
#include "tests/bench/detect/guard_cost.h"
#include "tests/bench/detect/split_messages.h"
#include "tests/bench/figures.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <re2/re2.h>

namespace bowline::tests {

namespace {

using Texts = std::vector<LabelledText>;

constexpr std::size_t kMebibyte = 1024 * 1024;

/// Presidio's patterns in spirit: cards, e-mail, phones, IBAN, addresses of machines.
constexpr const char* kBarePattern =
    R"(\b\d(?:[ -]?\d){11,18}\b|[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d ()/.-]{6,}\d|\b[A-Z]{2}\d{2}[ \dA-Z]{11,30}\b|\b\d{1,3}(?:\.\d{1,3}){3}\b)";

std::size_t bytesOf(const std::vector<std::string>& texts) {
    return std::accumulate(
        texts.begin(),
        texts.end(),
        std::size_t{0},
        [](std::size_t sum, const std::string& text) { return sum + text.size(); }
    );
}

/// CPU a text of one pass of `look` over all of them.
double microsEach(
    const std::vector<std::string>& texts, const std::function<void(const std::string&)>& look
) {
    const auto pass = cpuOfCall(3, [&] {
        for (const auto& text : texts)
            look(text);
    });
    return pass.count() / static_cast<double>(texts.size());
}

void printSpeed(
    const char* name, const std::vector<std::string>& texts, const detect::Detector& detector
) {
    const re2::RE2 pattern(kBarePattern);
    std::size_t seen = 0;
    const double scan = microsEach(texts, [&](const std::string& text) {
        seen += detector.scan(text, {}, {}).size();
    });
    const double bare = microsEach(texts, [&](const std::string& text) {
        re2::StringPiece left(text);
        while (re2::RE2::FindAndConsume(&left, pattern))
            ++seen;
    });
    const double bytes = microsEach(texts, [&](const std::string& text) {
        seen += static_cast<std::size_t>(std::count(text.begin(), text.end(), '7'));
    });
    const double each = static_cast<double>(bytesOf(texts)) / static_cast<double>(texts.size());
    std::printf(
        "%-26s %7zu texts, %8.0f bytes each: %8.2f us a text, %7.1f MB/s | RE2 %8.2f us, x%.1f | "
        "byte pass %7.3f us  (%zu)\n",
        name,
        texts.size(),
        each,
        scan,
        each / scan,
        bare,
        scan / bare,
        bytes,
        seen
    );
}

std::vector<std::string> chosen(
    const Texts& all, const std::function<bool(const LabelledText&)>& take
) {
    std::vector<std::string> texts;
    for (const auto& one : all) {
        if (take(one))
            texts.push_back(one.text);
    }
    return texts;
}

/// `size` bytes of the texts, a line each, again and again.
std::string joined(const std::vector<std::string>& texts, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; out.size() < size; ++at)
        out += texts[at * 7919 % texts.size()] + "\n";
    return out;
}

/// What somebody sends who wants a scan to take long, without line ends.
std::string repeated(std::string_view part, std::size_t size) {
    std::string out;
    while (out.size() < size)
        out += part;
    return out;
}

void printSpeeds(const Texts& all) {
    const detect::Detector detector({});
    const auto core = [](const LabelledText& one) { return one.core; };
    printSpeed(
        "clean texts",
        chosen(all, [&](const auto& one) { return one.core && one.spans.empty(); }),
        detector
    );
    printSpeed("core texts", chosen(all, core), detector);
    const auto everything = chosen(all, [](const auto&) { return true; });
    printSpeed("all texts", everything, detector);
    printSpeed("mixed chat in one text", {joined(everything, kMebibyte)}, detector);
    for (const char* const hostile :
         {"pin:pin:pin:pin:",
          "a://b://",
          "x://?&&&&&&&&&&",
          "-----BEGIN PRIVATE KEY",
          "pin is my ",
          "one two three ",
          "a:b:c:",
          "<<<<",
          "rue de la ",
          "12 Main Street ",
          "Mrs Ab ",
          "Mrs de la ",
          "0O0O l1l "}) {
        for (const std::size_t size : {kMebibyte / 64, kMebibyte / 16})
            printSpeed(hostile, {repeated(hostile, size)}, detector);
    }
    for (const std::size_t size : {kMebibyte / 16, kMebibyte / 4, kMebibyte})
        printSpeed(
            "digits and blanks", {joined({"1 2 3 4 5 6 7 8 9 0 12 34 56 78"}, size)}, detector
        );
}

/// Whether each letter and digit of the span is inside one of `findings`.
bool isCovered(
    const LabelledText& one, const nlohmann::json& span, const std::vector<Finding>& findings
) {
    std::size_t point = 0;
    for (std::size_t at = 0; at < one.text.size(); ++point) {
        const auto length = codePointAt(one.text, at).length;
        const bool inSpan = point >= span.at("start") && point < span.at("end");
        const bool shows =
            std::isalnum(static_cast<unsigned char>(one.text[at])) != 0 || length > 1;
        const bool covered = std::ranges::any_of(findings, [&](const Finding& finding) {
            return at >= finding.span.begin && at < finding.span.end;
        });
        if (inSpan && shows && !covered)
            return false;
        at += length;
    }
    return true;
}

void printDisguises(const Texts& all) {
    const detect::Detector detector({});
    std::map<std::string, std::pair<int, int>> counts;
    for (const auto& one : all) {
        if (one.disguise.empty())
            continue;
        const auto findings = detector.scan(one.text, {}, {});
        auto& [masked, values] = counts[one.disguise];
        for (const auto& span : one.spans) {
            ++values;
            masked += isCovered(one, span, findings) ? 1 : 0;
        }
    }
    std::puts("values masked whole, by disguise:");
    for (const auto& [disguise, count] : counts)
        std::printf("  %-12s %3d of %3d\n", disguise.c_str(), count.first, count.second);
}

/// Our class of each labelled type. Of two classes of one type the later is the common one
/// ("secret" after "card_security_code"); dates and names are labelled where they are nobody's.
std::map<std::string, std::string> classesOfTypes() {
    std::map<std::string, std::string> classes;
    for (const auto& cls : detect::builtInClasses())
        classes[app::corpusTypeOf(cls)] = cls;
    classes.erase("DATE");
    classes.erase("PERSON");
    return classes;
}

/// Values that are masked whole, by class, and whether the program says the same of itself.
void printRecall(const Texts& all) {
    const detect::Detector detector({});
    const auto classes = classesOfTypes();
    std::map<std::string, std::pair<int, int>> counts;
    for (const auto& one : all) {
        const auto findings = detector.scan(one.text, {}, {});
        for (const auto& span : one.spans) {
            const auto cls = classes.find(span.at("type").get<std::string>());
            if (!one.core || cls == classes.end())
                continue;
            auto& [masked, values] = counts[cls->second];
            ++values;
            masked += isCovered(one, span, findings) ? 1 : 0;
        }
    }
    std::puts("values masked whole, by class, as `bowline flow` tells it:");
    for (const auto& [cls, count] : counts) {
        const auto told = detect::measuredRecall(cls);
        const bool fresh = told && told->masked == count.first && told->of == count.second;
        std::printf(
            "    {\"%s\", %d, %d},%s\n",
            cls.c_str(),
            count.first,
            count.second,
            fresh ? "" : "  <- measured_recall.cpp says something else"
        );
    }
}

/// The scorer's table over the core files, of what `bowline detect --jsonl` says.
int printScores(const std::filesystem::path& folder) {
    const TempFolder temp;
    const auto predictions = temp.path() / "predictions.jsonl";
    std::vector<std::string> words{(folder.parent_path() / "score.py").string()};
    std::string files;
    for (const auto& file : coreFiles(folder)) {
        files += " '" + file.string() + "'";
        words.push_back(file.string());
    }
    const auto found = runProgram(
        "/bin/sh",
        {"-c",
         "cat" + files + " | '" BOWLINE_BINARY_DIR "/bowline' detect --jsonl > '" +
             predictions.string() + "'"},
        ""
    );
    words.insert(words.end(), {"--", predictions.string()});
    const auto scored = found.exitCode == 0 ? runProgram("/usr/bin/python3", words, "") : found;
    std::cout << scored.output << std::flush;
    return scored.exitCode;
}

int run(const std::filesystem::path& folder) {
    printGuardCosts();
    if (!std::filesystem::exists(folder)) {
        std::cout << "skipped: there are no labelled texts at " << folder << "\n";
        return 0;
    }
    const auto all = readCorpus(folder);
    const int exitCode = printScores(folder);
    printDisguises(all);
    printSplitValues(all);
    printRecall(all);
    std::fflush(stdout);
    printSpeeds(all);
    return exitCode;
}

}  // namespace

}  // namespace bowline::tests

int main(int argc, char** argv) {
    const char* const shared = std::getenv("BOWLINE_SHARED");
    const auto beside =
        std::filesystem::path(shared != nullptr ? shared : BOWLINE_SOURCE_DIR "/../shared");
    return bowline::tests::run(
        argc > 1 ? std::filesystem::path(argv[1]) : beside / "pii/corpus-dev"
    );
}
