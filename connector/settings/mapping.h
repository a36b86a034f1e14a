// The compiler of mapping and policy files: YAML to model/rules. A policy holds what several
// mappings share
// (`extends`) and what none of them may do (`forbidden`). Nothing is guessed: what is not written
// shows less.
//
// A line that is deleted can only hide more: a mapping begins with its policy's rules, no line of
// it may be stricter than what stands when it is gone, and an own class without a rule is stripped.
#pragma once

#include "connector/model/rules.h"
#include "connector/settings/lint.h"
#include "connector/settings/vocabulary.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings {

/// A file's content; `name` as lints show it.
struct Source {
    std::string name;
    std::string text;
};

/// One entry of a mapping's `tests:`.
struct MappingTest {
    std::string mapping;  ///< name of the mapping
    DestinationId destination;
    std::string name;
    std::string say;              ///< the message's text
    std::string contact;          ///< the sender's display name; may be empty
    std::string channel{};        ///< to which it is said; empty: none in particular
    std::optional<Instant> at{};  ///< when it is said; nothing: any time
    std::map<std::string, std::string>
        expect;                      ///< field ("comment.text", "ticket.fields.X") to exact text
    std::vector<std::string> never;  ///< classes of which nothing may be in any field
    std::string file;                ///< for the report of a failure, with `mark`
    Mark mark;
};

/// Word lists: path below the mappings folder to text.
using WordLists = std::map<std::string, std::string>;

/// A class of an author's own and where it stands.
struct PlacedClass {
    OwnClass definition;
    Mark mark;
};

struct Policy {
    std::string name;
    std::string file;
    Mark nameMark{};
    TextMode text = TextMode::Withheld;
    ClassRule otherwise;
    std::map<std::string, ClassRule> sensitive;
    std::vector<PlacedClass> classes;  ///< each has a rule in `sensitive`
    AllowedValues allowed{};
    std::map<std::string, Mark> neverKept;  ///< `forbidden: keep:` classes and where they are named
    std::map<TextMode, Mark> neverText;     ///< `forbidden: text:` modes
    bool needsReview = false;               ///< also of a daemon that is started for a trial
    [[nodiscard]] const ClassRule& ruleFor(const std::string& cls) const {
        const auto found = sensitive.find(cls);
        return found == sensitive.end() ? otherwise : found->second;
    }
};

/// A template and where it stands.
struct PlacedTemplate {
    TemplatePtr written;
    Mark mark;
};

struct CompiledMapping {
    Mapping mapping;
    std::vector<MappingTest> tests;
    std::string file;
    Mark toMark;                             ///< where the destination is named
    Mark purposeMark;                        ///< where the purpose is named
    std::map<std::string, Mark> classMarks;  ///< where each own class of this file is defined
    bool needsReview = false;                ///< its policy says so
    std::vector<PlacedTemplate> templates{};
};

/// What a mapping file may refer to.
struct MappingContext {
    const Vocabulary& vocabulary;                   ///< outlives the call
    const std::map<std::string, Policy>& policies;  ///< by name
    const WordLists& words;
};

/// Absence: nothing after an error; all faults are in `sink`.
std::optional<Policy> compilePolicy(
    std::string_view text, const Vocabulary& vocabulary, const WordLists& words, LintSink& sink
);
std::optional<CompiledMapping> compileMapping(
    std::string_view text, const MappingContext& context, LintSink& sink
);

}  // namespace bowline::settings
