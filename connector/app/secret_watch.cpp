#include "connector/app/secret_watch.h"

#include "connector/base/error.h"
#include "connector/base/log.h"

namespace bowline::app {

SecretWatch::SecretWatch(
    settings::FileSecretSource source, std::map<std::string, settings::SecretRef> refs
)
    : source_(std::move(source)), refs_(std::move(refs)) {}

Secrets SecretWatch::all() {
    Secrets secrets;
    for (const auto& [name, ref] : refs_)
        secrets.emplace(name, read(name, ref));
    return secrets;
}

Secrets SecretWatch::replaced() noexcept {
    Secrets secrets;
    for (const auto& [name, ref] : refs_) {
        try {
            if (!isReplaced(name, lookAt(source_.pathOf(ref))))
                continue;
            secrets.emplace(name, read(name, ref));
            logEvent("secret.taken", {{"reference", settings::toText(ref)}});
        } catch (const std::exception&) {
            // Between the old file and the new one there may be none.
        }
    }
    return secrets;
}

/// Before it is read: what is written while it is read is seen the next time.
AccessToken SecretWatch::read(const std::string& name, const settings::SecretRef& ref) {
    const auto look = lookAt(source_.pathOf(ref));
    auto secret = settings::readLine<AccessToken>(source_, ref);
    seen_.with([&](auto& seen) { seen.insert_or_assign(name, look); });
    return secret;
}

bool SecretWatch::isReplaced(const std::string& name, const FileLook& look) const {
    if (look == FileLook{})
        return false;
    return seen_.with([&](const auto& seen) {
        const auto found = seen.find(name);
        return found == seen.end() || found->second != look;
    });
}

}  // namespace bowline::app
