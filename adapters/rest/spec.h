// An adapter file in memory: compiled, checked, immutable. The loader makes it (loader.h), the
// runner executes it (rest_adapter.h). Every template here has been compiled against what its place
// may name, so that evaluating it cannot fail.
//
// The grammar in an author's words: README.md of this folder.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/template.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
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

enum class AuthKind { None, Basic, Header, Query, Bearer, OAuth2, Session, Hmac };
enum class Grant { ClientCredentials, RefreshToken, Password, JwtBearer };

struct OAuth2 {
    Grant grant = Grant::ClientCredentials;
    TemplatePtr tokenUrl;
    TemplatePtr clientId;
    std::string clientSecret;  ///< name of the secret setting; empty: none
    bool clientInBody = true;  ///< else HTTP basic
    std::vector<std::pair<std::string, TemplatePtr>> params;
    std::vector<std::pair<std::string, TemplatePtr>> headers;
    std::string refreshToken;  ///< RefreshToken: the secret setting that holds the first one
    TemplatePtr user;          ///< Password
    std::string password;      ///< Password: name of the secret setting
    std::string assertionKey;  ///< JwtBearer: secret setting with the PEM key
    Tree assertionClaims;      ///< JwtBearer: `iat` and `exp` are added
    std::vector<Pick> picks;   ///< access_token, expires_in, refresh_token, base_url
    Milliseconds early{std::chrono::seconds{60}};
};

struct Session {
    Request login;
    std::vector<Pick> picks;  ///< kept as tokens; their stand-ins are `auth.NAME`
    std::vector<std::pair<std::string, TemplatePtr>> headers;
    std::vector<std::pair<std::string, TemplatePtr>> query;
    Milliseconds ttl{std::chrono::hours{12}};
    std::optional<Request> logout;
};

struct HmacAuth {
    adapter_api::Signing algorithm = adapter_api::Signing::HmacSha256;
    std::string secret;  ///< name of the secret setting
    TemplatePtr over;    ///< roots `req.method`, `req.path`, `req.query`, `req.body`
    std::string header;
    std::string prefix;
    bool base64 = false;  ///< else hex
};

struct Auth {
    AuthKind kind = AuthKind::None;
    TemplatePtr user;    ///< Basic
    std::string secret;  ///< Basic, Bearer: name of the secret setting
    std::string name;    ///< Header, Query
    TemplatePtr value;   ///< Header, Query
    std::optional<OAuth2> oauth2;
    std::optional<Session> session;
    std::optional<HmacAuth> hmac;
    TemplatePtr renewOn;  ///< null: status 401
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

enum class TextUnit { Bytes, Characters };
struct TextLimit {
    std::size_t most = 0;  ///< 0: no limit
    TextUnit unit = TextUnit::Characters;
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

enum class PageKind { Cursor, Offset, Page, LinkHeader, LinkBody, Token };
struct Paging {
    PageKind kind = PageKind::Cursor;
    Pick next;         ///< Cursor, Token, LinkBody; a pointer is into the first step's body
    std::string into;  ///< the query key (or body pointer) that carries it on; empty for links
    bool intoBody = false;
    std::string sizeKey;  ///< query key of the page size; empty: none
    std::uint32_t size = 0;
    TemplatePtr stop;  ///< roots `res`, `count` (items of this page)
    std::uint32_t maxPages = 20;
};

/// What a poll or a webhook tells us of an agent's reply.
struct Emit {
    /// ticket_id comment_id author internal text format created_at; a pointer is into the item
    std::vector<Pick> fields;
    std::optional<adapter_api::Primitive> refetch;
};

struct Poll {
    Milliseconds every{};
    Milliseconds overlap{};
    TemplatePtr start;  ///< the first cursor; null: none
    std::vector<Step> steps;
    std::optional<Paging> paging;  ///< of the first step
    std::string each;              ///< "/STEP/pointer"
    TemplatePtr where;
    std::vector<Step> detail;  ///< run once an item that passed `where`
    Emit emit;
    TemplatePtr cursor;
};

enum class VerifyKind { None, Static, Hmac };
struct Webhook {
    VerifyKind verify = VerifyKind::None;
    adapter_api::Signing algorithm = adapter_api::Signing::HmacSha256;
    bool base64 = false;
    TemplatePtr over;
    std::string header;
    std::string prefix;
    std::string secret;  ///< name of the secret setting
    TemplatePtr timestamp;
    std::optional<Milliseconds> tolerance;
    TemplatePtr dedupe;
    std::string each;  ///< pointer into the body; empty: the body is the one item
    TemplatePtr where;
    Emit emit;
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
