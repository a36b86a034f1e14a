#include "connector/detect/identifiers/shape_index.h"

#include "connector/detect/identifiers/shape.h"

namespace bowline::detect {

CueSet wordsOf(const IdentifierKind& kind) {
    return kind.cues | kind.named | Cue::IdName;
}

namespace {

void add(Shapes& shapes, std::string_view shape, const IdentifierKind& kind) {
    auto& those = shapes[shape.size()];
    const bool any = shape.find_first_not_of('#') == shape.npos;
    const Shaped shaped{any ? std::string_view() : shape, &kind};
    if (kind.points + kind.formatPoints >= kEnough) {
        those.proven.push_back(shaped);
    } else {
        those.spokenOf.push_back(shaped);
        those.words |= wordsOf(kind);
    }
}

}  // namespace

const AllShapes& allShapes() {
    static const auto* const all = [] {
        auto* const shapes = new AllShapes;
        for (const auto* const kind : identifierKinds()) {
            auto left = kind->shapes;
            while (!left.empty()) {
                const auto shape = nextShape(left, ' ');
                const bool letters = shape.find_first_not_of("#*0123456789") != shape.npos;
                if (!letters)
                    add(shapes->digits, shape, *kind);
                if (letters || shape.find('*') != shape.npos)
                    add(shapes->mixed, shape, *kind);
            }
        }
        return shapes;
    }();
    return *all;
}

}  // namespace bowline::detect
