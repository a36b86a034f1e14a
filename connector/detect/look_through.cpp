// The shallow before the deep: two encodings undone in one order and in the other mostly give the
// same bytes, which are looked at once, where the fewest steps lead to them.
#include "connector/detect/look_through.h"

#include "connector/base/hmac.h"
#include "connector/detect/undo.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bowline::detect {

namespace {

constexpr int kDeepest = 3;

/// All that one step makes of `bytes`.
std::vector<Undone> undoOne(std::string_view bytes) {
    std::vector<Undone> all = undoEscapes(bytes);
    std::ranges::move(undoLayers(bytes), std::back_inserter(all));
    std::ranges::move(undoRuns(bytes), std::back_inserter(all));
    return all;
}

class Descent {
public:
    Descent(const Look& look, std::size_t budget) : look_(look), budget_(budget) {}

    std::optional<ForbiddenHit> into(std::string_view bytes) {
        if (auto hit = lookAt(bytes))
            return hit;
        std::vector<Undone> level{{"", std::string(bytes)}};
        for (int depth = 1; depth <= kDeepest && !level.empty(); ++depth) {
            std::vector<Undone> next;
            for (const Undone& from : level) {
                if (auto hit = through(from, depth < kDeepest ? &next : nullptr))
                    return hit;
            }
            level = std::move(next);
        }
        return std::nullopt;
    }

private:
    /// Looks at what one step makes of `from`, and keeps in `next` what a further one is taken
    /// from. What is kept has the form of the first step, from outside.
    std::optional<ForbiddenHit> through(const Undone& from, std::vector<Undone>* next) {
        for (Undone& undone : undoOne(from.bytes)) {
            if (!seen_.insert(sha256(undone.bytes)).second)
                continue;
            const std::string_view form = from.form.empty() ? undone.form : from.form;
            if (auto hit = lookAt(undone.bytes)) {
                if (hit->form != kTooNested)
                    hit->form = form;
                return hit;
            }
            if (next != nullptr)
                next->push_back({form, std::move(undone.bytes)});
        }
        return std::nullopt;
    }

    std::optional<ForbiddenHit> lookAt(std::string_view bytes) {
        // Nobody nests encodings like this by chance: what we cannot look through does not leave.
        if (bytes.size() > budget_)
            return ForbiddenHit{"unknown", std::string(kTooNested)};
        budget_ -= bytes.size();
        return look_(bytes);
    }

    static constexpr std::string_view kTooNested = "too_nested";

    const Look& look_;
    std::size_t budget_;
    /// By a digest that nobody can make collide, since what counts as seen is not looked at.
    std::set<Digest> seen_;
};

}  // namespace

std::optional<ForbiddenHit> lookThrough(
    std::string_view bytes, std::size_t budget, const Look& look
) {
    return Descent(look, budget).into(bytes);
}

}  // namespace bowline::detect
