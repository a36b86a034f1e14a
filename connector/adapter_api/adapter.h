// The seam to ticket systems. The engine (delivery/workflow) owns order, links, retry and
// reconciling; an adapter executes one primitive: it builds requests from a ClearedItem, gives the
// finished bytes to the Exchange and reads the answers. It never opens a socket or a file.
#pragma once

#include "connector/model/item.h"
#include "connector/model/outcome.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::adapter_api {

enum class Primitive {
    ContactFind,
    ContactCreate,
    TicketFind,
    TicketCreate,
    TicketUpdate,
    CommentFind,
    CommentPublic,
    CommentInternal,
    HealthCheck
};
std::string_view toText(Primitive primitive);

/// A find that found nothing; an answer, not a failure.
struct Absent {
    friend bool operator==(const Absent&, const Absent&) = default;
};
using PrimitiveOutcome = std::variant<Delivered, Absent, RetryLater, Rejected, Uncertain>;

/// What a primitive works on. `item` is there for every primitive but HealthCheck.
struct PrimitiveInput {
    const ClearedItem* item = nullptr;
    std::optional<std::string> contactId;  ///< the destination's id, from the link table
    std::optional<std::string> ticketId;
};

struct OutboundRequest {
    std::string method;
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};
struct InboundAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    Sensitive<struct AnswerTag> body{""};
};
/// No answer: `sent` says whether the request may have had its effect.
struct NoAnswer {
    std::string why;  ///< "dns", "connect", "tls", "timeout", "closed"
    bool sent = false;
};

/// An adapter's only way out. Every byte passes the egress guard first; a hit throws GuardHit,
/// which the workflow catches: the item is parked and an incident opened.
class Exchange {
public:
    virtual ~Exchange() = default;
    virtual std::variant<InboundAnswer, NoAnswer> send(const OutboundRequest& request) = 0;
    /// Replaces the file `name` (relative, no "..") below the destination's folder: temp file,
    /// fsync, rename, fsync of the directory. Errors: Error when the disk refuses.
    virtual void writeFile(std::string_view name, std::string_view bytes) = 0;
    /// Absence: nothing when there is no such file.
    virtual std::optional<std::string> readFile(std::string_view name) = 0;
};

class Adapter {
public:
    virtual ~Adapter() = default;
    /// Constant after construction.
    [[nodiscard]] virtual std::set<Primitive> capabilities() const = 0;
    /// Executes one primitive. Answers are values; throws only on programming errors or what
    /// Exchange throws. Threads: any, concurrently for different tickets.
    virtual PrimitiveOutcome run(
        Primitive primitive, const PrimitiveInput& input, Exchange& exchange
    ) = 0;
};

}  // namespace bowline::adapter_api
