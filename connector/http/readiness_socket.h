// Plays systemd's side of sd_notify for a program that this one starts: a datagram socket under a
// path, to be given to the child as NOTIFY_SOCKET. It judges nothing; what the child says is text.
// Source: sd_notify(3), "NOTIFY_SOCKET".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::http {

/// Not thread-safe.
class ReadinessSocket {
public:
    /// Binds `path`, which must not exist and is removed again by the destructor.
    /// Errors: Error when the path is too long for a socket (107 bytes) or cannot be bound.
    explicit ReadinessSocket(std::string path);
    ~ReadinessSocket();
    ReadinessSocket(const ReadinessSocket&) = delete;
    ReadinessSocket& operator=(const ReadinessSocket&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// The first message that holds `word`. Absence: `childFd` (a pidfd) became readable, which is
    /// the end of the child, or no such message came within `timeout` of the one before it.
    [[nodiscard]] std::optional<std::string> waitFor(
        std::string_view word, int childFd, std::chrono::milliseconds timeout
    );

private:
    [[nodiscard]] std::string receive() const;

    std::string path_;
    int socket_;
};

}  // namespace bowline::http
