// A program that is not ours, started beside the listener: it dies with the test, and what it says
// goes to a file.
#pragma once

#include <boost/test/tree/decorator.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace bowline::tests {

/// Skips a test case, with the reason, where `file` is not installed; `package` says how to get it.
boost::unit_test::decorator::precondition needs(std::string file, std::string package);

/// A port of loopback that nobody listens on now.
std::uint16_t freePort();

class OutsideProgram {
public:
    /// `words`: the program's file and its arguments. What it says goes to the end of `log`.
    OutsideProgram(const std::vector<std::string>& words, const std::filesystem::path& log);
    ~OutsideProgram();  ///< kills it, by its own process id
    OutsideProgram(const OutsideProgram&) = delete;
    OutsideProgram& operator=(const OutsideProgram&) = delete;

    /// Asks `condition` until it holds; false when the program ended or half a minute did not help.
    [[nodiscard]] bool eventually(const std::function<bool()>& condition) const;
    /// The same for a port of loopback that it takes connections on.
    [[nodiscard]] bool listensOn(std::uint16_t port) const;
    /// What its open files are called: "/path", "/path (deleted)".
    [[nodiscard]] std::vector<std::string> openFiles() const;

private:
    pid_t pid_;
};

}  // namespace bowline::tests
