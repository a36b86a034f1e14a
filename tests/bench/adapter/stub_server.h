// The stub behind a socket of loopback, for the real daemon: keep-alive, a thread a connection.
#pragma once

#include "tests/bench/adapter/rt_stub.h"

#include <cstdint>
#include <memory>

namespace Poco::Net {
class HTTPServer;
}

namespace bowline::tests {

/// Listens from construction until it is dropped. `stub` outlives it.
class StubServer {
public:
    explicit StubServer(RtStub& stub);
    ~StubServer();

    [[nodiscard]] std::uint16_t port() const;

private:
    std::unique_ptr<Poco::Net::HTTPServer> server_;
};

}  // namespace bowline::tests
