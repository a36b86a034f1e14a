// A fresh installation in a temporary folder with the real daemon running on it, as `bowline init`
// and `bowline serve` make them. Gone with the object, unless it is to be kept.
#pragma once

#include "connector/app/demo/child_process.h"
#include "connector/app/demo/surfaces.h"
#include "connector/http/readiness_socket.h"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bowline::app {

/// A folder of our own below TMPDIR, mode 0700, removed with everything in it unless kept.
class ScratchFolder {
public:
    /// Errors: Error when it cannot be made.
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_;
    bool kept_ = false;
};

/// Not thread-safe.
class Playground {
public:
    /// Sets up and starts; returns when the daemon says that it is ready.
    /// Errors: Error when it ends instead, with its log's last line as the place to look.
    Playground();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] pid_t pid() const { return daemon_->pid(); }
    [[nodiscard]] const std::string& appSecret() const { return appSecret_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
    [[nodiscard]] Installation installation() const;

    /// A page of the admin socket. Errors: Error when the daemon does not answer.
    [[nodiscard]] std::string page(const std::string& path) const;
    /// Returns when nothing waits any more, in pipeline or outbox; shows on a terminal what still
    /// does. Errors: Error when it takes longer than a minute, or `stop` was requested.
    void waitUntilNothingWaits(const std::stop_token& stop) const;
    /// What `bowline COMMAND --config ... --json` printed.
    [[nodiscard]] Printed ask(std::vector<std::string> command) const;

    /// TERM; the daemon's exit code.
    int stopDaemon();
    /// Daemon and folder outlive this process.
    void keep();

private:
    void start();

    ScratchFolder folder_;
    std::string appSecret_;
    std::optional<http::ReadinessSocket> readiness_;
    std::unique_ptr<ChildProcess> daemon_;
    std::uint16_t port_ = 0;
};

}  // namespace bowline::app
