#include "connector/detect/identifiers/groups.h"

#include "connector/detect/byte_set.h"
#include "connector/detect/digit_groups.h"

namespace bowline::detect {

namespace {

constexpr ByteSet kSeparators(" -./_()\t\r\n");
constexpr ByteSet kTies("-./_+#@=&$");
constexpr ByteSet kAlnum("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

}  // namespace

Groups::Groups(std::string_view text) : text_(text) {
    constexpr std::size_t kUsualWord = 4;
    groups_.reserve(text.size() / kUsualWord + 1);
    for (std::size_t at = 0; at < text.size();) {
        if (!kAlnum.has(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        bool hasDigit = false;
        for (; at < text.size() && kAlnum.has(text[at]); ++at)
            hasDigit |= isDigit(text[at]);
        groups_.push_back({{begin, at}, hasDigit});
    }
}

std::size_t Groups::sizeOf(std::size_t at) const {
    return groups_[at].span.end - groups_[at].span.begin;
}

std::string_view Groups::textOf(std::size_t at) const {
    return text_.substr(groups_[at].span.begin, sizeOf(at));
}

std::string_view Groups::gapBefore(std::size_t at) const {
    const std::size_t end = groups_[at - 1].span.end;
    return text_.substr(end, groups_[at].span.begin - end);
}

bool Groups::continues(std::size_t at) const {
    constexpr std::size_t kLongestGap = 3;
    const auto gap = gapBefore(at);
    if (gap.size() > kLongestGap || !kSeparators.hasAll(gap))
        return false;
    const bool capital = text_[groups_[at].span.begin] <= 'Z';
    const bool isTail = sizeOf(at) <= kMostLetters && gap.size() == 1 && (gap != " " || capital);
    return groups_[at].hasDigit || isTail;
}

bool Groups::isTied(std::size_t at) const {
    if (at == 0 || !groups_[at - 1].hasDigit)
        return false;
    const auto gap = gapBefore(at);
    return gap.size() == 1 && kTies.has(gap[0]);
}

bool Groups::isPartOfMore(std::size_t first, std::size_t last) const {
    const bool before = first > 0 && gapBefore(first) == " " && groups_[first - 1].hasDigit;
    const bool behind =
        last + 1 < groups_.size() && gapBefore(last + 1) == " " && groups_[last + 1].hasDigit;
    return before || behind;
}

}  // namespace bowline::detect
