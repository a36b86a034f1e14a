// The public listener's certificate where it lies: read at the start, and again when somebody
// replaced the files, so that a renewed one needs no restart. What cannot be used is told and never
// put in the place of what works.
#pragma once

#include "connector/app/file_look.h"
#include "connector/base/guarded.h"
#include "connector/http/tls_context.h"
#include "connector/settings/listen.h"
#include "connector/settings/secret_source.h"

#include <array>
#include <memory>

namespace bowline::app {

/// Threads: any.
class ListenerTls {
public:
    using Context = std::shared_ptr<const http::TlsContext>;

    ListenerTls(settings::ListenTlsSettings settings, settings::FileSecretSource secrets);

    /// What the files hold now. Errors: ConfigError with the cure when a file cannot be read or
    /// used.
    [[nodiscard]] Context read();
    /// The same if a file is another one than when they were last read; nothing otherwise, and when
    /// they cannot be used: that is logged, once for each replacement.
    [[nodiscard]] Context replaced() noexcept;
    /// replaced(), but only of files that were the same at the last call: who looks by the clock
    /// may come between the certificate and its key.
    [[nodiscard]] Context settled() noexcept;

private:
    using Looks = std::array<FileLook, 3>;
    struct Seen {
        Looks read{};  ///< when they were last read
        Looks last{};  ///< when settled() last looked
    };
    [[nodiscard]] Looks look() const;
    [[nodiscard]] Context readAt(const Looks& looks);

    settings::ListenTlsSettings settings_;
    settings::FileSecretSource secrets_;
    Guarded<Seen> seen_;
};

}  // namespace bowline::app
