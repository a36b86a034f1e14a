// Where answers wait for the server's thread. Any thread puts them in; the server's thread is woken
// once for all that came since it last looked, so a group commit that answers 64 requests costs one
// wake-up.
#pragma once

#include "connector/base/guarded.h"
#include "connector/http/server.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace bowline::http {

struct PostedAnswer {
    std::uint64_t connection;  ///< the connection that asked; it may be gone by now
    std::uint64_t exchange;    ///< its how-manyeth request; an older one is too late
    Response response;
};

/// Outlives the server when a Responder does. Threads: any; `wake` is called from the putting
/// thread.
class AnswerBox {
public:
    explicit AnswerBox(std::function<void()> wake) : wake_(std::move(wake)) {}

    /// Takes the answer; after close() it is ignored.
    void put(PostedAnswer answer);
    /// All that waits, in the order it came.
    std::vector<PostedAnswer> takeAll();
    void close();

private:
    struct Content {
        std::vector<PostedAnswer> waiting;
        bool closed = false;
    };
    Guarded<Content> content_;
    std::function<void()> wake_;
};

}  // namespace bowline::http
