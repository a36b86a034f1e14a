#include "connector/app/vocabulary.h"

#include "connector/detect/detector.h"

namespace bowline::app {

const settings::Vocabulary& vocabulary() {
    static const settings::Vocabulary one{detect::builtInClasses(), settings::builtInAdapters()};
    return one;
}

settings::LoadResult loadOrRefuse(const std::string& configFile) {
    auto loaded = settings::loadRules(configFile, vocabulary());
    if (!loaded.usable())
        settings::refuse(loaded.lints);
    return loaded;
}

settings::Config configOrRefuse(const std::string& configFile) {
    auto loaded = settings::loadRules(configFile, vocabulary());
    if (!loaded.config)
        settings::refuse(loaded.lints);
    return std::move(*loaded.config);
}

}  // namespace bowline::app
