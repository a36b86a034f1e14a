#include "connector/app/shipped_files.h"

namespace bowline::app {

namespace {

// Each ends with an entry that is no file, since a list may be empty.
constexpr ShippedFile kMappings[] = {
#include "shipped_mappings.inc"
    {}};
constexpr ShippedFile kAdapters[] = {
#include "shipped_adapters.inc"
    {}};
constexpr ShippedFile kSkeleton[] = {
#include "adapter_skeleton.inc"
    {}};

template <std::size_t N>
std::span<const ShippedFile> filesOf(const ShippedFile (&files)[N]) {
    return std::span(files).first(N - 1);
}

}  // namespace

std::span<const ShippedFile> shippedMappings() {
    return filesOf(kMappings);
}

std::span<const ShippedFile> shippedAdapters() {
    return filesOf(kAdapters);
}

std::span<const ShippedFile> adapterSkeleton() {
    return filesOf(kSkeleton);
}

}  // namespace bowline::app
