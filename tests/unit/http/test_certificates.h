// Certificates made anew for each run: no key rests in the repository and none expires.
#pragma once

#include <filesystem>
#include <string>

namespace bowline::http::test {

/// PEM files in `folder`: an authority, and a server's key and certificate for one name.
struct TestCertificates {
    /// `name`: the DNS name in the server's certificate.
    TestCertificates(const std::filesystem::path& folder, const std::string& name);

    std::string caFile;
    std::string certificateFile;
    std::string keyFile;
};

}  // namespace bowline::http::test
