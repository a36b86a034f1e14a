// Ids are types: one kind cannot be passed for another, and only their maker knows what is inside.
#pragma once

#include "connector/base/text.h"

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bowline {

/// 128 random bits drawn by whoever makes the row; no meaning, no order, safe to show.
template <class Tag>
class Id {
public:
    Id() = default;
    /// Absence: nothing unless `bytes` has 16 of them.
    static std::optional<Id> fromBytes(std::string_view bytes) {
        if (bytes.size() != 16)
            return std::nullopt;
        Id id;
        std::memcpy(id.bytes_.data(), bytes.data(), 16);
        return id;
    }
    [[nodiscard]] std::string_view bytes() const { return asText(bytes_); }
    [[nodiscard]] std::string hex() const { return toHex(bytes()); }
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::array<std::uint8_t, 16> bytes_{};
};

/// A name from the configuration: [a-z0-9][a-z0-9_-]{0,63}, checked by settings.
template <class Tag>
class NameOf {
public:
    NameOf() = default;
    explicit NameOf(std::string_view text) : text_(text) {}
    [[nodiscard]] const std::string& str() const { return text_; }
    friend auto operator<=>(const NameOf&, const NameOf&) = default;

private:
    std::string text_;
};

using RowId = Id<struct RowTag>;                    ///< a journal row
using EventId = Id<struct EventTag>;                ///< one update
using PersonId = Id<struct PersonTag>;              ///< our own id of a person
using ConversationId = Id<struct ConversationTag>;  ///< person x channel
using EpisodeId = Id<struct EpisodeTag>;  ///< from opening to solving; one ticket a destination
using ItemId = Id<struct ItemTag>;        ///< one outbox row
using KeyId = Id<struct KeyTag>;          ///< names a sealing key

using TenantId = NameOf<struct TenantTag>;
using ChannelId = NameOf<struct ChannelTag>;
using DestinationId = NameOf<struct DestinationTag>;
using PurposeId = NameOf<struct PurposeTag>;

}  // namespace bowline

template <class Tag>
struct std::hash<bowline::Id<Tag>> {
    std::size_t operator()(const bowline::Id<Tag>& id) const noexcept {
        return std::hash<std::string_view>{}(id.bytes());
    }
};
