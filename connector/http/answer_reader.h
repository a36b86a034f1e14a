// Reads one HTTP/1.1 answer from bytes that arrive in pieces. Strict in the framing: an answer
// whose end can be read in two ways is no answer. Pure; the sockets are the clients'.
#pragma once

#include "connector/http/client.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bowline::http {

enum class AnswerState { NeedMore, Complete, TooLarge, Malformed };

/// Source: RFC 9112 6 and 7. Interim answers (1xx) are skipped, trailers dropped.
class AnswerReader {
public:
    /// `headOnly`: the request was a HEAD. `maxBody`: bytes of decoded body; the head has 64 KiB.
    AnswerReader(bool headOnly, std::size_t maxBody) : headOnly_(headOnly), maxBody_(maxBody) {}

    /// Takes the next bytes.
    AnswerState read(std::string_view bytes);
    /// The sender has closed. Complete when the body lasts until the close; NeedMore: it was cut
    /// short.
    [[nodiscard]] AnswerState end() const;
    /// After Complete: nothing came behind the answer and the sender keeps the connection.
    [[nodiscard]] bool isReusable() const;
    /// After Complete, once.
    [[nodiscard]] ClientAnswer takeAnswer() { return std::move(answer_); }

private:
    enum class Part { Head, Length, ToEnd, ChunkSize, Chunk, ChunkEnd, Trailer, Done };

    AnswerState step();
    AnswerState readHead();
    AnswerState chooseBody();
    AnswerState readBody();
    AnswerState readToEnd();
    AnswerState readChunkSize();
    AnswerState readChunkEnd();
    AnswerState readTrailer();
    AnswerState go(Part next);

    bool headOnly_;
    std::size_t maxBody_;
    bool closes_ = false;  ///< an HTTP/1.0 sender, which closes behind its answer
    Part part_ = Part::Head;
    std::uint64_t left_ = 0;  ///< bytes of the body or chunk that are still to come
    std::string pending_;
    ClientAnswer answer_;
};

}  // namespace bowline::http
