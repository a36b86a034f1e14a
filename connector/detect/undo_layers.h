// The single layers of undoLayers (undo.h). Each gives nothing when the bytes do not have it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline::detect {

std::optional<std::string> undoHtml(std::string_view bytes);
std::optional<std::string> undoEncodedWords(std::string_view bytes);
std::optional<std::string> undoLeaves(std::string_view bytes);
std::optional<std::string> undoForm(std::string_view bytes);
std::optional<std::string> undoDates(std::string_view bytes);

}  // namespace bowline::detect
