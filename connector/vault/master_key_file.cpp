// Reading and creating the key file. Files are opened once and asked by their descriptor, so that
// what was checked is what is read.
#include "connector/vault/master_key_file.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/vault/aes.h"
#include "connector/vault/wiped_bytes.h"

#include <openssl/crypto.h>

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace bowline::vault {

namespace {

constexpr mode_t kOwnerOnly = 0600;
// systemd grants a service its credentials by an access list, which shows as a group bit: 0440.
constexpr std::string_view kCredentialRoot = "/run/credentials/";

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

/// The system's own word for an error number; it names no content.
std::string reason(int error) {
    return std::generic_category().message(error);
}

[[noreturn]] void failReading(const std::string& path, const std::string& why, std::string cure) {
    throw ConfigError("vault: cannot read the master key file " + path + ": " + why, cure);
}

[[noreturn]] void failCreating(const std::string& path, const std::string& why, std::string cure) {
    throw ConfigError("vault: cannot create the master key file " + path + ": " + why, cure);
}

void checkMode(const std::string& path, const File& file) {
    struct stat state {};
    if (::fstat(file.descriptor(), &state) != 0)
        failReading(path, reason(errno), "check the file system");
    if (!S_ISREG(state.st_mode))
        failReading(path, "it is not a regular file", "name the key file itself");
    const bool credential = path.starts_with(kCredentialRoot) && state.st_uid == 0;
    const mode_t foreign = credential ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    if ((state.st_mode & foreign) != 0)
        failReading(path, "others may read or write it", "chmod 600 " + path);
}

/// At most `out.size()` bytes; fewer at the end of the file.
std::size_t readUpTo(const std::string& path, const File& file, WipedBytes& out) {
    std::size_t size = 0;
    while (size < out.size()) {
        const auto got = ::read(file.descriptor(), out.data() + size, out.size() - size);
        if (got < 0 && errno != EINTR)
            failReading(path, reason(errno), "check the file system");
        if (got == 0)
            break;
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    return size;
}

/// Nothing unless the text is a key in one of the two forms.
std::optional<MasterKey> keyIn(std::string_view text) {
    if (text.size() == kKeyBytes)
        return MasterKey(text);
    if (text.size() == 2 * kKeyBytes + 1 && text.back() == '\n')
        text.remove_suffix(1);
    if (text.size() != 2 * kKeyBytes)
        return std::nullopt;
    auto decoded = fromHex(text);
    if (!decoded)
        return std::nullopt;
    auto& bytes = *decoded;
    MasterKey key(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

void writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto put = ::write(descriptor, text.data(), text.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            throw std::system_error(errno, std::generic_category());
        text.remove_prefix(static_cast<std::size_t>(put));
    }
}

void sync(int descriptor) {
    if (::fsync(descriptor) != 0)
        throw std::system_error(errno, std::generic_category());
}

void syncDirectoryOf(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    const File directory(
        ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    );
    if (!directory.isOpen())
        throw std::system_error(errno, std::generic_category());
    sync(directory.descriptor());
}

void writeKey(const std::string& path, const File& file, const MasterKey& key) {
    auto text = toHex(key.expose()) + '\n';
    writeAll(file.descriptor(), text);
    OPENSSL_cleanse(text.data(), text.size());
    sync(file.descriptor());
    syncDirectoryOf(path);
}

}  // namespace

MasterKey readMasterKey(const std::string& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        failReading(path, reason(errno), "run `bowline init`, or restore it from its shares");
    checkMode(path, file);
    WipedBytes text(2 * kKeyBytes + 2);
    const auto size = readUpTo(path, file, text);
    const auto key = keyIn(viewOf(text).substr(0, size));
    if (!key)
        failReading(
            path, "it is neither 32 bytes nor 64 hex characters", "restore it from its shares"
        );
    return *key;
}

MasterKey newMasterKey() {
    auto bytes = randomBytes(kKeyBytes);
    MasterKey key(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

void createMasterKeyFile(const std::string& path, const MasterKey& key) {
    const File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
    if (!file.isOpen() && errno == EEXIST)
        failCreating(path, "it exists", "a key is never overwritten; move the old one away first");
    if (!file.isOpen())
        failCreating(path, reason(errno), "check that its directory exists and is yours");
    try {
        writeKey(path, file, key);
    } catch (const std::system_error& error) {
        ::unlink(path.c_str());
        failCreating(path, reason(error.code().value()), "check the disk, then try again");
    }
}

}  // namespace bowline::vault
