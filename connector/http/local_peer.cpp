#include "connector/http/local_peer.h"

#include <sys/socket.h>

namespace bowline::http {

std::optional<uid_t> peerOf(int fd) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || size != sizeof peer)
        return std::nullopt;
    return peer.uid;
}

bool mayAsk(std::optional<uid_t> peer, uid_t own) {
    return peer && (*peer == 0 || *peer == own);
}

}  // namespace bowline::http
