#include "connector/http/net_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <string>

namespace bowline::http {

std::optional<NetAddress> readAddress(std::string_view text) {
    const std::string terminated(text);
    NetAddress address;
    if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data()) == 1)
        return address;
    address = {};
    address.v6 = true;
    if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1)
        return address;
    return std::nullopt;
}

std::optional<AddressBlock> readBlock(std::string_view text) {
    const auto slash = std::min(text.find('/'), text.size());
    const auto first = readAddress(text.substr(0, slash));
    if (!first)
        return std::nullopt;
    const unsigned most = first->v6 ? 128 : 32;
    if (slash == text.size())
        return AddressBlock{.first = *first, .bits = most};
    unsigned bits = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data() + slash + 1, end, bits);
    if (failure != std::errc{} || stopped != end || bits > most)
        return std::nullopt;
    return AddressBlock{.first = *first, .bits = bits};
}

bool holds(const AddressBlock& block, const NetAddress& address) {
    if (block.first.v6 != address.v6)
        return false;
    for (unsigned bit = 0; bit < block.bits; ++bit) {
        const auto mask = 0x80U >> (bit % 8);
        if (((block.first.bytes[bit / 8] ^ address.bytes[bit / 8]) & mask) != 0)
            return false;
    }
    return true;
}

}  // namespace bowline::http
