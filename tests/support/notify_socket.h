// systemd's side of sd_notify: how a test hears that a daemon is ready.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace bowline::tests {

class NotifySocket {
public:
    explicit NotifySocket(const std::filesystem::path& path);
    ~NotifySocket();
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;
    [[nodiscard]] const std::string& name() const { return name_; }
    /// Forgets what earlier processes said.
    void drain();
    /// The first message that holds `word`; nothing when `child` ends first.
    std::optional<std::string> waitFor(std::string_view word, pid_t child);

private:
    std::string name_;
    int socket_;
};

}  // namespace bowline::tests
