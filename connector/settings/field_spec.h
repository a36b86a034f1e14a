// One declaration a setting: name, type, unit, range, default, sentence and example. The loader,
// the lints, the reference, the JSON schema and the annotated example are all made from it, so that
// they cannot differ.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

enum class FieldType {
    Text,
    Int,
    Bool,
    Duration,  ///< 500ms 30s 5m 72h 7d; held as milliseconds
    Size,      ///< 512B 64KiB 10MiB 1GiB; held as bytes
    Enum,
    Secret,   ///< a reference; a literal is an error
    Name,     ///< [a-z0-9][a-z0-9_-]{0,63}
    Path,     ///< relative ones start at the folder of the file that names them
    List,     ///< of texts
    Map,      ///< of texts by free keys
    Section,  ///< fields below
    Rows,     ///< a list of sections
    Named,    ///< sections by name
    Tree      ///< checked by code of its own
};

/// Bounds in the unit that the value is held in.
struct Range {
    std::int64_t low = 0;
    std::int64_t high = 0;
    friend bool operator==(const Range&, const Range&) = default;
};

struct FieldSpec;

/// The fields that a row has besides its own when its chooser has the value `name`.
struct FieldVariant {
    std::string name;
    std::vector<FieldSpec> fields;
    /// What declares the fields is broken, and that is reported already: no key is unknown.
    bool isOpen = false;
};

struct FieldSpec {
    std::string name;
    FieldType type = FieldType::Text;
    std::string sentence;          ///< what it is for; ends with a full stop
    std::string unit{};            ///< of an Int: "threads"
    std::optional<Range> range{};  ///< of Int, Duration, Size
    std::string byDefault{};       ///< as it would be written; empty: none
    bool isRequired = false;
    bool isUsual = false;  ///< optional, but on in the annotated file wherever its section is
    std::vector<std::string> choices{};  ///< of an Enum
    std::string example{};               ///< as it would be written; of Named: a name
    std::vector<FieldSpec> fields{};     ///< of Section, Rows, Named
    std::string chooser{};               ///< of Rows: the field whose value picks one of `variants`
    std::vector<FieldVariant> variants{};  ///< further fields for one value of the chooser
};

using FieldSpecs = std::vector<FieldSpec>;

/// "duration", "list of texts": as the reference prints it.
std::string_view toText(FieldType type);

/// `value` in the unit an author would write: 60000 ms as "60s", 1048576 bytes as "1MiB", 5 as "5".
std::string written(FieldType type, std::int64_t value);

}  // namespace bowline::settings
