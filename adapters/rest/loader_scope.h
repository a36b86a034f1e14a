// What an expression may name at its place. A place is a set of paths; a reader takes the scope of
// its operation and adds what exists there: an answer, a loop variable, what a step picked.
#pragma once

#include "adapters/rest/loader.h"
#include "connector/expression/template.h"

#include <set>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

struct NameScope {
    expression::Dialect dialect;
    /// Secret settings and the session's tokens: stand-ins, which may be written but not looked at.
    std::set<std::string> standIns;
    /// "in.file" and loop variables over `in.files`: their `bytes` stand alone in a body.
    std::set<std::string> files;
    /// Settings of type int: they may stand in a text of another language as they are.
    std::set<std::string> numbers;

    void add(std::string_view path) { dialect.paths.emplace(path); }
    /// A value of unknown shape and all below it.
    void addTree(const std::string& path);
    /// A loop variable; `isFile` when the list is `in.files`.
    void addItem(const std::string& name, bool isFile);
    /// `res`: what an answer's rules, picks and assertions look at.
    void addAnswer();
};

/// The destination's settings, `auth.NAME` for `tokens`, and `now`.
NameScope settingsScope(
    const std::vector<Setting>& settings, const std::vector<std::string>& tokens
);

/// What one primitive gets, as a value of the file's whole shape decides it.
struct InputShape {
    adapter_api::Primitive primitive{};
    bool hasContacts = false;  ///< some primitive of the file makes contacts
    bool takesFiles = false;   ///< the operation's `supports.attachments` is not `none`
};
/// Adds `in.*`.
void addInput(NameScope& scope, const InputShape& shape, const FieldScope& fields);

/// Why a path does not exist, and what to write instead.
struct PathAdvice {
    std::string why;   ///< empty: a slip, or nothing is known of it
    std::string hint;  ///< the nearest name, or the names below the same root
};
PathAdvice adviceFor(const std::string& path, const NameScope& scope);

}  // namespace bowline::adapters::rest
