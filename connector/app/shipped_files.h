// The mapping and policy files that `bowline init` lays down; part of the program, so that a bare
// executable can set itself up.
#pragma once

#include <span>
#include <string_view>

namespace bowline::app {

struct ShippedFile {
    std::string_view path;  ///< below the mappings folder: "helpdesk.yaml", "policies/strict.yaml"
    std::string_view text;
};

std::span<const ShippedFile> shippedMappings();

}  // namespace bowline::app
