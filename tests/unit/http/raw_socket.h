// A loopback socket without manners: sends exactly the bytes a test wants and reads what comes
// back. Every wait ends after ten seconds with a failure, so that a test that waits for an end of
// file can fail.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bowline::http::test {

class RawSocket {
public:
    /// Connects to 127.0.0.1:port.
    explicit RawSocket(std::uint16_t port);
    /// The same from another loopback address, "127.0.0.2".
    RawSocket(std::uint16_t port, const char* from);
    /// Connects to a Unix socket.
    explicit RawSocket(const std::string& path);
    /// Takes a connected descriptor.
    explicit RawSocket(int fd) : fd_(fd) {}
    ~RawSocket();
    RawSocket(RawSocket&& other) noexcept;
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;
    RawSocket& operator=(RawSocket&&) = delete;

    void send(std::string_view bytes) const;
    /// All until the peer closes; throws after ten seconds. A reset ends it like a close.
    [[nodiscard]] std::string readToEnd() const;
    /// One answer: the head and as many bytes of body as Content-Length says. Empty when the peer
    /// closed.
    [[nodiscard]] std::string readAnswer();
    /// Everything up to and with `mark`.
    [[nodiscard]] std::string readUntil(std::string_view mark);
    /// Ends with a reset instead of an orderly close.
    void reset();
    void closeSending() const;

private:
    [[nodiscard]] bool fill();

    int fd_;
    std::string pending_;
};

/// Listens on a free loopback port and hands out connections.
class RawListener {
public:
    RawListener();
    /// On `port` of another loopback address, "127.0.0.2".
    RawListener(const char* address, std::uint16_t port);
    ~RawListener();
    RawListener(const RawListener&) = delete;
    RawListener& operator=(const RawListener&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] RawSocket accept() const;
    /// Somebody has connected and waits to be accepted.
    [[nodiscard]] bool hasCaller() const;

private:
    int fd_;
    std::uint16_t port_;
};

/// The status code of an answer; 0 when there is none.
int statusOf(std::string_view answer);

}  // namespace bowline::http::test
