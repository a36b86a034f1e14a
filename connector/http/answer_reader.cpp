// A small machine over the parts of an answer; each step takes what it can from the pending bytes.
#include "connector/http/answer_reader.h"

#include "connector/base/text.h"
#include "connector/http/answer_head.h"
#include "connector/http/header_name.h"

#include <algorithm>
#include <charconv>

namespace bowline::http {

namespace {

constexpr std::size_t kMaxHead = std::size_t{64} * 1024;
constexpr std::size_t kMaxChunkLine = std::size_t{4} * 1024;

/// The size in "1a;extension". Nothing when it is not hexadecimal or does not fit.
std::optional<std::uint64_t> chunkSizeIn(std::string_view line) {
    const auto digits = trimmed(line.substr(0, line.find(';')));
    std::uint64_t size = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stopped, failure] = std::from_chars(digits.data(), end, size, 16);
    if (failure != std::errc{} || stopped != end || digits.empty())
        return std::nullopt;
    return size;
}

}  // namespace

AnswerState AnswerReader::read(std::string_view bytes) {
    pending_ += bytes;
    // A step that answers Complete before the last part has only moved on to the next one.
    for (auto state = step();; state = step()) {
        if (state != AnswerState::Complete || part_ == Part::Done)
            return state;
    }
}

AnswerState AnswerReader::step() {
    switch (part_) {
        case Part::Head:
            return readHead();
        case Part::Length:
        case Part::Chunk:
            return readBody();
        case Part::ToEnd:
            return readToEnd();
        case Part::ChunkSize:
            return readChunkSize();
        case Part::ChunkEnd:
            return readChunkEnd();
        case Part::Trailer:
            return readTrailer();
        case Part::Done:
            break;
    }
    return AnswerState::Complete;
}

AnswerState AnswerReader::go(Part next) {
    part_ = next;
    return AnswerState::Complete;
}

AnswerState AnswerReader::readHead() {
    const auto end = pending_.find("\r\n\r\n");
    if (std::min(end, pending_.size()) > kMaxHead)
        return AnswerState::TooLarge;
    if (end == std::string::npos)
        return AnswerState::NeedMore;
    auto head = readAnswerHead(std::string_view(pending_).substr(0, end));
    if (!head || head->status == 101)
        return AnswerState::Malformed;
    closes_ = pending_.starts_with("HTTP/1.0");
    pending_.erase(0, end + 4);
    if (head->status < 200)
        return go(Part::Head);
    answer_ = std::move(*head);
    return chooseBody();
}

AnswerState AnswerReader::chooseBody() {
    if (headOnly_ || answer_.status == 204 || answer_.status == 304)
        return go(Part::Done);
    const auto framing = framingOf(answer_);
    if (!framing)
        return AnswerState::Malformed;
    if (framing->length > maxBody_)
        return AnswerState::TooLarge;
    left_ = framing->length;
    switch (framing->kind) {
        case BodyFraming::Kind::Chunked:
            return go(Part::ChunkSize);
        case BodyFraming::Kind::ToEnd:
            return go(Part::ToEnd);
        case BodyFraming::Kind::Length:
            break;
    }
    return go(left_ == 0 ? Part::Done : Part::Length);
}

AnswerState AnswerReader::readBody() {
    const auto take = std::min<std::uint64_t>(left_, pending_.size());
    answer_.body.append(pending_, 0, take);
    pending_.erase(0, take);
    left_ -= take;
    if (left_ > 0)
        return AnswerState::NeedMore;
    return go(part_ == Part::Chunk ? Part::ChunkEnd : Part::Done);
}

AnswerState AnswerReader::readToEnd() {
    if (answer_.body.size() + pending_.size() > maxBody_)
        return AnswerState::TooLarge;
    answer_.body += std::exchange(pending_, {});
    return AnswerState::NeedMore;
}

AnswerState AnswerReader::readChunkSize() {
    const auto end = pending_.find("\r\n");
    if (std::min(end, pending_.size()) > kMaxChunkLine)
        return AnswerState::Malformed;
    if (end == std::string::npos)
        return AnswerState::NeedMore;
    const auto size = chunkSizeIn(std::string_view(pending_).substr(0, end));
    if (!size)
        return AnswerState::Malformed;
    if (*size > maxBody_ - answer_.body.size())
        return AnswerState::TooLarge;
    pending_.erase(0, end + 2);
    left_ = *size;
    return go(left_ == 0 ? Part::Trailer : Part::Chunk);
}

AnswerState AnswerReader::readChunkEnd() {
    if (pending_.size() < 2)
        return AnswerState::NeedMore;
    if (!pending_.starts_with("\r\n"))
        return AnswerState::Malformed;
    pending_.erase(0, 2);
    return go(Part::ChunkSize);
}

AnswerState AnswerReader::readTrailer() {
    const auto end = pending_.find("\r\n");
    if (std::min(end, pending_.size()) > kMaxChunkLine)
        return AnswerState::Malformed;
    if (end == std::string::npos)
        return AnswerState::NeedMore;
    pending_.erase(0, end + 2);
    return go(end == 0 ? Part::Done : Part::Trailer);
}

AnswerState AnswerReader::end() const {
    return part_ == Part::ToEnd || part_ == Part::Done ? AnswerState::Complete
                                                       : AnswerState::NeedMore;
}

bool AnswerReader::isReusable() const {
    if (part_ != Part::Done || closes_ || !pending_.empty())
        return false;
    const auto connection = answer_.header("connection");
    return !connection || sameName(*connection, "keep-alive");
}

}  // namespace bowline::http
