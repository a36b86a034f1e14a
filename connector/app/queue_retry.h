// What `bowline queue retry` asks of the daemon: what a destination refused is sent again, after
// somebody mended why.
#pragma once

#include "connector/http/server.h"
#include "connector/pipeline/requeue.h"

namespace bowline::app {

/// Threads: answer() from any; `parts` outlives it and the answers it owes.
class QueueRetry {
public:
    explicit QueueRetry(pipeline::Parts parts) : parts_(std::move(parts)) {}

    /// POST with `item` (32 hex characters), or `destination`, or neither for all, and perhaps
    /// `earlier_rules=1`. 200 and how many
    /// go out again; 404 nothing such is parked; 405 another request; 409 none of them may; 503 try
    /// again later.
    void answer(const http::Request& request, const http::Responder& respond) const;

private:
    void carryOut(const pipeline::RequeueChoice& choice, const http::Responder& respond) const;

    pipeline::Parts parts_;
};

}  // namespace bowline::app
