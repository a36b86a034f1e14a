// An adapter file in memory: compiled, checked, immutable. The loader makes it (loader.h), the
// runner executes it (rest_adapter.h). Every template here has been compiled against what its place
// may name, so that evaluating it cannot fail.
//
// The grammar in an author's words: README.md of this folder.
#pragma once

#include "adapters/rest/spec_auth.h"
#include "adapters/rest/spec_replies.h"
#include "adapters/rest/spec_request.h"
#include "connector/adapter_api/adapter.h"
#include "connector/base/text_limit.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bowline::adapters::rest {

enum class IdempotencyKind { None, Header, Upsert, Unique };
struct Idempotency {
    IdempotencyKind kind = IdempotencyKind::None;
    std::string header;
    TemplatePtr value;
    std::optional<Milliseconds> window;
};

struct Operation {
    Milliseconds indexLag{};  ///< of a find; zero: strong
    Idempotency idempotency;
    std::string attachments = "none";  ///< inline, multipart, token, object, none
    std::vector<std::string> with;     ///< what a create or comment can set in the same request
    std::vector<Step> steps;
    std::vector<AnswerRule> answers;
    std::vector<Pick> picks;
    TemplatePtr assertion;
};

struct KeyedRate {
    TemplatePtr key;
    adapter_api::RateLimit rate;
};
struct Coalesce {
    std::vector<adapter_api::Primitive> operations;
    Milliseconds window{};
    std::uint32_t maxItems = 0;
};

enum class TextFormat { Plain, Html, Markdown, Wiki, Adf };
struct Content {
    TextFormat format = TextFormat::Plain;
    TextLimit body;     ///< a longer text becomes several comments, never a cut one
    TextLimit subject;  ///< a longer one ends with an ellipsis inside the limit
};

enum class SettingType { String, Int, Bool, Url, Secret, Map };
struct Setting {
    std::string name;
    SettingType type = SettingType::String;
    bool required = false;
    std::string byDefault;  ///< as written; empty: none
    std::string help;
};

enum class Redact { None, Hides, Destroys };

/// A request that must be refused, or the token has more rights than it needs.
struct ExcessRight {
    std::string say;  ///< what it would mean, for operators
    Request request;
    TemplatePtr granted;  ///< true: the right is there
};

struct AdapterSpec {
    std::string name;
    std::vector<Setting> settings;
    TemplatePtr baseUrl;
    Auth auth;
    std::vector<std::pair<std::string, TemplatePtr>> headers;  ///< of every request
    Milliseconds timeout{std::chrono::seconds{30}};
    adapter_api::Limits limits;
    std::vector<KeyedRate> keyedRates;
    std::optional<Coalesce> coalesce;
    Content content;
    Redact redact = Redact::None;
    std::vector<AnswerRule> answers;
    std::map<adapter_api::Primitive, Operation> operations;
    std::optional<Poll> poll;
    std::optional<Webhook> webhook;
    std::vector<ExcessRight> excess;
};
using AdapterSpecPtr = std::shared_ptr<const AdapterSpec>;

}  // namespace bowline::adapters::rest
