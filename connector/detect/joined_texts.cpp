#include "connector/detect/joined_texts.h"

#include "connector/detect/split_texts.h"

#include <algorithm>

namespace bowline::detect {

JoinedTexts::JoinedTexts(
    const std::vector<std::string_view>& texts, const std::vector<bool>& leftOut
) {
    for (std::size_t i = 0; i < texts.size(); ++i)
        leftOut[i] ? places_.push_back({text_.size(), text_.size()}) : add(texts[i]);
}

void JoinedTexts::add(std::string_view part) {
    const bool isAddress = text_.ends_with('@') || part.starts_with('@');
    if (!text_.empty() && !isAddress)
        text_ += '\n';
    places_.push_back({text_.size(), text_.size() + part.size()});
    text_ += part;
}

JoinedTexts::Range JoinedTexts::touched(Span span) const {
    const auto endsBefore = [](const Span& place, std::size_t at) { return place.end <= at; };
    const auto first = std::lower_bound(places_.begin(), places_.end(), span.begin, endsBefore);
    auto end = first;
    while (end != places_.end() && end->begin < span.end)
        ++end;
    return {
        static_cast<std::size_t>(first - places_.begin()),
        static_cast<std::size_t>(end - places_.begin())};
}

Span JoinedTexts::within(std::size_t i, Span span) const {
    const Span place = places_[i];
    const auto begin = std::max(span.begin, place.begin);
    return {begin, std::max(begin, std::min(span.end, place.end))};
}

bool JoinedTexts::isOneValue(const Finding& found) const {
    if (found.cls == "email")
        return true;
    const auto [begin, end] = touched(found.span);
    for (std::size_t i = begin; i < end; ++i) {
        const auto part = bytes(within(i, found.span));
        if (!part.empty() && digitsIn(part) < kFewestDigitsOfPart && !isFragment(bytes(places_[i])))
            return false;
    }
    return true;
}

}  // namespace bowline::detect
