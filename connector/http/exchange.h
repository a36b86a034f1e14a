// One request and its answer over one connected socket.
#pragma once

#include "connector/http/answer_reader.h"
#include "connector/http/client.h"
#include "connector/http/timed_socket.h"

#include <cstddef>
#include <string_view>

namespace bowline::http {

struct Exchanged {
    Answer answer;
    bool reusable;  ///< the connection may serve another exchange
};

/// Sends `request` and reads the answer. Every failure of the network is a NoAnswer that says
/// whether the other side may have seen the request.
Exchanged exchange(
    TimedSocket& socket, std::string_view request, AnswerReader reader, const Deadline& deadline
);

/// Timeout when the deadline ended it, else `otherwise`.
NoAnswerCode codeOf(const Poco::Exception& failure, NoAnswerCode otherwise);

}  // namespace bowline::http
