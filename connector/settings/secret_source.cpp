#include "connector/settings/secret_source.h"

#include "connector/base/error.h"

#include <openssl/crypto.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxSecretBytes = std::size_t{64} << 10;
constexpr std::string_view kCredential = "${cred:";
constexpr std::string_view kFile = "${file:";

bool isCredentialName(std::string_view name) {
    constexpr std::string_view kAllowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return !name.empty() && name.size() <= 128 && name.front() != '.' &&
           name.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool isAbsolutePath(std::string_view path) {
    return path.size() > 1 && path.front() == '/' && path.find('}') == std::string_view::npos;
}

[[noreturn]] void fail(const SecretRef& ref, const std::string& what, const std::string& hint) {
    throw ConfigError("settings: cannot read the secret " + toText(ref) + ": " + what, hint);
}

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile() {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

/// A fixed place for the bytes on their way, wiped at the end.
struct Scratch {
    std::array<char, kMaxSecretBytes + 1> bytes{};
    std::size_t used = 0;
    ~Scratch() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Scratch() = default;
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

void requirePrivateFile(const OpenFile& file, const SecretRef& ref) {
    struct stat status {};
    if (!file.isOpen() || ::fstat(file.descriptor(), &status) != 0) {
        const bool isAbsent = errno == ENOENT;
        fail(
            ref,
            isAbsent ? "there is no such file" : "the file cannot be opened",
            isAbsent ? "create it, or correct the reference" : "let the user of the daemon read it"
        );
    }
    if (!S_ISREG(status.st_mode))
        fail(ref, "it is not a regular file", "name a file");
    if ((status.st_mode & S_IROTH) != 0)
        fail(ref, "everybody can read it", "run chmod 0600 on it");
}

WipedText readAll(const OpenFile& file, const SecretRef& ref) {
    const auto scratch = std::make_unique<Scratch>();
    while (scratch->used < scratch->bytes.size()) {
        char* const end = scratch->bytes.data() + scratch->used;
        const ssize_t got = ::read(file.descriptor(), end, scratch->bytes.size() - scratch->used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            fail(ref, "the disk refuses", "look at the file system");
        if (got == 0)
            break;
        scratch->used += static_cast<std::size_t>(got);
    }
    if (scratch->used == 0)
        fail(ref, "the file is empty", "write the secret into it");
    if (scratch->used > kMaxSecretBytes)
        fail(ref, "the file is larger than 64 KiB", "name the right file");
    return WipedText({scratch->bytes.data(), scratch->used});
}

}  // namespace

std::string toText(const SecretRef& ref) {
    const auto prefix = ref.kind == SecretRef::Kind::Credential ? kCredential : kFile;
    return std::string(prefix) + ref.name + "}";
}

std::optional<SecretRef> parseSecretRef(std::string_view text) {
    if (!text.ends_with('}'))
        return std::nullopt;
    const auto inner = [&](std::string_view prefix) {
        return text.substr(prefix.size(), text.size() - prefix.size() - 1);
    };
    if (text.starts_with(kCredential) && isCredentialName(inner(kCredential))) {
        return SecretRef{SecretRef::Kind::Credential, std::string(inner(kCredential))};
    }
    if (text.starts_with(kFile) && isAbsolutePath(inner(kFile))) {
        return SecretRef{SecretRef::Kind::File, std::string(inner(kFile))};
    }
    return std::nullopt;
}

FileSecretSource::FileSecretSource(std::optional<std::filesystem::path> credentialsDirectory)
    : credentials_(std::move(credentialsDirectory)) {}

std::filesystem::path FileSecretSource::pathOf(const SecretRef& ref) const {
    if (ref.kind == SecretRef::Kind::File)
        return ref.name;
    if (!credentials_) {
        fail(
            ref,
            "there is no credentials directory",
            "start bowline by its systemd unit with LoadCredential=" + ref.name +
                ":..., or refer to a file with ${file:/path}"
        );
    }
    return *credentials_ / ref.name;
}

WipedText FileSecretSource::read(const SecretRef& ref) const {
    const OpenFile file(pathOf(ref));
    requirePrivateFile(file, ref);
    return readAll(file, ref);
}

}  // namespace bowline::settings
