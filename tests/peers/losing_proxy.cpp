// See the header. One request a connection: the answer ends it, as Request Tracker's server does.
#include "tests/peers/losing_proxy.h"

#include "connector/base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

constexpr int kLookForStopMs = 50;

/// Closed when dropped.
class Socket {
public:
    explicit Socket(int fd) : fd_(fd) {}
    ~Socket() { ::close(fd_); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// Reads on. False at the end of the stream.
bool readMore(int fd, std::string& into) {
    char buffer[16384];
    const auto n = ::recv(fd, buffer, sizeof buffer, 0);
    if (n > 0)
        into.append(buffer, static_cast<std::size_t>(n));
    return n > 0;
}

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

/// The bytes of a whole message; 0 while its head is not complete.
std::size_t wholeSize(const std::string& message) {
    const auto end = message.find("\r\n\r\n");
    if (end == std::string::npos)
        return 0;
    const auto head = toLowerAscii(message.substr(0, end));
    const auto length = head.find("content-length: ");
    return end + 4 + (length == std::string::npos ? 0 : std::stoul(head.substr(length + 16)));
}

/// One request as it came; empty when the client went away first.
std::string readRequest(int client) {
    std::string request;
    while (wholeSize(request) == 0 || request.size() < wholeSize(request)) {
        if (!readMore(client, request))
            return {};
    }
    return request;
}

/// The same request, asking that the answer end the connection: then its end needs no parsing.
std::string lastOfItsConnection(std::string request) {
    const auto lineEnd = request.find("\r\n");
    const auto head = toLowerAscii(request.substr(0, request.find("\r\n\r\n")));
    const auto old = head.find("\r\nconnection:");
    if (old != std::string::npos)
        request.erase(old, request.find("\r\n", old + 2) - old);
    return request.insert(lineEnd, "\r\nConnection: close");
}

std::string answerTo(const std::string& request, std::uint16_t upstream) {
    const Socket server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(upstream);
    if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return {};
    std::string answer;
    if (writeAll(server.get(), lastOfItsConnection(request))) {
        while (readMore(server.get(), answer)) {
        }
    }
    return answer;
}

}  // namespace

LosingProxy::LosingProxy(std::uint16_t upstream)
    : upstream_(upstream), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("losing proxy: cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread([this](const std::stop_token& stop) { accept(stop); });
}

LosingProxy::~LosingProxy() {
    acceptor_ = {};
    connections_.clear();
    ::close(listener_);
}

void LosingProxy::accept(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd ready{listener_, POLLIN, 0};
        if (::poll(&ready, 1, kLookForStopMs) <= 0)
            continue;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0)
            connections_.emplace_back([this, client] { serve(client); });
    }
}

void LosingProxy::serve(int fd) {
    const Socket client(fd);
    const auto request = readRequest(fd);
    if (request.empty())
        return;
    const auto answer = answerTo(request, upstream_);
    if (answer.empty())
        return;
    if (loses(request)) {
        ++lost_;
        return;
    }
    static_cast<void>(writeAll(fd, answer));
}

bool LosingProxy::loses(std::string_view request) {
    if (!request.starts_with("POST ") && !request.starts_with("PUT "))
        return false;
    const int n = oneIn_;
    return n > 0 && ++writes_ % n == 0;
}

}  // namespace bowline::tests
