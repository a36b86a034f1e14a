// Which kinds of ticket system this program can talk to: a plain table of names and makers, handed
// in by `app` (adapters/builtin.h has ours). Nothing registers itself: the linker drops such
// objects.
#pragma once

#include "connector/adapter_api/adapter.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bowline::adapter_api {

/// The plain (never secret) settings of one destination that its adapter understands, name to text.
using AdapterSettings = std::map<std::string, std::string>;

/// One kind of ticket system. `make` throws ConfigError for settings it does not know or cannot
/// use.
struct AdapterKind {
    std::string_view name;  ///< as in `adapter: NAME` of a destination
    std::unique_ptr<Adapter> (*make)(const AdapterSettings& settings);
};

/// Makes the adapter called `name`.
/// Errors: ConfigError when the table has no such name (with the nearest one) or `make` refuses.
std::unique_ptr<Adapter> makeAdapter(
    std::span<const AdapterKind> kinds, std::string_view name, const AdapterSettings& settings
);

}  // namespace bowline::adapter_api
