#include "connector/app/shipped_files.h"

namespace bowline::app {

namespace {

constexpr ShippedFile kMappings[] = {
#include "shipped_mappings.inc"
};

}  // namespace

std::span<const ShippedFile> shippedMappings() {
    return kMappings;
}

}  // namespace bowline::app
