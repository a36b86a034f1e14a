// Which addresses a destination may be reached at. A configured name, or one that an answer gave,
// must not lead into the machine or its private network unless the operator wrote so. Pure: judges
// bytes, after resolution, so that no spelling (0x7f.1, 2130706433) matters.
#pragma once

#include "connector/http/net_address.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::http {

/// Source: IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
enum class AddressKind {
    Public,
    Unspecified,  ///< 0.0.0.0/8, ::
    Loopback,
    Private,      ///< RFC 1918, and the old site-local IPv6
    Shared,       ///< carrier-grade NAT, 100.64.0.0/10
    UniqueLocal,  ///< fc00::/7
    LinkLocal,    ///< with it the clouds' metadata service, 169.254.169.254
    Multicast,
    Embedded,  ///< an IPv6 form that carries an IPv4 address: mapped, NAT64, 6to4, Teredo
    Reserved,  ///< documentation, benchmarks, future use
};
AddressKind kindOf(const NetAddress& address);

/// What one destination may reach: public addresses, and what its options list.
/// Threads: const calls from any thread.
class AddressPolicy {
public:
    /// `allowed`: addresses ("10.1.2.3"), blocks ("10.1.0.0/16", "64:ff9b::/96") and host names. A
    /// host name lifts the ban on loopback, private, shared and unique-local addresses for that
    /// name only; the other kinds must be listed as a block. Errors: ConfigError for an entry
    /// that is none of these.
    explicit AddressPolicy(const std::vector<std::string>& allowed);

    /// `host`: the name that was resolved, lower case.
    [[nodiscard]] bool permits(std::string_view host, const NetAddress& address) const;

private:
    std::vector<AddressBlock> blocks_;
    std::vector<std::string> hosts_;
};

}  // namespace bowline::http
