// Durable files by openat below one descriptor: no path is resolved twice, so nobody can swap the
// folder under us. Error texts name the system's reason and never a file: a name holds an alias.
#include "connector/delivery/folder_writer.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace bowline::delivery {

namespace {

constexpr std::string_view kTempPrefix = ".bowline-";
constexpr std::string_view kTempSuffix = ".tmp";
constexpr std::size_t kLongestName = 200;  // NAME_MAX is 255; the temp name must fit too
constexpr off_t kLargestFile = off_t{64} << 20;
constexpr mode_t kFileMode = 0640;  // agents read by group

[[noreturn]] void refuse(std::string_view doing, int reason) {
    throw Error(
        fmt::format("delivery: cannot {}: {}", doing, std::generic_category().message(reason)),
        "free space or mend the rights of the destination's folder; deliveries go on by themselves"
    );
}

void require(bool ok, std::string_view doing) {
    if (!ok)
        refuse(doing, errno);
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void requirePlainName(std::string_view name) {
    const bool plain = !name.empty() && name.size() <= kLongestName && name != "." &&
                       name != ".." && name.find('/') == std::string_view::npos &&
                       std::ranges::none_of(name, isControl);
    if (!plain)
        throw Error("delivery: a file name of an adapter is not a plain name");
}

Descriptor openRoot(const std::string& root) {
    Descriptor folder(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0 && ::faccessat(folder.get(), ".", W_OK | X_OK, AT_EACCESS) == 0)
        return folder;
    throw ConfigError(
        fmt::format(
            "delivery: cannot use folder {}: {}", root, std::generic_category().message(errno)
        ),
        "create the folder and give it to the user that runs bowline"
    );
}

bool isLeftover(std::string_view name) {
    return name.starts_with(kTempPrefix) && name.ends_with(kTempSuffix);
}

void removeLeftovers(int root) {
    const int copy = ::openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(
        copy < 0 ? nullptr : ::fdopendir(copy), ::closedir
    );
    if (!listing)
        refuse("list the folder", errno);
    std::vector<std::string> leftovers;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of its own; POSIX 2024 makes that safe
    while (const auto* entry = ::readdir(listing.get())) {
        if (isLeftover(entry->d_name))
            leftovers.emplace_back(entry->d_name);
    }
    for (const auto& name : leftovers)
        ::unlinkat(root, name.c_str(), 0);
}

void writeAll(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        require(written >= 0, "write a ticket file");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A new file under a name of its own; removed unless it was renamed to its place.
class TempFile {
public:
    explicit TempFile(int root)
        : root_(root),
          name_(fmt::format("{}{}{}", kTempPrefix, toHex(randomBytes(8)), kTempSuffix)),
          file_(::openat(
              root, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kFileMode
          )) {
        require(file_.get() >= 0, "create a ticket file");
    }
    ~TempFile() {
        if (!placed_)
            ::unlinkat(root_, name_.c_str(), 0);
    }
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;

    void fill(std::string_view bytes) {
        writeAll(file_.get(), bytes);
        require(
            ::fdatasync(file_.get()) == 0, "sync a ticket file"
        );  // size and data; times may lag
    }
    void renameTo(const std::string& name) {
        require(::renameat(root_, name_.c_str(), root_, name.c_str()) == 0, "rename a ticket file");
        placed_ = true;
    }

private:
    int root_;
    std::string name_;
    Descriptor file_;
    bool placed_ = false;
};

std::size_t sizeOfPlainFile(int file) {
    struct stat about {};
    require(::fstat(file, &about) == 0, "look at a ticket file");
    if (!S_ISREG(about.st_mode))
        refuse("read a ticket file", EISDIR);
    if (about.st_size > kLargestFile)
        refuse("read a ticket file", EFBIG);
    return static_cast<std::size_t>(about.st_size);
}

std::string readAll(int file) {
    std::string bytes(sizeOfPlainFile(file), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
        const auto read = ::read(file, bytes.data() + got, bytes.size() - got);
        if (read < 0 && errno == EINTR)
            continue;
        require(read >= 0, "read a ticket file");
        if (read == 0)
            break;
        got += static_cast<std::size_t>(read);
    }
    bytes.resize(got);
    return bytes;
}

}  // namespace

Descriptor::~Descriptor() {
    if (fd_ >= 0)
        ::close(fd_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) {
    other.fd_ = -1;
}

void DirectorySync::sync() {
    std::unique_lock lock(mutex_);
    const auto mine = ++asked_;
    while (synced_ < mine) {
        if (running_) {
            done_.wait(lock);
        } else {
            runOne(lock);
        }
    }
    if (mine <= failed_)
        refuse("sync the folder", EIO);
}

// Covers all who asked before it began; who asks meanwhile waits for the next.
void DirectorySync::runOne(std::unique_lock<std::mutex>& lock) {
    running_ = true;
    const auto covered = asked_;
    lock.unlock();
    const bool ok = ::fsync(directory_) == 0;
    lock.lock();
    running_ = false;
    synced_ = covered;
    if (!ok)
        failed_ = covered;
    done_.notify_all();
}

FolderWriter::FolderWriter(const std::string& root)
    : root_(openRoot(root)), directory_(root_.get()) {
    removeLeftovers(root_.get());
}

void FolderWriter::replace(std::string_view name, std::string_view bytes) {
    requirePlainName(name);
    TempFile file(root_.get());
    file.fill(bytes);
    file.renameTo(std::string(name));
    directory_.sync();
}

std::optional<std::string> FolderWriter::read(std::string_view name) const {
    requirePlainName(name);
    const Descriptor file(::openat(
        root_.get(), std::string(name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    ));
    if (file.get() < 0 && errno == ENOENT)
        return std::nullopt;
    require(file.get() >= 0, "open a ticket file");
    return readAll(file.get());
}

}  // namespace bowline::delivery
