// Of an adapter file: how agents' replies come back, asked for or told.
#pragma once

#include "adapters/rest/spec_request.h"
#include "connector/adapter_api/adapter.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

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

}  // namespace bowline::adapters::rest
