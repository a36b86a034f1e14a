// Search, ask, then send; see the header. Only the item's own forbidden values are looked for: card
// numbers that nobody listed are the leak guard's, and our keys in hexadecimal would pass for one
// now and then.
#include "connector/delivery/egress_guard.h"

#include "connector/base/text.h"
#include "connector/delivery/outlet.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::delivery {

namespace {

constexpr std::size_t kContext =
    256;  // longer than any value that a detector finds, in any one encoding

std::size_t commonPrefix(std::string_view a, std::string_view b) {
    const auto longest = std::min(a.size(), b.size());
    const auto differs =
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(longest), b.begin());
    return static_cast<std::size_t>(differs.first - a.begin());
}

std::size_t commonSuffix(std::string_view a, std::string_view b) {
    const auto longest = std::min(a.size(), b.size());
    const auto differs =
        std::mismatch(a.rbegin(), a.rbegin() + static_cast<std::ptrdiff_t>(longest), b.rbegin());
    return static_cast<std::size_t>(differs.first - a.rbegin());
}

std::string headerText(const adapter_api::OutboundRequest& request) {
    std::string text;
    for (const auto& [name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    return text;
}

}  // namespace

GuardHit::GuardHit(detect::ForbiddenHit hit)
    : Error(
          fmt::format("delivery: egress guard found class {} as {}", hit.cls, hit.form),
          "look at the incident: the mapping or the adapter lets this class through"
      ),
      hit_(std::move(hit)) {}

Addition additionOf(std::string_view before, std::string_view after) {
    const auto head = commonPrefix(before, after);
    const auto tail = commonSuffix(before.substr(head), after.substr(head));
    const auto left = std::min(head, kContext);
    return {
        .left = after.substr(head - left, left),
        .added = after.substr(head, after.size() - head - tail),
        .right = after.substr(after.size() - tail, kContext),
    };
}

GuardedExchange::GuardedExchange(
    const Forbidden& forbidden, adapter_api::Exchange& outlet, LastCheck lastCheck
)
    : search_(forbidden), outlet_(outlet), lastCheck_(std::move(lastCheck)) {}

std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> GuardedExchange::send(
    const adapter_api::OutboundRequest& request
) {
    const auto target = fmt::format("{} {}", request.method, request.url);
    const auto headers = headerText(request);
    inspect(target);
    inspect(headers);
    inspect(request.body);
    return sendThrough(outlet_, request, [&] { begin(true, {target, headers, request.body}); });
}

void GuardedExchange::writeFile(std::string_view name, std::string_view bytes) {
    inspect(name);
    inspectAddition(outlet_.readFile(name).value_or(""), bytes);
    begin(!begun_, {name, bytes});
    outlet_.writeFile(name, bytes);
}

std::optional<std::string> GuardedExchange::readFile(std::string_view name) {
    inspect(name);
    return outlet_.readFile(name);
}

void GuardedExchange::inspect(std::string_view bytes) const {
    if (auto hit = search_.in(bytes, detect::kNoChecksums))
        throw GuardHit(std::move(*hit));
}

void GuardedExchange::inspectAddition(std::string_view before, std::string_view after) const {
    const auto [left, added, right] = additionOf(before, after);
    inspect(added);
    auto hit = search_.in(fmt::format("{}{}{}", left, added, right), detect::kNoChecksums);
    const bool wasThere =
        hit && (search_.in(left, detect::kNoChecksums) || search_.in(right, detect::kNoChecksums));
    if (hit && !wasThere)
        throw GuardHit(std::move(*hit));
}

void GuardedExchange::begin(bool ask, std::initializer_list<std::string_view> parts) {
    auto sent = sent_;
    for (const auto part : parts) {
        const auto digest = sha256(part);
        sent = sha256({asText(sent), asText(digest)});
    }
    if (ask)
        lastCheck_();
    begun_ = true;
    sent_ = sent;
}

}  // namespace bowline::delivery
