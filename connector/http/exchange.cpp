// Poco's exceptions end here: they become codes, their texts are dropped.
#include "connector/http/exchange.h"

#include <Poco/Exception.h>

#include <array>

namespace bowline::http {

namespace {

constexpr std::size_t kBlock = std::size_t{16} * 1024;

/// Reads until the answer is complete or never will be.
AnswerState readAll(TimedSocket& socket, AnswerReader& reader, const Deadline& deadline) {
    std::array<char, kBlock> block{};
    for (;;) {
        const auto got = socket.receive(block, deadline);
        const auto state = got == 0 ? reader.end() : reader.read({block.data(), got});
        if (got == 0 || state != AnswerState::NeedMore)
            return state;
    }
}

}  // namespace

NoAnswerCode codeOf(const Poco::Exception& failure, NoAnswerCode otherwise) {
    const bool late = dynamic_cast<const Poco::TimeoutException*>(&failure) != nullptr;
    return late ? NoAnswerCode::Timeout : otherwise;
}

Exchanged exchange(
    TimedSocket& socket, std::string_view request, AnswerReader reader, const Deadline& deadline
) {
    const auto nothing = [&](NoAnswerCode code) {
        return Exchanged{.answer = NoAnswer{code, socket.hasSent()}, .reusable = false};
    };
    try {
        socket.send(request, deadline);
        switch (readAll(socket, reader, deadline)) {
            case AnswerState::NeedMore:
                return nothing(NoAnswerCode::Closed);
            case AnswerState::TooLarge:
                return nothing(NoAnswerCode::TooLarge);
            case AnswerState::Malformed:
                return nothing(NoAnswerCode::Malformed);
            case AnswerState::Complete:
                break;
        }
    } catch (const Poco::Exception& failure) {
        return nothing(codeOf(failure, NoAnswerCode::Closed));
    }
    const bool reusable = reader.isReusable();
    return {.answer = reader.takeAnswer(), .reusable = reusable};
}

}  // namespace bowline::http
