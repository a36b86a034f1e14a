// What the loader's tests share: the good file, a load with its printed faults.
#pragma once

#include "adapters/rest/loader.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

/// tests/fixtures/adapter_files/NAME. Fails the test when there is none.
std::string fixture(std::string_view name);
/// The good file with one place changed; fails the test when `from` does not stand there once.
std::string baseWith(std::string_view from, std::string_view to);

struct Loaded {
    AdapterSpecPtr spec;
    std::vector<settings::Lint> lints;
    std::vector<std::string> faults;  ///< as they are printed, the file's name "a.yaml"
};
Loaded load(std::string_view text, const FieldScope& scope);
/// The fields that the good file names.
FieldScope baseScope();
/// The spec; fails the test with all faults when there are any, warnings included.
AdapterSpecPtr loadSound(std::string_view text);

/// The value of a template without inputs.
std::string rendered(const TemplatePtr& source);

}  // namespace bowline::adapters::rest
