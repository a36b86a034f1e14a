// A cases.yaml in memory.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/adapter_api/registry.h"
#include "connector/expression/value.h"
#include "connector/settings/lint.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

using NamedValues = std::vector<std::pair<std::string, expression::Value>>;

/// Only what is named is compared; `json` is compared whole.
struct ExpectedRequest {
    std::optional<std::string> method;
    std::optional<std::string> url;  ///< without its query
    std::optional<std::string> path;
    NamedValues query;    ///< null: it is not there; a list: it stands there as often
    NamedValues headers;  ///< likewise
    NamedValues form;     ///< likewise
    std::optional<expression::Value> json;
    std::optional<std::string> body;
    std::optional<expression::List> multipart;  ///< maps of name, value, file, filename, type
};

struct CannedReply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string error;  ///< no answer came; empty: one did
    bool sent = false;
};

using CaseTurn = std::pair<ExpectedRequest, CannedReply>;

struct CaseFileEntry {
    std::string name;
    std::string mime;
    std::string bytes;
};

/// What must come out. A wait and an existing id are compared when they are written.
struct ExpectedOutcome {
    adapter_api::PrimitiveOutcome outcome;
    bool comparesWait = false;
};

struct CaseToken {
    std::string value;
    std::optional<std::int64_t> expiresIn;  ///< seconds
};

struct Case {
    std::string name;
    settings::Mark mark;
    adapter_api::Primitive op{};
    expression::Map in;  ///< the example item with the case's own entries
    std::vector<CaseFileEntry> files;
    std::map<std::string, CaseToken> tokens;
    std::map<std::string, std::string> kept;  ///< tokens that the run must leave
    std::vector<CaseTurn> exchange;
    ExpectedOutcome expected;
    NamedValues picked;  ///< what the operation must pick
};

struct CaseFile {
    adapter_api::AdapterSettings settings;
    std::vector<Case> cases;
};

/// Absence: the file has faults, which are told.
std::optional<CaseFile> readCaseFile(
    std::string_view text, const AdapterSpec& spec, settings::LintSink& sink
);

}  // namespace bowline::adapters::rest
