// The names of primitives and states.
#include "connector/adapter_api/adapter.h"

#include <algorithm>

namespace bowline::adapter_api {

namespace {

constexpr Primitive kAll[] = {
    Primitive::ContactFind,
    Primitive::ContactCreate,
    Primitive::ContactUpdate,
    Primitive::ContactUpsert,
    Primitive::ContactErase,
    Primitive::TicketFind,
    Primitive::TicketCreate,
    Primitive::TicketUpdate,
    Primitive::TicketGet,
    Primitive::TicketErase,
    Primitive::CommentFind,
    Primitive::CommentPublic,
    Primitive::CommentInternal,
    Primitive::CommentAmend,
    Primitive::CommentErase,
    Primitive::AttachmentUpload,
    Primitive::HealthCheck};

}  // namespace

std::string_view toText(Primitive primitive) {
    constexpr std::string_view kNames[] = {
        "contact.find",
        "contact.create",
        "contact.update",
        "contact.upsert",
        "contact.erase",
        "ticket.find",
        "ticket.create",
        "ticket.update",
        "ticket.get",
        "ticket.erase",
        "comment.find",
        "comment.public",
        "comment.internal",
        "comment.amend",
        "comment.erase",
        "attachment.upload",
        "health.check"};
    return kNames[static_cast<int>(primitive)];
}

std::span<const Primitive> allPrimitives() {
    return kAll;
}

std::optional<Primitive> primitiveNamed(std::string_view name) {
    const auto found =
        std::ranges::find_if(kAll, [&](Primitive each) { return toText(each) == name; });
    return found == std::end(kAll) ? std::nullopt : std::optional(*found);
}

std::string_view toText(TicketStatus status) {
    constexpr std::string_view kNames[] = {"open", "pending", "solved"};
    return kNames[static_cast<int>(status)];
}

}  // namespace bowline::adapter_api
