#include "connector/settings/own_classes.h"

#include "connector/base/text.h"
#include "connector/settings/fields.h"
#include "connector/settings/own_pattern.h"
#include "connector/settings/scalar.h"
#include "connector/settings/spec_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxClasses = 100;  // each pattern is run over every message
constexpr std::size_t kMaxWords = 10'000;
constexpr std::size_t kMaxWordBytes = 64;

/// Lines of a word list; `#` begins a comment.
std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::string_view word = trimmed(line);
        if (!word.empty() && word.front() != '#')
            words.emplace_back(word);
    }
    return words;
}

class ClassReader {
public:
    ClassReader(const std::vector<std::string>& taken, const WordLists& words, LintSink& sink)
        : taken_(taken), words_(words), sink_(sink) {}

    PlacedClass read(const YamlEntry& entry) {
        requireFreeId(entry);
        const Fields fields = Fields::read(entry.value, ownClassSpecs(), sink_);
        PlacedClass own{{entry.key, fields.text("pattern"), {}, {}}, entry.keyMark};
        if (const YamlNode* words = fields.tree("words"))
            own.definition.words = wordsFrom(*words);
        for (const Word& word : fields.words("context"))
            own.definition.context.push_back(word.text);
        requireOneWay(own, fields);
        requirePattern(fields);
        requireWords(own.definition.words, fields.markOf("words"));
        requireWords(own.definition.context, fields.markOf("context"));
        return own;
    }

private:
    void requireFreeId(const YamlEntry& entry) {
        if (!isName(entry.key)) {
            sink_.error(
                entry.keyMark,
                "bad_name",
                inBackquotes(entry.key) + " cannot be a class",
                "Use a-z, 0-9, - and _, at most 64, beginning with a letter or digit"
            );
        } else if (entry.key == "otherwise" || std::find(taken_.begin(), taken_.end(), entry.key) != taken_.end()) {
            sink_.error(
                entry.keyMark,
                "reserved_class",
                inBackquotes(entry.key) + " is built in, or a class of the policy",
                "Choose another name for your own class"
            );
        }
    }

    void requireOneWay(const PlacedClass& own, const Fields& fields) {
        if (fields.isWritten("pattern") != fields.isWritten("words"))
            return;
        sink_.error(
            own.mark,
            "bad_class",
            inBackquotes(own.definition.id) + " needs either a pattern or words",
            "Write pattern: 'ORD-[0-9]{6}' or words: [one, two]"
        );
    }

    void requirePattern(const Fields& fields) {
        if (!fields.isWritten("pattern"))
            return;
        const auto fault = patternFault(fields.text("pattern"));
        if (!fault)
            return;
        sink_.error(
            fields.markOf("pattern"),
            "bad_pattern",
            fmt::format("the pattern cannot be used: {}", *fault),
            "Put patterns in single quotes; the syntax is RE2's"
        );
    }

    void requireWords(const std::vector<std::string>& words, Mark at) {
        const bool isBad = words.size() > kMaxWords ||
                           std::any_of(words.begin(), words.end(), [](const auto& word) {
                               return word.empty() || word.size() > kMaxWordBytes;
                           });
        if (isBad)
            sink_.error(
                at,
                "bad_words",
                "too many words, or one that is empty or too long",
                "At most 10000 words of 1 to 64 bytes"
            );
    }

    std::vector<std::string> wordsFrom(const YamlNode& node) {
        if (node.kind == YamlKind::Scalar)
            return wordsFromFile(node);
        std::vector<std::string> words;
        for (const YamlNode& item : node.items)
            words.push_back(item.text);
        if (words.empty())
            sink_.error(
                node.mark, "bad_words", "`words` has no word", "Write [one, two] or words/NAME.txt"
            );
        return words;
    }

    std::vector<std::string> wordsFromFile(const YamlNode& node) {
        const auto found = words_.find(node.text);
        if (found != words_.end())
            return linesOf(found->second);
        std::vector<std::string> known;
        for (const auto& [name, text] : words_)
            known.push_back(name);
        sink_.error(
            node.mark,
            "unknown_words",
            "there is no such word list beside the mappings",
            suggestion(node.text, known)
        );
        return {};
    }

    const std::vector<std::string>& taken_;
    const WordLists& words_;
    LintSink& sink_;
};

}  // namespace

FieldSpec classesSpec() {
    return shown(
        field(
            "classes",
            FieldType::Tree,
            "Your own classes, each with a pattern (RE2) or words, and optionally words that "
            "must stand near."
        ),
        "{ order_number: { pattern: 'ORD-[0-9]{6}' } }"
    );
}

FieldSpecs ownClassSpecs() {
    return {
        shown(field("pattern", FieldType::Text, "An RE2 pattern."), "'ORD-[0-9]{6}'"),
        shown(
            field("words", FieldType::Tree, "Words, or the name of a word list: words/NAME.txt."),
            "[vaccine, microchip]"
        ),
        shown(
            field("context", FieldType::List, "One of these words must stand near."),
            "[order, pedido]"
        )};
}

std::vector<PlacedClass> readOwnClasses(
    const YamlNode& node,
    const std::vector<std::string>& taken,
    const WordLists& words,
    LintSink& sink
) {
    std::vector<PlacedClass> classes;
    if (node.kind != YamlKind::Map) {
        sink.error(
            node.mark,
            "wrong_type",
            "`classes` takes `name: { pattern: ... }` lines",
            "Write order_number: { pattern: 'ORD-[0-9]{6}' }"
        );
        return classes;
    }
    if (node.entries.size() > kMaxClasses) {
        sink.error(
            node.mark,
            "too_many",
            fmt::format("more than {} own classes", kMaxClasses),
            "Join patterns with `|`, or use a word list"
        );
        return classes;
    }
    for (const YamlEntry& entry : node.entries)
        classes.push_back(ClassReader(taken, words, sink).read(entry));
    return classes;
}

}  // namespace bowline::settings
