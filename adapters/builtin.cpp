// The one line that a C++ adapter adds outside its own folder.
#include "adapters/builtin.h"

#include "adapters/folder/folder_adapter.h"

namespace bowline::adapters {

namespace {

constexpr adapter_api::AdapterKind kBuiltin[] = {
    {"folder", folder::makeFolderAdapter},
};

}  // namespace

std::span<const adapter_api::AdapterKind> builtinAdapters() {
    return kBuiltin;
}

}  // namespace bowline::adapters
