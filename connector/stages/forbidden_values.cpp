#include "connector/stages/forbidden_values.h"

#include "connector/stages/allowed.h"
#include "connector/stages/mask.h"
#include "connector/stages/render.h"

namespace bowline::stages {

namespace {

bool isKept(const Mapping& mapping, const std::string& cls) {
    return ruleOf(mapping, cls).action == Action::Keep;
}

template <class Values>
void addUnlessKept(
    Forbidden& into, const Mapping& mapping, const Values& values, const std::string& cls
) {
    if (isKept(mapping, cls))
        return;
    for (const auto& value : values)
        into.values.push_back({FoundValue(value.expose()), cls});
}

}  // namespace

Forbidden forbiddenValues(
    const Mapping& mapping,
    std::vector<ForbiddenValue> removed,
    const std::vector<ForbiddenValue>& whole,
    const PersonValues& person
) {
    Forbidden out{std::move(removed)};
    addUnlessKept(out, mapping, person.phones, "phone");
    addUnlessKept(out, mapping, person.bsuids, "bsuid");
    addUnlessKept(out, mapping, person.names, "contact_name");
    for (const auto& value : whole) {
        if (!isKept(mapping, value.cls))
            out.values.push_back(value);
    }
    for (const auto& id : person.providerIds)
        out.values.push_back({FoundValue(id.expose()), "provider_id"});
    std::erase_if(out.values, [&mapping](const ForbiddenValue& one) {
        return isAllowed(mapping, one.cls, one.value.expose());
    });
    return out;
}

Permitted permittedBy(const Mapping& mapping) {
    Permitted permitted{{}, allowedAccounts(mapping)};
    for (const auto* cls : {"iban", "payment_card"}) {
        if (isKept(mapping, cls))
            permitted.classes.insert(cls);
    }
    return permitted;
}

}  // namespace bowline::stages
