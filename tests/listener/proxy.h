// The shipped snippets under the real nginx and the real Caddy, on loopback, with folders and ports
// of the test's own. What a test needs changed is changed line by line; a line that is not there is
// an error, so that the tests cannot drift from what is shipped.
#pragma once

#include "tests/listener/outside_program.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/test_certificates.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

enum class ProxyKind { Nginx, Caddy };

/// Words of a snippet and what stands in their place.
struct Edit {
    std::string from;
    std::string to;
};

class Proxy {
public:
    /// Asks the listener at `upstream`. `edits`: what a control changes in the snippet.
    Proxy(ProxyKind kind, std::uint16_t upstream, const std::vector<Edit>& edits = {});

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] const OutsideProgram& program() const { return *program_; }
    /// Names of the files below its folder that hold `word`.
    [[nodiscard]] std::vector<std::string> filesWith(std::string_view word) const;
    /// Files that it has open below its folder, or has deleted and still holds; logs left out.
    [[nodiscard]] std::vector<std::string> spooled() const;
    [[nodiscard]] std::string accessLog() const { return readFile(folder_ / "access.log"); }

private:
    /// Write the configuration and give the words of the command.
    [[nodiscard]] std::vector<std::string> nginx(std::uint16_t upstream, const std::vector<Edit>&);
    [[nodiscard]] std::vector<std::string> caddy(std::uint16_t upstream, const std::vector<Edit>&);

    TempFolder folder_;
    http::test::TestAuthority authority_{folder_.path()};
    http::test::TestIdentity identity_ = authority_.identity("localhost");
    std::uint16_t port_ = freePort();
    std::unique_ptr<OutsideProgram> program_;
};

}  // namespace bowline::tests
