#include "connector/channels/meta_fields.h"

#include "connector/base/text.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::size_t kLongestName = 256;        ///< more than the app lets one type
constexpr std::size_t kLongestUserId = 256;      ///< documented: country, dot, 128 characters
constexpr std::size_t kLongestNumberId = 64;     ///< in practice 15 or 16 digits
constexpr std::size_t kMostDigitsOfNumber = 20;  ///< E.164 has 15; odd test numbers have more

/// The digits of a number, without '+'; empty for what is no number.
std::string_view digitsOf(JsonView value) {
    auto digits = value.textOrNumber().value_or("");
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    const bool isNumber = digits.size() <= kMostDigitsOfNumber &&
                          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? digits : std::string_view{};
}

JsonView found(
    const std::unordered_map<std::string_view, JsonView>& contacts, std::string_view name
) {
    const auto at = contacts.find(name);
    return at == contacts.end() ? JsonView() : at->second;
}

std::optional<DisplayName> usernameOf(JsonView contact) {
    auto username = contact["profile"]["username"].text().value_or("");
    if (username.starts_with('@'))
        username.remove_prefix(1);
    if (username.empty())
        return std::nullopt;
    return DisplayName(cutText(username, kLongestName));
}

Sender completed(Sender who, JsonView contact) {
    if (!who.phone)
        who.phone = metaPhone(contact["wa_id"]);
    if (!who.bsuid)
        who.bsuid = metaUserId(contact["user_id"]);
    who.parent = metaUserId(contact["parent_user_id"]);
    if (const auto name = nonEmpty(contact["profile"]["name"].text()))
        who.name = DisplayName(cutText(*name, kLongestName));
    who.username = usernameOf(contact);
    return who;
}

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

std::optional<std::string_view> nonEmpty(std::optional<std::string_view> text) {
    return text && !text->empty() ? text : std::nullopt;
}

std::optional<ProviderId> metaId(JsonView value) {
    const auto text = nonEmpty(value.textOrNumber());
    return text ? std::optional<ProviderId>(*text) : std::nullopt;
}

std::optional<Phone> metaPhone(JsonView value) {
    const auto digits = digitsOf(value);
    return digits.empty() ? std::nullopt : std::optional<Phone>("+" + std::string(digits));
}

std::optional<Bsuid> metaUserId(JsonView value) {
    const auto text = nonEmpty(value.text());
    return text && text->size() <= kLongestUserId ? std::optional<Bsuid>(*text) : std::nullopt;
}

std::string metaNumber(JsonView value) {
    const auto id = value["metadata"]["phone_number_id"].textOrNumber();
    return std::string(cutText(id.value_or(""), kLongestNumberId));
}

std::optional<Instant> metaTime(JsonView value) {
    constexpr std::int64_t kSmallestMillis = 100'000'000'000;  // as seconds: the year 5138
    constexpr std::int64_t kEndOf9999 = 253'402'300'800'000;
    const auto number = value.integer();
    if (!number || *number <= 0 || *number >= kEndOf9999)
        return std::nullopt;
    return fromMillis(*number > kSmallestMillis ? *number : *number * 1000);
}

std::string metaWord(JsonView value, std::size_t limit) {
    auto word = toLowerAscii(cutText(value.text().value_or(""), limit));
    std::ranges::replace_if(
        word, [](char c) { return !isWordCharacter(c); }, '_'
    );
    return word;
}

MetaContacts::MetaContacts(JsonView list) {
    for (const auto& contact : list.asList()) {
        if (const auto digits = digitsOf(contact["wa_id"]); !digits.empty())
            byDigits_.emplace(digits, contact);
        if (const auto userId = nonEmpty(contact["user_id"].text()))
            byUserId_.emplace(*userId, contact);
    }
}

JsonView MetaContacts::of(const Sender& who) const {
    const auto byPhone = who.phone ? found(byDigits_, who.phone->expose().substr(1)) : JsonView();
    if (byPhone.type() != JsonType::Absent || !who.bsuid)
        return byPhone;
    return found(byUserId_, who.bsuid->expose());
}

std::optional<Sender> metaSender(JsonView phone, JsonView userId, const MetaContacts& contacts) {
    const Sender who{metaPhone(phone), metaUserId(userId)};
    if (!who.phone && !who.bsuid)
        return std::nullopt;
    return completed(who, contacts.of(who));
}

}  // namespace bowline::channels
