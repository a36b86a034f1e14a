// Any bytes as requests of one connection: heads and chunks, cut into pieces as a network may. What
// is accepted does not depend on the pieces; it is framed in one way only, within the
// limits, and has nothing in it that a head must not hold. The first byte says where the pieces
// end. Run: http_fuzz -max_total_time=60 -max_len=8192 CORPUS, with tests/fuzz/corpus/http as the
// first.
#include "connector/base/text.h"
#include "connector/http/request_reader.h"
#include "connector/http/server.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace bowline;
using namespace bowline::http;

constexpr std::size_t kMaxHead = std::size_t{16} * 1024;  // as the daemon's
constexpr std::size_t kMaxBody = 1024;                    // small, so that inputs reach it

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// The requests that a connection got out of its bytes. How it ended is not compared: Beast counts
/// the limit of a body anew each time that a chunk line which it does not understand comes with
/// more bytes, so such a line is refused sooner, with 413 for 400, when it comes in pieces.
using Story = std::vector<Request>;

bool same(const Story& one, const Story& other) {
    return std::ranges::equal(one, other, [](const Request& a, const Request& b) {
        return a.method == b.method && a.path == b.path && a.query == b.query &&
               a.headers == b.headers && a.body == b.body;
    });
}

/// One connection: what arrived and is not consumed, and the reader.
class Conversation {
public:
    void arrive(std::string_view piece) {
        waiting_ += piece;
        while (!over_ && step()) {
        }
    }
    [[nodiscard]] const Story& story() const { return story_; }

private:
    /// True while the bytes at hand may hold another request.
    bool step() {
        const auto reading = reader_.read(waiting_);
        require(reading.consumed <= waiting_.size());
        waiting_.erase(0, reading.consumed);
        over_ = reading.state == ReadState::Refused;
        if (over_)
            require(reader_.refusal().status >= 400);
        if (reading.state != ReadState::Complete)
            return false;
        over_ = !reader_.keepsAlive();
        story_.push_back(reader_.takeRequest());
        reader_.restart();
        return true;
    }

    RequestReader reader_{kMaxHead, kMaxBody};
    std::string waiting_;
    bool over_ = false;
    Story story_;
};

Story readWhole(std::string_view bytes) {
    Conversation conversation;
    conversation.arrive(bytes);
    return conversation.story();
}

/// Pieces of 1 to 16 bytes, by a sequence that `seed` chooses.
Story readInPieces(std::string_view bytes, std::uint8_t seed) {
    Conversation conversation;
    std::uint32_t next = seed;
    while (!bytes.empty()) {
        next = next * 1'103'515'245U + 12'345U;
        const auto size = std::min<std::size_t>(bytes.size(), 1 + (next >> 16U) % 16);
        conversation.arrive(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
    return conversation.story();
}

bool isClean(std::string_view text) {
    return text.find_first_of(std::string_view("\0\r\n", 3)) == std::string_view::npos;
}

std::size_t countOf(const Request& request, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(request.headers, [&](const auto& header) {
        return toLowerAscii(header.first) == name;
    }));
}

/// RFC 9112, 6: one way to tell where a request ends, or none of ours reads it as another would.
void requireOneFraming(const Request& request) {
    const auto lengths = countOf(request, "content-length");
    const auto codings = countOf(request, "transfer-encoding");
    require(lengths + codings <= 1);
    require(countOf(request, "host") == 1);
    if (lengths == 1)
        require(request.body.size() == std::stoul(std::string(*request.header("content-length"))));
    if (codings == 1)
        require(toLowerAscii(*request.header("transfer-encoding")) == "chunked");
    if (lengths + codings == 0)
        require(request.body.empty());
}

void requireSound(const Request& request) {
    require(request.body.size() <= kMaxBody);
    require(isClean(request.method) && isClean(request.path) && isClean(request.query));
    for (const auto& [name, value] : request.headers)
        require(!name.empty() && isClean(name) && isClean(value));
    requireOneFraming(request);
}

/// RFC 9112, 2.2 and 5.2: what others may take for the end of a line or of a head is in none that
/// we accept: a line feed or return by itself, a NUL, a folded line.
void requirePlainHead(std::string_view bytes) {
    const auto end = bytes.find("\r\n\r\n");
    require(end != std::string_view::npos);
    const auto head = bytes.substr(0, end);
    for (std::size_t at = 0; at < head.size(); ++at) {
        const bool endsLine = head.substr(at, 2) == "\r\n";
        require(head[at] != '\0' && head[at] != '\n');
        require(head[at] != '\r' || endsLine);
        if (endsLine)
            require(at + 2 < head.size() && head[at + 2] != ' ' && head[at + 2] != '\t');
        at += endsLine ? 1 : 0;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto story = readWhole(bytes);
    require(same(story, readInPieces(bytes, data[0])));
    for (const auto& request : story)
        requireSound(request);
    if (!story.empty())
        requirePlainHead(bytes);
    return 0;
}
