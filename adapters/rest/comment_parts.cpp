// A part that was written is checkpointed under its ticket and number, for all primitives of the
// item (the slash in front). That also saves a look-up
// that a search index would answer too early: the message that came with its ticket is known to be
// there.
#include "adapters/rest/comment_parts.h"

#include "adapters/rest/input.h"
#include "adapters/rest/step_log.h"
#include "adapters/rest/values.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/expression/json_value.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Absent;
using adapter_api::Primitive;
using expression::Map;
using expression::Value;

constexpr std::size_t kMostId = 1024;  // an id as JSON

std::string ticketIn(const Map& in) {
    const auto ticket = in.find("ticket");
    const Value* id = ticket == in.end() ? nullptr : valueAt(ticket->second, "/id");
    return id ? expression::toText(*id) : std::string();
}

bool isPart(const Map& in) {
    const auto part = in.find("part");
    return part != in.end() && !part->second.isNull();
}

std::string checkpointOf(const Map& part, const std::string& ticketId) {
    constexpr std::size_t kHashBytes = 4;
    const auto number = isPart(part) ? expression::toText(part.at("part")) : std::string("1");
    const auto hash = toHex(asText(sha256(ticketId)).substr(0, kHashBytes));
    return fmt::format("/message/{}/{}", hash, number);
}

}  // namespace

// Without the `with`, a create makes an empty ticket and the message comes behind it.
bool CommentParts::ticketCarries() const {
    const auto found = spec_.operations.find(Primitive::TicketCreate);
    return found != spec_.operations.end() &&
           std::ranges::find(found->second.with, "comment") != found->second.with.end();
}

std::optional<std::string> CommentParts::written(const Map& part) const {
    if (!isPart(part) && !ticketCarries())
        return std::nullopt;
    const auto kept = caller_.exchange().checkpointed(checkpointOf(part, ticketIn(part)));
    const auto id = kept ? expression::valueFromJson(*kept, kMostId) : std::nullopt;
    return id && textIn(*id) ? std::optional(*textIn(*id)) : std::nullopt;
}

void CommentParts::keep(const Map& part, const std::string& ticketId, const Ran& ran) {
    const auto comment = ran.picked.find("comment_id");
    const auto* made = std::get_if<Delivered>(&ran.outcome);
    const auto id =
        comment != ran.picked.end() ? idIn(comment->second).value_or("") : made->remoteId;
    caller_.exchange().checkpoint(checkpointOf(part, ticketId), expression::toJson(Value(id)));
}

Ran CommentParts::runOne(Primitive primitive, const Map& in) {
    auto roots = roots_.with("in", Value(in));
    return runOperation(primitive, spec_.operations.at(primitive), caller_, roots);
}

Ran CommentParts::run(Primitive primitive, const Map& in) {
    switch (primitive) {
        case Primitive::TicketCreate:
            return create(in);
        case Primitive::CommentFind:
            return find(in);
        case Primitive::CommentPublic:
        case Primitive::CommentInternal:
            return write(primitive, in);
        default:
            return runOne(primitive, in);
    }
}

Ran CommentParts::create(const Map& in) {
    const auto first = partsOf(in, spec_.content).front();
    auto ran = runOne(Primitive::TicketCreate, first);
    const auto* made = std::get_if<Delivered>(&ran.outcome);
    if (made && ticketCarries()) {
        const auto comment = ran.picked.find("comment_id");
        const bool isKnown = comment != ran.picked.end();
        keep(first, made->remoteId, {Delivered{}, isKnown ? Map{*comment} : Map{}});
    }
    return ran;
}

Ran CommentParts::find(const Map& in) {
    std::optional<Ran> first;
    for (const Map& part : partsOf(in, spec_.content)) {
        const auto known = written(part);
        auto ran = known ? Ran{Delivered{*known}} : runOne(Primitive::CommentFind, part);
        if (!std::holds_alternative<Delivered>(ran.outcome))
            return ran;
        if (!first)
            first = std::move(ran);
    }
    return std::move(*first);
}

Ran CommentParts::write(Primitive primitive, const Map& in) {
    std::optional<Ran> first;
    for (const Map& part : partsOf(in, spec_.content)) {
        auto ran = ensure(primitive, part);
        if (!std::holds_alternative<Delivered>(ran.outcome))
            return ran;
        if (!first)
            first = std::move(ran);
    }
    return std::move(*first);
}

/// A whole message is looked up by the workflow; of several parts some may be there.
Ran CommentParts::ensure(Primitive primitive, const Map& part) {
    if (const auto known = written(part))
        return {Delivered{*known}};
    if (isPart(part) && spec_.operations.contains(Primitive::CommentFind)) {
        auto found = runOne(Primitive::CommentFind, part);
        if (!std::holds_alternative<Absent>(found.outcome))
            return found;
    }
    auto ran = runOne(primitive, part);
    if (!isPart(part))
        return ran;
    if (const auto* there = std::get_if<adapter_api::Duplicate>(&ran.outcome))
        ran = {Delivered{there->existingId.value_or("")}};
    if (std::holds_alternative<Delivered>(ran.outcome))
        keep(part, ticketIn(part), ran);
    return ran;
}

}  // namespace bowline::adapters::rest
