// In order, since a list has its pieces side by side; by key, since a tree has other texts between.
#include "connector/detect/joined.h"

#include "connector/detect/undo.h"

namespace bowline::detect {

void Joined::add(std::string_view key, std::string_view value) {
    ++count_;
    inOrder_.append(value) += kBetweenTexts;
    byKey_[key].append(value) += kBetweenTexts;
}

std::optional<std::string> Joined::text() const {
    if (count_ == 0)
        return std::nullopt;
    std::string out = inOrder_;
    // With one key, or each key once, the order says it all.
    if (byKey_.size() > 1 && byKey_.size() < count_) {
        for (const auto& [key, texts] : byKey_)
            out.append(kApart).append(texts);
    }
    return out;
}

}  // namespace bowline::detect
