// All tables as one list.
#include "connector/detect/identifiers/kind.h"

#include <vector>

namespace bowline::detect {

std::span<const IdentifierKind* const> identifierKinds() {
    static const auto* const all = [] {
        auto* const kinds = new std::vector<const IdentifierKind*>;
        for (const auto table :
             {westernEuropeKinds(),
              britishKinds(),
              northernEuropeKinds(),
              easternEuropeKinds(),
              americanKinds(),
              asianKinds(),
              documentKinds()}) {
            for (const auto& kind : table)
                kinds->push_back(&kind);
        }
        return kinds;
    }();
    return *all;
}

}  // namespace bowline::detect
