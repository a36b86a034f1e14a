// The seam to ticket systems. The engine (delivery/workflow) owns order, links, retry and
// reconciling; an adapter executes one primitive: it builds requests from a ClearedItem, gives the
// finished bytes to the Exchange and reads the answers. It never opens a socket or a file and never
// sees a secret: where one must stand, it writes the stand-in that the Exchange gives it.
#pragma once

#include "connector/adapter_api/exchange.h"
#include "connector/model/item.h"
#include "connector/model/outcome.h"

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::adapter_api {

/// What an adapter can be asked to do; the names in text are those of adapter files.
enum class Primitive {
    ContactFind,
    ContactCreate,
    ContactUpdate,
    ContactUpsert,
    ContactErase,
    TicketFind,
    TicketCreate,
    TicketUpdate,
    TicketGet,
    TicketErase,
    CommentFind,
    CommentPublic,
    CommentInternal,
    CommentAmend,
    CommentErase,
    AttachmentUpload,
    HealthCheck
};
std::string_view toText(Primitive primitive);
/// Absence: nothing when there is no primitive of this name.
std::optional<Primitive> primitiveNamed(std::string_view name);
/// All, in the order of the enumeration.
std::span<const Primitive> allPrimitives();

/// A find that found nothing, or a write whose object is gone (a ticket that somebody deleted); an
/// answer, not a failure.
struct Absent {
    friend bool operator==(const Absent&, const Absent&) = default;
};
/// A create that the system refused because the object is there already.
struct Duplicate {
    std::optional<std::string> existingId;  ///< nothing: ask find
    friend bool operator==(const Duplicate&, const Duplicate&) = default;
};
using bowline::Denied;
using PrimitiveOutcome =
    std::variant<Delivered, Absent, Duplicate, Denied, RetryLater, Rejected, Uncertain>;
inline bool isAbsent(const PrimitiveOutcome& outcome) {
    return std::holds_alternative<Absent>(outcome);
}

enum class TicketStatus { Open, Pending, Solved };
std::string_view toText(TicketStatus status);

/// A file to be carried, already inspected and cleared; the bytes outlive the call.
struct File {
    std::string name;
    std::string mime;
    std::string_view bytes;
};

/// What a primitive works on. `item` is there for every primitive but HealthCheck.
struct PrimitiveInput {
    const ClearedItem* item = nullptr;
    std::optional<std::string> contactId{};  ///< the destination's id, from the link table
    std::optional<std::string> ticketId{};
    std::optional<std::string> commentId{};
    std::optional<TicketStatus> status{};  ///< for TicketUpdate
    std::span<const File> files{};
    /// Words of ours for the agents, when a create has a reason to explain: the earlier ticket is
    /// gone.
    std::optional<std::string> notice{};
};

/// How a system lets itself be asked; enforced by delivery.
struct RateLimit {
    std::uint32_t requests = 0;
    std::chrono::milliseconds per{};
    friend bool operator==(const RateLimit&, const RateLimit&) = default;
};
struct Limits {
    std::uint32_t concurrency = 4;     ///< requests at the same time
    std::vector<RateLimit> rates;      ///< of all requests
    std::string remainingHeader;       ///< tells how many requests are left; empty: none does
    std::uint32_t remainingFloor = 0;  ///< at or below it we wait
    /// By prefix: requests whose rateKey begins with it have this rate for each whole key.
    std::vector<std::pair<std::string, RateLimit>> keyed{};
    friend bool operator==(const Limits&, const Limits&) = default;
};

/// Comments that wait for one ticket may go out as one.
struct Joining {
    std::set<Primitive> primitives;      ///< which comments
    std::chrono::milliseconds window{};  ///< made at most so long after the first
    std::size_t mostItems = 0;           ///< the first included
};

class Adapter {
public:
    virtual ~Adapter() = default;
    /// Constant after construction.
    [[nodiscard]] virtual std::set<Primitive> capabilities() const = 0;
    /// Constant after construction; none by default.
    [[nodiscard]] virtual Limits limits() const { return {}; }
    /// How long after a write `find` may still miss it: what an unanswered write waits before it is
    /// looked up. Zero: the system reads its own writes.
    [[nodiscard]] virtual std::chrono::milliseconds indexLag() const { return {}; }
    /// Constant after construction. Absence: nothing when each comment is written by itself.
    [[nodiscard]] virtual std::optional<Joining> joining() const { return std::nullopt; }
    /// True when the item's message is one comment, within the limits of the system.
    [[nodiscard]] virtual bool isOneComment(const ClearedItem& /*item*/) const { return true; }
    /// What an operator does about a code of this adapter; empty when it has no advice.
    [[nodiscard]] virtual std::string cureFor(std::string_view /*code*/) const { return {}; }
    /// Executes one primitive. Answers are values; throws only on programming errors or what
    /// Exchange throws. Threads: any, concurrently for different tickets.
    virtual PrimitiveOutcome run(
        Primitive primitive, const PrimitiveInput& input, Exchange& exchange
    ) = 0;
};

}  // namespace bowline::adapter_api
