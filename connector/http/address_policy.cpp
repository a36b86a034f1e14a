// A table of blocks, the first that holds an address names its kind.
#include "connector/http/address_policy.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::http {

namespace {

using enum AddressKind;

struct Entry {
    std::string_view block;
    AddressKind kind;
};

constexpr Entry kTable[] = {
    {"0.0.0.0/8", Unspecified},   {"10.0.0.0/8", Private},       {"100.64.0.0/10", Shared},
    {"127.0.0.0/8", Loopback},    {"169.254.0.0/16", LinkLocal}, {"172.16.0.0/12", Private},
    {"192.0.0.0/24", Reserved},   {"192.0.2.0/24", Reserved},    {"192.88.99.0/24", Reserved},
    {"192.168.0.0/16", Private},  {"198.18.0.0/15", Reserved},   {"198.51.100.0/24", Reserved},
    {"203.0.113.0/24", Reserved}, {"224.0.0.0/4", Multicast},    {"240.0.0.0/4", Reserved},
    {"0.0.0.0/0", Public},        {"::/128", Unspecified},       {"::1/128", Loopback},
    {"::/96", Embedded},          {"::ffff:0:0/96", Embedded},   {"::ffff:0:0:0/96", Embedded},
    {"64:ff9b::/96", Embedded},   {"64:ff9b:1::/48", Embedded},  {"2001::/32", Embedded},
    {"2001::/23", Reserved},      {"2001:db8::/32", Reserved},   {"2002::/16", Embedded},
    {"3fff::/20", Reserved},      {"fc00::/7", UniqueLocal},     {"fe80::/10", LinkLocal},
    {"fec0::/10", Private},       {"ff00::/8", Multicast},       {"2000::/3", Public},
    {"::/0", Reserved},
};

bool isLiftedByName(AddressKind kind) {
    return kind == Loopback || kind == Private || kind == Shared || kind == UniqueLocal;
}

bool isHostName(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
    });
}

}  // namespace

AddressKind kindOf(const NetAddress& address) {
    const auto* found = std::ranges::find_if(kTable, [&](const Entry& entry) {
        return holds(*readBlock(entry.block), address);
    });
    return found->kind;  // the two blocks of length 0 leave nothing out
}

AddressPolicy::AddressPolicy(const std::vector<std::string>& allowed) {
    for (const auto& entry : allowed) {
        if (const auto block = readBlock(entry)) {
            blocks_.push_back(*block);
        } else if (const auto host = toLowerAscii(entry); isHostName(host)) {
            hosts_.push_back(host);
        } else {
            throw ConfigError(
                fmt::format("http: cannot read the allowed address {}", entry),
                "write an address, a block such as 10.1.0.0/16, or a host name"
            );
        }
    }
}

bool AddressPolicy::permits(std::string_view host, const NetAddress& address) const {
    const auto kind = kindOf(address);
    if (kind == Public)
        return true;
    if (std::ranges::any_of(blocks_, [&](const AddressBlock& block) {
            return holds(block, address);
        }))
        return true;
    return isLiftedByName(kind) && std::ranges::find(hosts_, host) != hosts_.end();
}

}  // namespace bowline::http
