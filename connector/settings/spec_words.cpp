#include "connector/settings/spec_words.h"

#include <utility>

namespace bowline::settings {

FieldSpec field(std::string name, FieldType type, std::string sentence) {
    FieldSpec spec;
    spec.name = std::move(name);
    spec.type = type;
    spec.sentence = std::move(sentence);
    return spec;
}

FieldSpec required(FieldSpec spec, std::string example) {
    spec.isRequired = true;
    spec.example = std::move(example);
    return spec;
}

FieldSpec optional(FieldSpec spec, std::string byDefault) {
    spec.byDefault = std::move(byDefault);
    return spec;
}

FieldSpec shown(FieldSpec spec, std::string example) {
    spec.example = std::move(example);
    return spec;
}

FieldSpec ranged(FieldSpec spec, std::int64_t low, std::int64_t high, std::string byDefault) {
    spec.range = Range{low, high};
    spec.byDefault = std::move(byDefault);
    return spec;
}

FieldSpec counted(FieldSpec spec, std::string unit) {
    spec.unit = std::move(unit);
    return spec;
}

FieldSpec choice(FieldSpec spec, std::vector<std::string> choices) {
    spec.choices = std::move(choices);
    return spec;
}

FieldSpec with(FieldSpec spec, FieldSpecs fields) {
    spec.fields = std::move(fields);
    return spec;
}

}  // namespace bowline::settings
