// No rule that is deleted, moved or narrowed makes anything more visible: random policies and
// mappings, each changed in one place, compared class by class and message by message. A change
// that is refused shows nothing.
#include "connector/detect/detector.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/text_mode.h"

#include <boost/test/unit_test.hpp>

#include <random>
#include <tuple>

using namespace bowline;

namespace {

using Random = std::mt19937;
using Lines = std::vector<std::string>;

const Lines kClasses = {"contact_name", "email", "payment_card", "phone", "order", "parcel"};
const Lines kKinds = {"text", "image", "audio"};
const Lines kModes = {"withheld", "fields_only", "full_masked"};
const Lines kActions = {
    "strip",
    "withhold",
    "mask",
    "keep",
    "tokenise",
    "{ mask: { keep_last: 2 } }",
    "{ tokenise: { scope: destination } }",
    "{ generalise: decade }",
    "{ generalise: year }"};

const std::string& anyOf(Random& random, const Lines& lines) {
    return lines[random() % lines.size()];
}

/// A row of `text_when`; its lists are what may be narrowed.
struct Row {
    std::string then;
    Lines kinds;
    Lines unlessFound;
};

struct Files {
    std::string policyText;
    std::string mappingText;  ///< empty: left out
    Lines policyRules;
    Lines mappingRules;
    std::vector<Row> rows;
};

Lines someOf(Random& random, const Lines& all, unsigned oneIn) {
    Lines out;
    for (const auto& word : all) {
        if (random() % oneIn == 0)
            out.push_back(word);
    }
    return out;
}

Lines anyRules(Random& random, const Lines& classes) {
    Lines out;
    for (const auto& cls : someOf(random, classes, 2))
        out.push_back(cls + ": " + anyOf(random, kActions));
    return out;
}

Files anyFiles(Random& random) {
    Files files;
    files.policyText = anyOf(random, kModes);
    files.mappingText = random() % 2 == 0 ? std::string() : anyOf(random, kModes);
    files.policyRules =
        anyRules(random, {"contact_name", "email", "payment_card", "phone", "parcel"});
    files.policyRules.push_back("otherwise: " + kActions[random() % 3]);
    files.mappingRules = anyRules(random, kClasses);
    for (auto rows = random() % 3; rows > 0; --rows)
        files.rows.push_back(
            {anyOf(random, kModes), someOf(random, kKinds, 2), someOf(random, kClasses, 3)}
        );
    return files;
}

std::string listed(const Lines& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "[" : ", ") + word;
    return out + "]";
}

std::string block(const char* key, const Lines& lines) {
    std::string out = lines.empty() ? "" : std::string(key) + ":\n";
    for (const auto& line : lines)
        out += "  " + line + "\n";
    return out;
}

std::string policyOf(const Files& files) {
    return "policy: p\ntext: " + files.policyText + "\nclasses: { parcel: { words: [box] } }\n" +
           block("sensitive", files.policyRules);
}

std::string mappingOf(const Files& files) {
    Lines rows;
    for (const auto& row : files.rows) {
        rows.push_back(
            "- { then: " + row.then + (row.kinds.empty() ? "" : ", kind: " + listed(row.kinds)) +
            (row.unlessFound.empty() ? "" : ", unless_found: " + listed(row.unlessFound)) + " }"
        );
    }
    return "mapping: m\nto: d\npurpose: answer\nextends: p\n" +
           (files.mappingText.empty() ? "" : "text: " + files.mappingText + "\n") +
           block("text_when", rows) + "classes: { order: { pattern: 'ORD-[0-9]{6}' } }\n" +
           block("sensitive", files.mappingRules) +
           "contact: { name: x }\nticket: { subject: x }\ncomment: { text: \"{message.text}\" }\n";
}

