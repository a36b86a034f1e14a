// What the kinds of authentication have in common: texts that must be there, secrets by name.
#pragma once

#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_context.h"
#include "adapters/rest/loader_section.h"

namespace bowline::adapters::rest {

struct AuthSection {
    FileSection& section;
    Loading& loading;
    NameScope scope;

    AuthSection(FileSection& file, Loading& shared)
        : section(file), loading(shared), scope(shared.settingsScope()) {}

    /// A text that no destination may leave out; null after a fault.
    TemplatePtr required(std::string_view key, StandIns standIns);
    /// The name of the secret setting at `key`; empty after a fault.
    std::string secret(std::string_view key);
    /// The answer that tokens are picked from.
    [[nodiscard]] NameScope answerScope() const;
};

}  // namespace bowline::adapters::rest
