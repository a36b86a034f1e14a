// The list of layers.
#include "connector/detect/undo_layers.h"

#include "connector/detect/undo.h"

#include <utility>

namespace bowline::detect {

namespace {

struct Layer {
    std::string_view form;
    std::optional<std::string> (*undo)(std::string_view);
};

constexpr Layer kLayers[] = {
    {"html", undoHtml},
    {"rfc2047", undoEncodedWords},
    {"leaves", undoLeaves},
    {"form", undoForm},
    {"date", undoDates},
};

}  // namespace

std::vector<Undone> undoLayers(std::string_view bytes) {
    std::vector<Undone> all;
    for (const Layer& layer : kLayers) {
        if (auto out = layer.undo(bytes))
            all.push_back({layer.form, std::move(*out)});
    }
    return all;
}

}  // namespace bowline::detect
