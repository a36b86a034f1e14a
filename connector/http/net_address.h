// IP addresses and networks as bytes: what both ways, in and out, judge by.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bowline::http {

struct NetAddress {
    std::array<std::uint8_t, 16> bytes{};  ///< network order; an IPv4 address has the first four
    bool v6 = false;

    friend auto operator<=>(const NetAddress&, const NetAddress&) = default;
};

/// Reads "192.0.2.1" or "2001:db8::1", no other spelling; nothing otherwise.
std::optional<NetAddress> readAddress(std::string_view text);

/// All addresses whose first `bits` bits are those of `first`.
struct AddressBlock {
    NetAddress first;
    unsigned bits = 0;
};

/// Reads "192.0.2.0/24", or an address as the block of it alone; nothing for anything else.
std::optional<AddressBlock> readBlock(std::string_view text);
/// A block of one family holds no address of the other.
bool holds(const AddressBlock& block, const NetAddress& address);

}  // namespace bowline::http
