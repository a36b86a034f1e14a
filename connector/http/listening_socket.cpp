// socket, bind, chmod, listen: in this order nobody can connect to a Unix socket before its mode is
// right.
#include "connector/http/listening_socket.h"

#include "connector/base/error.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace bowline::http {

namespace {

/// Closes what nobody took over.
class Fd {
public:
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

private:
    int fd_;
};

struct Place {
    sockaddr_storage bytes{};
    socklen_t size = 0;
    std::string name;  ///< for messages

    [[nodiscard]] const sockaddr* address() const {
        return reinterpret_cast<const sockaddr*>(&bytes);
    }
    [[nodiscard]] int family() const { return bytes.ss_family; }
};

[[noreturn]] void fail(const Place& place, std::string_view why, std::string cure) {
    throw Error(fmt::format("http: cannot listen on {}: {}", place.name, why), std::move(cure));
}

template <class Address>
void put(Place& place, const Address& address) {
    std::memcpy(&place.bytes, &address, sizeof address);
    place.size = sizeof address;
}

Place tcpPlace(const ServerOptions& options) {
    Place place;
    place.name = fmt::format("{} port {}", options.address, options.port);
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    v4.sin_family = AF_INET;
    v6.sin6_family = AF_INET6;
    v4.sin_port = v6.sin6_port = htons(options.port);
    if (::inet_pton(AF_INET, options.address.c_str(), &v4.sin_addr) == 1) {
        put(place, v4);
    } else if (::inet_pton(AF_INET6, options.address.c_str(), &v6.sin6_addr) == 1) {
        put(place, v6);
    } else {
        fail(place, "not an IP address", "write a number such as 127.0.0.1 or ::");
    }
    return place;
}

Place unixPlace(const std::string& path) {
    Place place;
    place.name = path;
    sockaddr_un address{};
    if (path.size() >= sizeof address.sun_path) {
        fail(
            place,
            "the path is longer than 107 bytes",
            "choose a shorter one, for example below /run"
        );
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    put(place, address);
    return place;
}

/// Removes a socket on which nobody answers. Only a refused connection proves that its process is
/// gone.
void clearStaleSocket(const Place& place) {
    struct stat found {};
    if (::lstat(place.name.c_str(), &found) != 0)
        return;
    if (!S_ISSOCK(found.st_mode))
        fail(place, "a file that is no socket stands there", "move it away");
    const Fd probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::connect(probe.get(), place.address(), place.size) == 0 || errno != ECONNREFUSED) {
        fail(
            place,
            "somebody answers there",
            "stop the other bowline or give this one another directory"
        );
    }
    ::unlink(place.name.c_str());
}

void check(bool done, const Place& place) {
    if (!done)
        fail(
            place,
            std::error_code(errno, std::system_category()).message(),
            "free the address, or write another one into bowline.yaml, below `listen`"
        );
}

std::uint16_t portOf(int fd) {
    sockaddr_in6 bound{};  // the port stands at the same offset in both families
    socklen_t size = sizeof bound;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &size);
    return ntohs(bound.sin6_port);
}

}  // namespace

ListeningSocket listenOn(const ServerOptions& options) {
    const bool local = !options.unixPath.empty();
    const Place place = local ? unixPlace(options.unixPath) : tcpPlace(options);
    if (local)
        clearStaleSocket(place);
    Fd fd(::socket(place.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    check(fd.get() >= 0, place);
    const int on = 1;
    if (!local)
        ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    check(::bind(fd.get(), place.address(), place.size) == 0, place);
    check(!local || ::chmod(options.unixPath.c_str(), S_IRUSR | S_IWUSR) == 0, place);
    check(::listen(fd.get(), SOMAXCONN) == 0, place);
    const auto port = local ? std::uint16_t{0} : portOf(fd.get());
    return {.fd = fd.release(), .family = place.family(), .port = port};
}

}  // namespace bowline::http
