#include "adapters/rest/replies.h"

#include "adapters/rest/moments.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"
#include "connector/expression/letters.h"
#include "connector/expression/template.h"

namespace bowline::adapters::rest {

namespace {

using expression::Value;

constexpr std::size_t kMostText = 65'536;  // what a MessageText holds at most

}  // namespace

std::optional<Reply> replyOf(const Emit& emit, const Value& item, const expression::Map& roots) {
    const auto field = [&](std::string_view name) {
        const Pick* pick = pickNamed(emit.fields, name);
        return pick ? pickedFrom(*pick, item, roots) : Value();
    };
    const auto ticket = idIn(field("ticket_id"));
    if (!ticket)
        return std::nullopt;
    Reply reply;
    reply.ticketId = *ticket;
    reply.commentId = idIn(field("comment_id")).value_or("");
    reply.author = DisplayName(expression::toText(field("author")));
    reply.isInternal = pickNamed(emit.fields, "internal") && field("internal") != Value(false);
    reply.text =
        MessageText(expression::cutAtCodePoint(expression::toText(field("text")), kMostText));
    reply.format = expression::toText(field("format"));
    reply.createdAt = momentIn(field("created_at"));
    reply.refetch = emit.refetch;
    return reply;
}

}  // namespace bowline::adapters::rest
