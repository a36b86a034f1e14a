// Turns the bytes of one connection into requests, or into the reason why not. All that makes a
// request malformed, ambiguous or too large is decided here, without a socket, so that tables and
// fuzzers reach it. The only room for Boost.Beast's parser is request_reader.cpp.
#pragma once

#include "connector/http/request_rules.h"
#include "connector/http/server.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace bowline::http {

enum class ReadState {
    HeadWanted,  ///< more bytes are needed before the head is complete
    BodyWanted,  ///< the head is accepted, the body is not complete
    Complete,    ///< takeRequest() has it
    Refused,     ///< refusal() says why; the connection is of no further use
};

/// Threads: one at a time.
class RequestReader {
public:
    /// Limits in bytes. Those of the body count the decoded body; an unfinished chunk line or
    /// trailer has the limit of a head.
    RequestReader(std::size_t maxHead, std::size_t maxBody);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    struct Reading {
        ReadState state;
        std::size_t consumed;  ///< the first so many of the given bytes are not needed again
    };
    /// `bytes`: all that arrived and was not consumed yet.
    [[nodiscard]] Reading read(std::string_view bytes);
    /// Begins the next request of the connection.
    void restart();

    /// After Complete, once.
    [[nodiscard]] Request takeRequest();
    /// After Complete: the sender can take another answer on this connection.
    [[nodiscard]] bool keepsAlive() const;
    /// After the head, until takeRequest(): the request without what is still to come of its body.
    [[nodiscard]] const Request& head() const;
    /// After the head: the length that the sender says; 0 when it sends chunks.
    [[nodiscard]] std::size_t announced() const;
    /// After the head: bytes of the body that are here.
    [[nodiscard]] std::size_t bodySize() const { return head().body.size(); }
    /// After the head: the sender holds the body back until it is told to go on.
    [[nodiscard]] bool waitsForContinue() const;
    /// After Refused.
    [[nodiscard]] Refusal refusal() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace bowline::http
