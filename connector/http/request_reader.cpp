// Three looks at a request: HeadScan at the bytes, Beast's strict parser at the grammar and the
// framing, request_rules at the meaning. Trailers after a chunked body are parsed and dropped.
#include "connector/http/request_reader.h"

#include "connector/http/head_scan.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace bowline::http {

namespace {

namespace beast = boost::beast;
using boost::system::error_code;

// Reserved at once; a longer body grows as it arrives, so a length alone costs a liar next to
// nothing of ours.
constexpr std::uint64_t kFirstReserve = std::uint64_t{8} * 1024;

std::string_view toView(beast::string_view text) {
    return {text.data(), text.size()};
}

/// Beast's parser, filling our Request without a header container in between.
class RequestParser final : public beast::http::basic_parser<true> {
public:
    explicit RequestParser(std::size_t maxBody) : maxBody_(maxBody) {
        body_limit(maxBody);
        header_limit(std::numeric_limits<std::uint32_t>::max());  // HeadScan has judged the size
    }

    Request request;
    int version = 0;

private:
    using View = beast::string_view;

    void on_request_impl(beast::http::verb, View method, View target, int v, error_code&) override {
        const auto mark = target.find('?');
        request.method = toView(method);
        request.path = toView(target.substr(0, mark));
        if (mark != View::npos)
            request.query = toView(target.substr(mark + 1));
        request.headers.reserve(16);
        version = v;
    }
    void on_field_impl(beast::http::field, View name, View value, error_code&) override {
        if (!headDone_)
            request.headers.emplace_back(toView(name), toView(value));
    }
    void on_header_impl(error_code&) override { headDone_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>& size, error_code&) override {
        if (size)
            request.body.reserve(std::min(*size, kFirstReserve));
    }
    std::size_t on_body_impl(View piece, error_code& ec) override { return take(piece, ec); }
    void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, error_code& ec) override {
        return take(piece, ec);
    }
    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, View, int, error_code&) override {}

    std::size_t take(View piece, error_code& ec) {
        if (request.body.size() + piece.size() > maxBody_) {
            ec = beast::http::error::body_limit;
            return 0;
        }
        request.body.append(piece.data(), piece.size());
        return piece.size();
    }

    std::size_t maxBody_;
    bool headDone_ = false;
};

Refusal refusalFor(const error_code& ec) {
    if (ec == beast::http::error::body_limit)
        return {413, "the body is too large"};
    return {400, "the request is malformed"};
}

}  // namespace

class RequestReader::Impl {
public:
    Impl(std::size_t maxHead, std::size_t maxBody) : maxHead_(maxHead), maxBody_(maxBody) {}

    Reading read(std::string_view bytes) { return parser ? readBody(bytes, 0) : readHead(bytes); }
    void restart() {
        scan_ = HeadScan{};
        parser.reset();
    }

    std::optional<RequestParser> parser;
    Refusal refusal{400, ""};

private:
    Reading refuse(Refusal why) {
        refusal = why;
        return {ReadState::Refused, 0};
    }

    Reading readHead(std::string_view bytes) {
        switch (scan_.look(bytes.substr(0, maxHead_))) {
            case HeadState::Malformed:
                return refuse({400, "the head of the request is malformed"});
            case HeadState::Complete:
                return parseHead(bytes);
            case HeadState::NeedMore:
                break;
        }
        if (bytes.size() >= maxHead_)
            return refuse({431, "the head of the request is too large"});
        return {ReadState::HeadWanted, 0};
    }

    Reading parseHead(std::string_view bytes) {
        parser.emplace(maxBody_);
        error_code ec;
        const auto used = parser->put(boost::asio::buffer(bytes.data(), scan_.size()), ec);
        if (ec || !parser->is_header_done())
            return refuse(refusalFor(ec));
        if (const auto broken = refusalOf(parser->request, parser->version))
            return refuse(*broken);
        parser->eager(true);
        return readBody(bytes, used);
    }

    /// `used`: so many of `bytes` were taken already.
    Reading readBody(std::string_view bytes, std::size_t used) {
        error_code ec;
        while (bytes.size() - used >= leastRest() && !ec && !parser->is_done()) {
            used += parser->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), ec);
        }
        if (ec && ec != beast::http::error::need_more)
            return refuse(refusalFor(ec));
        if (parser->is_done())
            return {ReadState::Complete, used};
        if (bytes.size() - used > maxHead_)
            return refuse({431, "a chunk line is too large"});
        return {ReadState::BodyWanted, used};
    }

    /// What is worth a look of the parser. Before the end of a chunked body there are at least the
    /// five bytes of "0", CRLF, CRLF to come; Beast 1.74 asserts as much when it goes on in a last
    /// chunk that came in pieces (`parse_chunk_header`), so it never sees fewer.
    std::size_t leastRest() const { return parser->chunked() ? 5 : 1; }

    std::size_t maxHead_;
    std::size_t maxBody_;
    HeadScan scan_;
};

RequestReader::RequestReader(std::size_t maxHead, std::size_t maxBody)
    : impl_(std::make_unique<Impl>(maxHead, maxBody)) {}
RequestReader::~RequestReader() = default;

RequestReader::Reading RequestReader::read(std::string_view bytes) {
    return impl_->read(bytes);
}

void RequestReader::restart() {
    impl_->restart();
}

Request RequestReader::takeRequest() {
    return std::move(impl_->parser->request);
}

bool RequestReader::keepsAlive() const {
    // An HTTP/1.0 sender would need a header that says so; it gets a close instead.
    return impl_->parser->version == 11 && impl_->parser->keep_alive();
}

const Request& RequestReader::head() const {
    return impl_->parser->request;
}

std::size_t RequestReader::announced() const {
    const auto length = impl_->parser->content_length();
    return length ? static_cast<std::size_t>(*length) : 0;
}

bool RequestReader::waitsForContinue() const {
    return http::waitsForContinue(impl_->parser->request);
}

Refusal RequestReader::refusal() const {
    return impl_->refusal;
}

}  // namespace bowline::http
