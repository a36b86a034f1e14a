// The real daemon as a child process: its own folder, configuration and keys, over real sockets.
#pragma once

#include "tests/support/notify_socket.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace bowline::tests {

inline constexpr const char* kAppSecret = "bowline-test-secret";
inline constexpr const char* kNumber = "1234567890";
inline constexpr const char* kWebhookPath = "/webhooks/meta";

/// The daemon's executable of this build.
const std::string& daemonBinary();

class DaemonProcess {
public:
    /// Writes configuration, mapping and credentials into `folder` through `bowline init`.
    explicit DaemonProcess(const TempFolder& folder);
    ~DaemonProcess();  ///< kills what still runs, by its own process id

    /// Starts and waits until the daemon says that it is ready. Throws when it ends instead.
    void start();
    /// kill -9 and wait.
    void kill();
    /// TERM and wait; the exit code.
    int stop();
    /// HUP; returns when the daemon has said what it did with the files, true when it took them.
    bool reload();
    /// Appends to bowline.yaml. Before start() or reload().
    void configure(std::string_view yaml) const;
    /// Asks `condition` until it holds, waiting on the daemon's end in between; false when the
    /// daemon ended or a minute of asking did not help.
    [[nodiscard]] bool eventually(const std::function<bool()>& condition) const;
    /// How long `eventually` lets the daemon alone between two questions.
    std::chrono::milliseconds askEvery{50};
    /// Started with --unsigned: rules that nobody has reviewed take traffic.
    bool isTrial = true;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] std::filesystem::path configFile() const;
    [[nodiscard]] std::filesystem::path stateFolder() const;
    [[nodiscard]] std::filesystem::path ticketFolder() const;
    [[nodiscard]] std::filesystem::path storeFile() const;
    [[nodiscard]] std::filesystem::path logFile() const;
    [[nodiscard]] std::filesystem::path mappingFile() const;
    [[nodiscard]] std::filesystem::path credential(const std::string& name) const;
    /// `bowline COMMAND --config ...` with further arguments.
    [[nodiscard]] Finished run(std::vector<std::string> arguments) const;
    /// JSON of `bowline status --json`, as text.
    [[nodiscard]] std::string status() const;

private:
    int reap();
    [[nodiscard]] std::vector<std::string> serveWords() const;

    const TempFolder& folder_;
    NotifySocket notify_;
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace bowline::tests
