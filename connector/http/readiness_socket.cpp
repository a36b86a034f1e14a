// One datagram is one message; a message longer than the buffer is cut, which costs its tail only.
#include "connector/http/readiness_socket.h"

#include "connector/base/error.h"

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace bowline::http {

namespace {

sockaddr_un addressOf(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw Error(
            "http: the path of the readiness socket is too long", "choose a shorter TMPDIR"
        );
    path.copy(address.sun_path, path.size());
    return address;
}

}  // namespace

ReadinessSocket::ReadinessSocket(std::string path)
    : path_(std::move(path)), socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    const auto address = addressOf(path_);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return;
    ::close(socket_);
    throw Error("http: cannot make a readiness socket", "look at the folder's owner and space");
}

ReadinessSocket::~ReadinessSocket() {
    ::close(socket_);
    ::unlink(path_.c_str());
}

std::optional<std::string> ReadinessSocket::waitFor(
    std::string_view word, int childFd, std::chrono::milliseconds timeout
) {
    for (;;) {
        std::array<pollfd, 2> waits{{{socket_, POLLIN, 0}, {childFd, POLLIN, 0}}};
        ::poll(waits.data(), waits.size(), static_cast<int>(timeout.count()));
        // A message first: a child may have spoken and ended.
        if ((waits[0].revents & POLLIN) == 0)
            return std::nullopt;
        auto message = receive();
        if (message.find(word) != std::string::npos)
            return message;
    }
}

std::string ReadinessSocket::receive() const {
    std::array<char, 4096> buffer{};
    const auto size = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

}  // namespace bowline::http
