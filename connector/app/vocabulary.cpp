#include "connector/app/vocabulary.h"

#include "connector/detect/built_in_classes.h"
#include "connector/detect/detector.h"

namespace bowline::app {

namespace {

settings::FieldVariant variantOf(const AdapterFile& file) {
    if (file.spec == nullptr)
        return {file.name, {}, true};
    auto fields = adapters::rest::settingsOf(*file.spec).fields;
    for (auto& field : settings::networkFields())
        fields.push_back(std::move(field));
    return {file.name, std::move(fields), false};
}

}  // namespace

settings::Vocabulary vocabularyOf(const AdapterShelf& shelf) {
    settings::Vocabulary vocabulary{detect::builtInClasses(), settings::builtInAdapters()};
    for (const auto& cls : detect::allBuiltInClasses())
        vocabulary.classHelp.emplace(cls.id, cls.help);
    for (const auto& file : shelf.all()) {
        vocabulary.adapters.push_back(variantOf(file));
        vocabulary.adapterTexts.emplace(file.name, file.source.text);
    }
    return vocabulary;
}

}  // namespace bowline::app
