// Files that are part of the program, so that a bare executable can set itself up: the mappings and
// policies that `bowline init` lays down, the adapters that are described in files, and the
// skeleton of a new one.
#pragma once

#include <span>
#include <string_view>

namespace bowline::app {

struct ShippedFile {
    std::string_view path;  ///< below its folder: "helpdesk.yaml", "rt/adapter.yaml"
    std::string_view text;
};

std::span<const ShippedFile> shippedMappings();
/// "NAME/adapter.yaml" and "NAME/cases.yaml".
std::span<const ShippedFile> shippedAdapters();
/// What `bowline adapter new` writes.
std::span<const ShippedFile> adapterSkeleton();

}  // namespace bowline::app
