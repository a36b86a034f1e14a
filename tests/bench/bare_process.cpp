// See the header.
#include "tests/bench/bare_process.h"

#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace bowline::tests {

namespace {

constexpr const char* kBinary = BOWLINE_BINARY_DIR "/tests/bench_bare";

std::uint16_t readPort(int output) {
    char text[16]{};
    const auto n = read(output, text, sizeof text - 1);
    close(output);
    if (n <= 0)
        throw std::runtime_error("bench_bare does not tell its port");
    return static_cast<std::uint16_t>(std::stoi(text));
}

}  // namespace

BareProcess::BareProcess() {
    int in[2];
    int out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    pid_ = fork();
    if (pid_ == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        execl(kBinary, kBinary, nullptr);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    port_ = readPort(out[0]);
}

BareProcess::~BareProcess() {
    close(input_);
    waitpid(pid_, nullptr, 0);
}

}  // namespace bowline::tests
