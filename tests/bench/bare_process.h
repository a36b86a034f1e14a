// bench_bare as a child process.
#pragma once

#include <cstdint>
#include <sys/types.h>

namespace bowline::tests {

class BareProcess {
public:
    /// Errors: std::runtime_error when it does not tell its port.
    BareProcess();
    ~BareProcess();  ///< ends it and waits
    BareProcess(const BareProcess&) = delete;
    BareProcess& operator=(const BareProcess&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
    int input_ = -1;  ///< closing it ends the child
    std::uint16_t port_ = 0;
};

}  // namespace bowline::tests
