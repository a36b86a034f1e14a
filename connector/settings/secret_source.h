// Secrets by reference: the configuration names where a secret lies, never the secret.
// `${cred:name}` is a file of that name in the credentials directory of systemd, `${file:/path}`
// any other file that only its owner and group can read. There are no environment variables.
#pragma once

#include "connector/base/sensitive.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::settings {

struct SecretRef {
    enum class Kind { Credential, File };
    Kind kind = Kind::Credential;
    std::string name;  ///< file name of a credential, absolute path of a file
    friend bool operator==(const SecretRef&, const SecretRef&) = default;
};

/// "${cred:master.key}", "${file:/etc/bowline/token}".
std::string toText(const SecretRef& ref);

/// The reference that `text` is as a whole; nothing for anything else: a literal, a relative path,
/// a credential name with a slash.
std::optional<SecretRef> parseSecretRef(std::string_view text);

class SecretSource {
public:
    virtual ~SecretSource() = default;
    /// The secret's bytes as they are stored. Errors: ConfigError names the reference and the cure
    /// when it is absent, unreadable, empty, above 64 KiB or readable by everybody. Threads: any.
    [[nodiscard]] virtual WipedText read(const SecretRef& ref) const = 0;
};

/// Reads files. A credential without a credentials directory is an error.
class FileSecretSource final : public SecretSource {
public:
    /// `credentialsDirectory`: what systemd gives in CREDENTIALS_DIRECTORY; the app reads it.
    explicit FileSecretSource(std::optional<std::filesystem::path> credentialsDirectory);
    [[nodiscard]] WipedText read(const SecretRef& ref) const override;

    /// Where the secret lies, whether or not it is there. Errors: ConfigError for a credential
    /// without directory.
    [[nodiscard]] std::filesystem::path pathOf(const SecretRef& ref) const;

private:
    std::optional<std::filesystem::path> credentials_;
};

/// A secret that is one line of text, as its type; the line end that an editor leaves is dropped.
/// For keys, which are bytes, call read().
template <class Secret>
Secret readLine(const SecretSource& source, const SecretRef& ref) {
    const WipedText bytes = source.read(ref);
    std::string_view line = bytes.view();
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    return Secret(line);
}

}  // namespace bowline::settings
