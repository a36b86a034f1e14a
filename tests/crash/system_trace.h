// What a process asks of the kernel, as strace tells it: when requests came in, when the disk said
// that it has them, when answers went out.
#pragma once

#include "tests/support/temp_folder.h"

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace bowline::tests {

enum class TraceStep { RequestRead, Synced, AnswerBegun };

/// Attached to a process until that ends.
class SystemTrace {
public:
    /// Follows all threads of `process`; what it sees goes to `file`. Nothing when strace is not
    /// there or may not look: then nothing can be said.
    static std::optional<SystemTrace> attach(pid_t process, const std::filesystem::path& file);
    SystemTrace(SystemTrace&& other) noexcept;
    SystemTrace& operator=(SystemTrace&&) = delete;
    ~SystemTrace();

    /// Waits for the traced process's end; the steps in their order. A request is read when the
    /// call that brought its first byte returns, the log is synced when fdatasync returns 0, an
    /// answer begins when the call that carries "200" over TCP is entered.
    std::vector<TraceStep> steps();

private:
    SystemTrace(pid_t strace, int said, std::filesystem::path file);

    pid_t strace_;
    int said_;  ///< what strace says besides the trace; open as long as it may speak
    std::filesystem::path file_;
};

/// Answers that began without a sync of the store's log between them and their request.
int answersBeforeSync(const std::vector<TraceStep>& steps);

}  // namespace bowline::tests
