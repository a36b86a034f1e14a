// Builds the view in one pass; a text of ASCII alone is taken as it is, without a map.
#include "connector/detect/normal_view.h"

#include "connector/base/text.h"
#include "connector/detect/plain_forms.h"

#include <algorithm>

namespace bowline::detect {

NormalView::NormalView(std::string_view source) {
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(source.begin(), source.end(), isAscii)) {
        text_ = source;
        return;
    }
    text_.reserve(source.size());
    origins_.reserve(source.size() + 1);
    for (std::size_t at = 0; at < source.size();) {
        const CodePoint point = codePointAt(source, at);
        append(point.value, source.substr(at, point.length), at);
        at += point.length;
    }
    origins_.push_back(static_cast<std::uint32_t>(source.size()));
}

void NormalView::append(char32_t c, std::string_view bytes, std::size_t at) {
    const char32_t plain = plainForm(c);
    // A NUL byte of the source is a character of its own, not an invisible one.
    if (plain == kNothingShown && c != 0)
        return;
    if (plain < 0x80) {
        text_ += static_cast<char>(plain);
    } else {
        text_ += bytes;
    }
    origins_.resize(text_.size(), static_cast<std::uint32_t>(at));
}

std::vector<Span> NormalView::replace(const std::vector<Replacement>& all) {
    const NormalView old = std::move(*this);
    const auto origin = [&](std::size_t at) {
        return old.isSource() ? static_cast<std::uint32_t>(at) : old.origins_[at];
    };
    text_.clear();
    origins_.clear();
    std::size_t at = 0;
    const auto copyUpTo = [&](std::size_t end) {
        for (; at < end; ++at) {
            text_ += old.text_[at];
            origins_.push_back(origin(at));
        }
    };
    std::vector<Span> places;
    for (const auto& [span, digits] : all) {
        copyUpTo(span.begin);
        if (places.empty() || places.back().end != text_.size())
            places.push_back({text_.size(), text_.size()});
        text_ += digits;
        places.back().end = text_.size();
        origins_.resize(text_.size(), origin(span.begin));
        at = span.end;
    }
    copyUpTo(old.text_.size());
    origins_.push_back(origin(old.text_.size()));
    return places;
}

void NormalView::overwrite(const std::vector<LookAlike>& all) {
    for (const auto& [at, digit] : all)
        text_[at] = digit;
}

Span NormalView::inSource(Span inView) const {
    if (isSource())
        return inView;
    return {origins_[inView.begin], origins_[inView.end]};
}

}  // namespace bowline::detect
