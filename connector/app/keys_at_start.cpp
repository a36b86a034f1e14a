#include "connector/app/keys_at_start.h"

#include <cstdlib>

namespace bowline::app {

settings::FileSecretSource secretSource(const std::string& configFile) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the process changes its environment
    const char* given = std::getenv("CREDENTIALS_DIRECTORY");
    if (given != nullptr)
        return settings::FileSecretSource(std::filesystem::path(given));
    return settings::FileSecretSource(
        std::filesystem::absolute(configFile).parent_path() / "credentials"
    );
}

vault::MasterKey masterKeyOf(
    const settings::Config& config, const settings::FileSecretSource& secrets
) {
    return vault::readMasterKey(secrets.pathOf(config.keys.master).string());
}

}  // namespace bowline::app
