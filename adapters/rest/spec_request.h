// Of an adapter file: one request, its answers, and steps made of them.
#pragma once

#include "connector/expression/template.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

using TemplatePtr = std::shared_ptr<const expression::Template>;
using Milliseconds = std::chrono::milliseconds;

enum class TreeKind { Scalar, List, Map, Each, If, Merge, FileBytes, ExplicitNull };

struct TreeEntry;

/// A template of a tree. Evaluated to a tree of the same shape: a list stays a list, a map a map; a
/// map entry whose value is null is left out (ExplicitNull, a `null` in the file, stays), a list
/// item that is null too.
struct Tree {
    TreeKind kind = TreeKind::Scalar;
    TemplatePtr scalar;       ///< Scalar; If: the condition; Each: a list, or a map, whose items
                              ///< are then maps of `key` and `value`
    std::string name;         ///< Each: the loop variable; FileBytes: "in.file" or a loop variable
    bool base64 = false;      ///< FileBytes: encoded for a text field, else raw
    std::vector<Tree> items;  ///< List, Merge; Each: the body; If: then and, if written, else
    std::vector<TreeEntry> entries;  ///< Map
};
struct TreeEntry {
    TemplatePtr key;  ///< may be an expression
    Tree value;
};

enum class BodyKind { None, Json, Form, Multipart, Raw };

struct Part {
    TemplatePtr name;
    Tree value;            ///< a scalar, a FileBytes, or a tree that is sent as JSON text
    TemplatePtr filename;  ///< null: a plain field
    TemplatePtr type;      ///< null: none is written
    TemplatePtr each;      ///< null: once; else once an item of this list
    std::string as;
};

struct Body {
    BodyKind kind = BodyKind::None;
    Tree tree;                                         ///< Json; Raw: a scalar or FileBytes
    std::vector<std::pair<std::string, Tree>> fields;  ///< Form; a list repeats the key
    std::vector<Part> parts;
    TemplatePtr type;  ///< Raw: the media type
};

struct Request {
    std::string method;
    TemplatePtr path;  ///< below base_url; each expression's result is percent-encoded as one part
    bool absolute = false;  ///< `url:` instead of `path:`: used as it is, must keep base_url's host
    std::vector<std::pair<std::string, Tree>>
        query;  ///< a list repeats the key, null leaves it out
    std::vector<std::pair<std::string, TemplatePtr>> headers;
    Body body;
    std::optional<Milliseconds> timeout;
};

enum class AnswerClass {
    Ok,
    Absent,
    Duplicate,
    Auth,
    Throttle,
    Retry,
    Conflict,
    Reject,
    Config,
    Unknown
};
std::string_view toText(AnswerClass cls);

/// Either a JSON pointer into the answer's body or an expression.
struct Pick {
    std::string name;
    std::string pointer;  ///< "/ticket/id"; empty: `expression`
    TemplatePtr expression;
};

struct AnswerRule {
    TemplatePtr when;
    AnswerClass cls = AnswerClass::Ok;
    std::string code;         ///< of the closed list: what is logged and stored
    std::string cure;         ///< fixed words for operators; may be empty
    TemplatePtr waitAfter;    ///< seconds or an HTTP date; null: the engine's backoff
    TemplatePtr waitAt;       ///< a point in time
    std::vector<Pick> picks;  ///< existing_id
};

struct Step {
    /// "main" when the operation is one request; then its rules, picks and assertion are the
    /// operation's, and the step has none of its own.
    std::string id;
    TemplatePtr onlyIf;
    TemplatePtr each;
    std::string as;
    Request request;
    std::vector<AnswerRule> answers;
    std::vector<Pick> picks;
    TemplatePtr assertion;  ///< false: class reject, code "assertion_failed"
};

}  // namespace bowline::adapters::rest
