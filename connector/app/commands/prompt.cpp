#include "connector/app/commands/prompt.h"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace bowline::app {

namespace {

/// Turns the echo of the terminal off for its lifetime.
class SilentTerminal {
public:
    SilentTerminal() : isTerminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!isTerminal_)
            return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() {
        if (isTerminal_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    [[nodiscard]] bool isTerminal() const { return isTerminal_; }

private:
    termios before_{};
    bool isTerminal_;
};

}  // namespace

WipedText askSecret(const std::string& question) {
    const SilentTerminal terminal;
    if (terminal.isTerminal())
        std::cerr << question << std::flush;
    std::string line;
    std::getline(std::cin, line);
    if (terminal.isTerminal())
        std::cerr << "\n";
    WipedText secret{line};
    OPENSSL_cleanse(line.data(), line.size());
    return secret;
}

}  // namespace bowline::app
