// The secrets of one destination where they lie: read at the start, and read again when somebody
// replaced a file, so that a new token needs neither a restart nor a reload.
//
// What systemd hands over (`${cred:name}`) is a copy that it makes when the service starts; a new
// one is only seen after a restart. `${file:/path}` is the file itself.
#pragma once

#include "connector/app/file_look.h"
#include "connector/base/guarded.h"
#include "connector/base/sensitive.h"
#include "connector/settings/secret_source.h"

#include <map>
#include <string>

namespace bowline::app {

using Secrets = std::map<std::string, AccessToken>;  ///< by the name of the setting

/// Threads: any.
class SecretWatch {
public:
    SecretWatch(settings::FileSecretSource source, std::map<std::string, settings::SecretRef> refs);

    /// All of them. Errors: ConfigError, as SecretSource::read.
    [[nodiscard]] Secrets all();
    /// Those whose file is another one than when it was last read. What cannot be read is left out
    /// and tried again the next time. Never throws.
    [[nodiscard]] Secrets replaced() noexcept;

private:
    [[nodiscard]] bool isReplaced(const std::string& name, const FileLook& look) const;
    [[nodiscard]] AccessToken read(const std::string& name, const settings::SecretRef& ref);

    settings::FileSecretSource source_;
    std::map<std::string, settings::SecretRef> refs_;
    Guarded<std::map<std::string, FileLook>> seen_;
};

}  // namespace bowline::app
