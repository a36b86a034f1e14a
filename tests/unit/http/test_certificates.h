// Certificates made anew for each run: no key rests in the repository and none expires.
#pragma once

#include <filesystem>
#include <memory>
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

/// One that shows itself by name: a client's certificate with its key, as files in PEM.
struct TestIdentity {
    std::string certificateFile;
    std::string keyFile;
};

/// An authority, for clients or servers.
class TestAuthority {
public:
    /// Files go to `folder`, which exists.
    explicit TestAuthority(const std::filesystem::path& folder);
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    [[nodiscard]] const std::string& caFile() const { return caFile_; }
    /// `commonName` is its DNS name too. Files bear its name, so that a second one of the same name
    /// replaces the first.
    [[nodiscard]] TestIdentity identity(const std::string& commonName);
    /// The same, signed with SHA-1: too weak.
    [[nodiscard]] TestIdentity weakIdentity(const std::string& commonName);

private:
    struct Parts;
    TestIdentity made(const std::string& commonName, bool weak);

    std::filesystem::path folder_;
    std::unique_ptr<Parts> parts_;
    std::string caFile_;
};

}  // namespace bowline::http::test
