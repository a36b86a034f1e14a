// How a blind index is made: see the header.
#include "connector/detect/sender_index.h"

#include "connector/detect/phone_identity.h"

#include <algorithm>

namespace bowline::detect {

namespace {

constexpr std::size_t kIndexBytes = 16;  ///< 2^64 senders until two are likely to meet

BlindIndex cutIndex(const Digest& digest) {
    return BlindIndex{std::string(asText(digest).substr(0, kIndexBytes))};
}

}  // namespace

BlindIndex indexOf(IdentityKind kind, std::string_view value, const KeyedHash& blindIndexes) {
    if (kind == IdentityKind::Bsuid)
        return cutIndex(blindIndexes.ofFields({"bsuid", value}));
    const auto phone = normalisePhone(value);
    return cutIndex(blindIndexes.ofFields({"phone", phone ? phone->expose() : value}));
}

BlindIndex indexOf(const Phone& number, const KeyedHash& blindIndexes) {
    return indexOf(IdentityKind::Phone, number.expose(), blindIndexes);
}

BlindIndex indexOf(const Bsuid& userId, const KeyedHash& blindIndexes) {
    return indexOf(IdentityKind::Bsuid, userId.expose(), blindIndexes);
}

BlindIndex indexOfGroup(const ProviderId& group, const KeyedHash& blindIndexes) {
    return cutIndex(blindIndexes.ofFields({"group", group.expose()}));
}

std::vector<BlindIndex> indexesOf(const Sender& sender, const KeyedHash& blindIndexes) {
    std::vector<BlindIndex> out;
    if (sender.phone)
        out.push_back(indexOf(*sender.phone, blindIndexes));
    if (sender.bsuid)
        out.push_back(indexOf(*sender.bsuid, blindIndexes));
    if (sender.parent)
        out.push_back(indexOf(*sender.parent, blindIndexes));
    return out;
}

std::vector<BlindIndex> stopIndexesOf(const Sender& sender, const KeyedHash& blindIndexes) {
    auto out = indexesOf(sender, blindIndexes);
    const auto phone = sender.phone ? normalisePhone(sender.phone->expose()) : std::nullopt;
    if (!phone)
        return out;
    for (const auto& variant : phoneVariants(*phone)) {
        const auto index = indexOf(IdentityKind::Phone, variant.expose(), blindIndexes);
        if (std::ranges::find(out, index) == out.end())
            out.push_back(index);
    }
    return out;
}

std::vector<BlindIndex> variantIndexesOf(const Phone& number, const KeyedHash& blindIndexes) {
    std::vector<BlindIndex> out{indexOf(IdentityKind::Phone, number.expose(), blindIndexes)};
    for (const auto& variant : phoneVariants(number)) {
        if (variant == number)
            continue;  // asking the numbering plans again is what costs here
        auto index = indexOf(IdentityKind::Phone, variant.expose(), blindIndexes);
        if (index != out.front())
            out.push_back(std::move(index));
    }
    return out;
}

}  // namespace bowline::detect
