// The declaration of every key of a mapping file and of a policy file; also the source of their
// manual.
#pragma once

#include "connector/settings/field_spec.h"

namespace bowline::settings {

FieldSpecs mappingSpecs();
FieldSpecs policySpecs();

}  // namespace bowline::settings
