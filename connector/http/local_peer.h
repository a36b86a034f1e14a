// Who is at the other end of a Unix socket, as the kernel says: the second fence behind the mode of
// the socket's file, which a careless chmod takes away.
#pragma once

#include <optional>
#include <sys/types.h>

namespace bowline::http {

/// The user that connected the socket `fd`. Absence: nothing when the kernel does not say. Threads:
/// any. Source: unix(7), SO_PEERCRED: the credentials at the time of connect.
[[nodiscard]] std::optional<uid_t> peerOf(int fd);

/// True for root and for `own`, the daemon's own user; nobody else has business here.
[[nodiscard]] bool mayAsk(std::optional<uid_t> peer, uid_t own);

}  // namespace bowline::http
