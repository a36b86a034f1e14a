// One connection of a load: a request goes out, an answer comes in. Blocks for nothing but the
// connecting. An answer is over when its head has ended and as many bytes of body have come as
// Content-Length says; the servers here always say it.
#pragma once

#include <cstdint>
#include <string>

namespace bowline::tests {

class LoadConnection {
public:
    /// To `port` on loopback. Errors: std::runtime_error when nobody listens.
    explicit LoadConnection(std::uint16_t port);
    ~LoadConnection();
    LoadConnection(const LoadConnection&) = delete;
    LoadConnection& operator=(const LoadConnection&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    /// False when the connection is gone. A request of a few KiB always fits into the socket's
    /// buffer when the last one was answered.
    [[nodiscard]] bool send(const std::string& request);
    /// Takes what has arrived. False when the server closed the connection.
    [[nodiscard]] bool receive();
    [[nodiscard]] bool answered() const;
    /// After answered(): it says 200.
    [[nodiscard]] bool acknowledged() const { return got_.compare(9, 3, "200") == 0; }

private:
    int fd_;
    std::string got_;
};

}  // namespace bowline::tests
