// The stub behind a socket of loopback, for the real daemon: keep-alive, a thread a connection.
#pragma once

#include "tests/bench/adapter/rt_stub.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace Poco::Net {
class HTTPServer;
}

namespace bowline::tests {

/// Listens from construction until it is dropped. `stub` outlives it. `delay`: how long every
/// answer takes, as that of a system far away.
class StubServer {
public:
    explicit StubServer(RtStub& stub, std::chrono::milliseconds delay = {});
    ~StubServer();

    [[nodiscard]] std::uint16_t port() const;

private:
    std::unique_ptr<Poco::Net::HTTPServer> server_;
};

}  // namespace bowline::tests
