// What must hold between the parts of an adapter file once each of them is sound: a create that can
// be found again, a hit that is compared with its key, an erase that says what it does.
#pragma once

#include "adapters/rest/loader_faults.h"
#include "adapters/rest/spec.h"

#include <map>

namespace bowline::adapters::rest {

/// `at`: where the operation's name stands.
void checkOperation(
    adapter_api::Primitive primitive,
    const std::map<adapter_api::Primitive, Operation>& operations,
    settings::Mark at,
    Faults& faults
);
/// `redact` beside the erase operations. `at`: where it stands, or the file.
void checkRedact(const AdapterSpec& spec, settings::Mark at, Faults& faults);
/// What connects us cannot read a setting that a destination may leave out.
void checkThere(
    const TemplatePtr& source,
    std::string_view key,
    settings::Mark at,
    const std::vector<Setting>& settings,
    Faults& faults
);
/// base_url and token_url: literal https, or a setting of type url.
void checkUrl(
    const settings::YamlNode& node,
    std::string_view key,
    const std::vector<Setting>& settings,
    Faults& faults
);

}  // namespace bowline::adapters::rest
