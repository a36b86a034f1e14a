// Builds the view in one pass; a text of ASCII alone is taken as it is, without a map.
#include "connector/detect/normal_view.h"

#include "connector/base/text.h"
#include "connector/detect/plain_forms.h"

#include <cstring>

namespace bowline::detect {

namespace {

/// Eight bytes a step: most texts are.
bool isAscii(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
    std::uint64_t seen = 0;
    for (; text.size() >= sizeof(seen); text.remove_prefix(sizeof(seen))) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data(), sizeof(eight));
        seen |= eight;
    }
    for (const char c : text)
        seen |= static_cast<unsigned char>(c);
    return (seen & kHighBits) == 0;
}

}  // namespace

NormalView::NormalView(std::string_view source) {
    if (isAscii(source)) {
        text_ = source;
        return;
    }
    text_.reserve(source.size());
    origins_.reserve(source.size() + 1);
    for (std::size_t at = 0; at < source.size();) {
        if (static_cast<unsigned char>(source[at]) < 0x80) {
            text_ += source[at];
            origins_.push_back(static_cast<std::uint32_t>(at++));
            continue;
        }
        const CodePoint point = codePointAt(source, at);
        append(point.value, source.substr(at, point.length), at);
        at += point.length;
    }
    origins_.push_back(static_cast<std::uint32_t>(source.size()));
}

void NormalView::append(char32_t c, std::string_view bytes, std::size_t at) {
    const char32_t plain = plainForm(c);
    if (plain == kNothingShown)
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
    text_.reserve(old.text_.size());
    origins_.reserve(old.text_.size() + 1);
    std::size_t at = 0;
    const auto copyUpTo = [&](std::size_t end) {
        text_.append(old.text_, at, end - at);
        for (; at < end; ++at)
            origins_.push_back(origin(at));
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
