// The HttpClient of one destination, on Poco's sockets, resolver and TLS.
#pragma once

#include "connector/http/client.h"
#include "connector/http/net_address.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bowline::http {

/// All limits are policy of the destination and have no default here.
struct ClientOptions {
    std::chrono::milliseconds connectTimeout;  ///< for each address that is tried
    /// From the resolved name to the last byte of the answer. The resolver itself obeys resolv.conf
    /// only.
    /// For requests that say nothing else.
    std::chrono::milliseconds totalTimeout;
    std::size_t maxAnswerBytes;  ///< decoded body
    /// PEM, trusted beside the system's authorities (a help desk with a certificate of the house
    /// may send us to a token endpoint with a public one); empty: these alone.
    std::string caFile;
    /// What may be reached besides public addresses: addresses, blocks and names as AddressPolicy
    /// takes them.
    std::vector<std::string> allowedHosts;
};

/// The addresses of a host name or of an address in any spelling; none when there are none. Asked
/// once for each new connection, which then leads to one of them and to nothing else.
using Resolver = std::function<std::vector<NetAddress>(const std::string& host)>;

/// Keeps idle connections for a few seconds and takes one again only when it is quiet. When it
/// turns out dead before the first byte went out, the request goes over a new one; never after. TLS
/// is 1.2 or newer; host name and chain are verified, always. Threads: any.
class PocoClient final : public HttpClient {
public:
    /// Errors: Error for limits that are not above zero; ConfigError for an unreadable entry of
    /// allowedHosts or CA file.
    explicit PocoClient(ClientOptions options);
    /// The same with another resolver than the system's.
    PocoClient(ClientOptions options, Resolver resolver);
    ~PocoClient() override;

    [[nodiscard]] Answer send(const ClientRequest& request) override;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace bowline::http
