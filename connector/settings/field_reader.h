// Checks one YAML section against its FieldSpecs and fills Fields; used by Fields::read alone.
#pragma once

#include "connector/settings/fields.h"

namespace bowline::settings {

class FieldReader {
public:
    /// Both outlive the reader. `at`: where the section begins.
    FieldReader(LintSink& sink, Mark at) : sink_(sink) { fields_.mark_ = at; }

    /// Reads all of `specs` from `node`; a node that is no map is one fault and counts as empty.
    Fields read(const YamlNode& node, const FieldSpecs& specs);

private:
    using Value = Fields::Value;
    using Data = Fields::Data;

    void refuseUnknown(const YamlNode& node, const FieldSpecs& specs);
    Value valueOf(const YamlNode* written, const FieldSpec& spec);
    Value absent(const FieldSpec& spec);
    Data defaultOf(const FieldSpec& spec);
    /// Absence: monostate after a fault.
    Data parsed(const YamlNode& node, const FieldSpec& spec);
    Data parsedScalar(const YamlNode& node, const FieldSpec& spec);
    Data parsedNumber(const YamlNode& node, const FieldSpec& spec);
    Data parsedSecret(const YamlNode& node, const FieldSpec& spec);
    Data parsedText(const YamlNode& node, const FieldSpec& spec);
    Data parsedList(const YamlNode& node, const FieldSpec& spec);
    Data parsedMap(const YamlNode& node, const FieldSpec& spec);
    Data parsedRows(const YamlNode& node, const FieldSpec& spec);
    Data parsedNamed(const YamlNode& node, const FieldSpec& spec);
    Fields child(const YamlNode& node, const FieldSpecs& specs);
    static std::string shapeHint(const FieldSpec& spec);
    Data tooMany(const YamlNode& node, const FieldSpec& spec);
    Data wrongType(const YamlNode& node, const FieldSpec& spec);
    std::string resolved(const std::string& path) const;

    LintSink& sink_;
    Fields fields_;
};

}  // namespace bowline::settings