/// Absence: nothing when the files are refused.
std::optional<Mapping> compiled(const Files& files) {
    settings::Sources sources;
    sources.config = {
        "bowline.yaml",
        "store: { path: s }\nchannels:\n  - { name: c, number: \"1\", app_secret: \"${cred:a}\", "
        "verify_token: \"${cred:b}\" }\ndestinations:\n  - { name: d, adapter: folder, path: t "
        "}\n"};
    sources.mappings = {{"m.yaml", mappingOf(files)}};
    sources.policies = {{"p.yaml", policyOf(files)}};
    const settings::Vocabulary vocabulary{detect::builtInClasses(), settings::builtInAdapters()};
    const auto loaded = settings::compileRules(sources, vocabulary);
    if (!loaded.rules)
        return std::nullopt;
    return loaded.rules->mappings.begin()->second;
}

/// One change that leaves less said than before, or the same in another order.
Files changed(Random& random, Files files) {
    const auto dropFrom = [&](Lines& lines) {
        if (!lines.empty())
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(random() % lines.size()));
    };
    switch (random() % 7) {
        case 0:
            dropFrom(files.policyRules);
            break;
        case 1:
            dropFrom(files.mappingRules);
            break;
        case 2:
            std::shuffle(files.mappingRules.begin(), files.mappingRules.end(), random);
            std::shuffle(files.policyRules.begin(), files.policyRules.end(), random);
            std::shuffle(files.rows.begin(), files.rows.end(), random);
            break;
        case 3:
            files.mappingText.clear();
            break;
        case 4:
            if (!files.rows.empty())
                files.rows.pop_back();
            break;
        case 5:
            if (!files.rows.empty() && files.rows[0].kinds.size() > 1)
                dropFrom(files.rows[0].kinds);
            break;
        default:
            if (!files.rows.empty())
                files.rows[0].unlessFound.push_back(anyOf(random, kClasses));
    }
    return files;
}

auto visibility(const ClassRule& rule) {
    return std::tuple(rule.action, rule.keepLast, rule.token, rule.to);
}

/// A message of this kind in which these classes were found.
stages::Inspected message(const std::string& kind, const Lines& found) {
    MessageUpdate update;
    update.content.kind = kind == "text"    ? MessageKind::Text
                          : kind == "image" ? MessageKind::Image
                                            : MessageKind::Audio;
    stages::Placed placed;
    placed.event.kind = EventKind::Message;
    placed.event.body = std::move(update);
    stages::Inspected out{stages::ConsentGate::check(std::move(placed), {}, {}), {}, {}};
    for (const auto& cls : found)
        out.text.findings.push_back({{0, 1}, cls, "", 1.0, "test"});
    return out;
}

/// What `now` shows more than `then`, or empty.
std::string moreIn(const Mapping& now, const Mapping& then, Random& random) {
    for (const auto& cls : kClasses) {
        if (visibility(now.ruleFor(cls)) > visibility(then.ruleFor(cls)))
            return cls;
    }
    for (const auto& kind : kKinds) {
        const auto said = message(kind, someOf(random, kClasses, 4));
        if (stages::textModeOf(now, said) > stages::textModeOf(then, said))
            return "the text of kind " + kind;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_rule_that_is_deleted_moved_or_narrowed_shows_more) {
    Random random(20261127);
    int compared = 0;
    int differing = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto files = anyFiles(random);
        const auto before = compiled(files);
        if (!before)
            continue;
        for (int change = 0; change < 4; ++change) {
            const auto other = changed(random, files);
            const auto after = compiled(other);
            if (!after)
                continue;
            ++compared;
            differing += moreIn(*before, *after, random).empty() ? 0 : 1;
            const auto more = moreIn(*after, *before, random);
            BOOST_REQUIRE_MESSAGE(
                more.empty(),
                more << " shows more\n--- before\n"
                     << policyOf(files) << mappingOf(files) << "--- after\n"
                     << policyOf(other) << mappingOf(other)
            );
        }
    }
    BOOST_TEST_MESSAGE("changed files compared: " << compared << ", hiding more: " << differing);
    BOOST_TEST(compared > 500);
    BOOST_TEST(differing > 50);
}
