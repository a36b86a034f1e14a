// Find-or-create, twice, then the comment; see the header.
#include "connector/delivery/workflow.h"

namespace bowline::delivery {

namespace {

using adapter_api::Absent;
using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;

/// The two primitives of one kind of object, and what refusals call it.
struct ObjectKind {
    LinkKind link;
    Primitive find;
    Primitive create;
    const char* absent;
};
constexpr ObjectKind kContact = {
    LinkKind::Contact, Primitive::ContactFind, Primitive::ContactCreate, "contact_absent"};
constexpr ObjectKind kTicket = {
    LinkKind::Ticket, Primitive::TicketFind, Primitive::TicketCreate, "ticket_absent"};

// A write that says "absent" or "duplicate" breaks the contract of Adapter.
struct AsWritten {
    StepOutcome operator()(Absent&) const { return Rejected{"adapter_broken"}; }
    StepOutcome operator()(adapter_api::Duplicate&) const { return Rejected{"adapter_broken"}; }
    StepOutcome operator()(adapter_api::Denied& denied) const {
        return RetryLater{denied.why, std::nullopt};
    }
    template <class Same>
    StepOutcome operator()(Same& same) const {
        return std::move(same);
    }
};

StepOutcome asWritten(PrimitiveOutcome outcome) {
    return std::visit([](auto& answer) -> StepOutcome { return AsWritten{}(answer); }, outcome);
}

class Run {
public:
    Run(adapter_api::Adapter& adapter,
        const WorkflowInput& input,
        adapter_api::Exchange& exchange,
        const LinkKeeper& keepLink)
        : adapter_(adapter),
          can_(adapter.capabilities()),
          lookUpFirst_(input.lookUpFirst),
          exchange_(exchange),
          keepLink_(keepLink),
          known_{.item = input.item, .contactId = input.contactId, .ticketId = input.ticketId} {}

    StepOutcome all() {
        const bool hasContacts = can(kContact.find) || can(kContact.create);
        if (hasContacts && !known_.contactId) {
            if (auto failed = ensure(kContact, known_.contactId))
                return std::move(*failed);
        }
        const bool wasLinked = known_.ticketId.has_value();
        if (!wasLinked) {
            if (auto failed = ensure(kTicket, known_.ticketId))
                return std::move(*failed);
        }
        return comment(lookUpFirst_ || !wasLinked);
    }

private:
    [[nodiscard]] bool can(Primitive primitive) const { return can_.contains(primitive); }
    PrimitiveOutcome run(Primitive primitive) { return adapter_.run(primitive, known_, exchange_); }

    // Sets `id` and makes the link durable; gives what went wrong instead, if anything did.
    std::optional<StepOutcome> ensure(const ObjectKind& kind, std::optional<std::string>& id) {
        auto outcome = findOrCreate(kind);
        const auto* made = std::get_if<Delivered>(&outcome);
        if (made == nullptr)
            return outcome;
        keepLink_(kind.link, made->remoteId);
        id = made->remoteId;
        return std::nullopt;
    }

    StepOutcome findOrCreate(const ObjectKind& kind) {
        if (can(kind.find)) {
            auto found = run(kind.find);
            if (!std::holds_alternative<Absent>(found))
                return asWritten(std::move(found));
        } else if (lookUpFirst_) {
            return Rejected{"cannot_look_up"};
        }
        if (!can(kind.create))
            return Rejected{kind.absent};
        return asWritten(run(kind.create));
    }

    StepOutcome comment(bool mayBeThere) {
        if (mayBeThere && can(Primitive::CommentFind)) {
            auto found = run(Primitive::CommentFind);
            if (!std::holds_alternative<Absent>(found))
                return asWritten(std::move(found));
        }
        const bool isPublic = can(Primitive::CommentPublic);
        return asWritten(run(isPublic ? Primitive::CommentPublic : Primitive::CommentInternal));
    }

    adapter_api::Adapter& adapter_;
    std::set<Primitive> can_;
    bool lookUpFirst_;
    adapter_api::Exchange& exchange_;
    const LinkKeeper& keepLink_;
    adapter_api::PrimitiveInput known_;
};

}  // namespace

StepOutcome runWorkflow(
    adapter_api::Adapter& adapter,
    const WorkflowInput& input,
    adapter_api::Exchange& exchange,
    const LinkKeeper& keepLink
) {
    return Run(adapter, input, exchange, keepLink).all();
}

}  // namespace bowline::delivery
