// The examples in a mapping's `tests:`.
#pragma once

#include "connector/settings/fields.h"
#include "connector/settings/mapping.h"

#include <vector>

namespace bowline::settings {

FieldSpec testsSpec();

/// Reads the rows of `tests` for `mapping`. `classes`: what `never` may name. All faults go to
/// `sink`: a field that the mapping does not fill, an unknown class, a test without expectation, a
/// card number that may be real.
std::vector<MappingTest> readMappingTests(
    const Fields& fields,
    const Mapping& mapping,
    const std::vector<std::string>& classes,
    LintSink& sink
);

}  // namespace bowline::settings
