// Rows instead of code: which fields there are, and which events need nobody.
#include "connector/channels/meta_notice.h"

#include "connector/channels/meta_fields.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::size_t kLongestWord = 64;  ///< NoticeUpdate's bounds

/// Fields by the beginning of their names.
struct FieldTopic {
    std::string_view prefix;
    std::string_view topic;
};

constexpr FieldTopic kFields[] = {
    {"account_", "account"},
    {"business_", "account"},
    {"flows", "flow"},
    {"group_", "group"},
    {"history", "history"},
    {"message_template_", "template"},
    {"partner_", "account"},
    {"payment_", "account"},
    {"phone_number_", "account"},
    {"security", "security"},
    {"template_", "template"},
};

constexpr std::string_view kTopics[] = {
    "account", "errors", "flow", "group", "history", "security", "template"};

/// Good or neutral news about an account. Whatever is not listed needs a look: a new word of the
/// provider's may be a new way to be shut off.
constexpr std::string_view kHarmless[] = {
    "account_reconnected",
    "ad_account_linked",
    "approved",
    "auth_intl_price_eligibility_update",
    "business_primary_location_country_update",
    "mm_lite_terms_signed",
    "onboarding",
    "partner_added",
    "partner_app_installed",
    "partner_client_certification_status_update",
    "throughput_upgrade",
    "verified_account",
    "volume_based_pricing_tier_update"};

/// Words of templates and flows that stop somebody from sending.
constexpr std::string_view kHarmful[] = {
    "client_error_rate",
    "disabled",
    "endpoint_availability",
    "endpoint_error_rate",
    "endpoint_latency",
    "flagged",
    "paused",
    "pending_deletion",
    "red",
    "rejected"};

bool needsALook(std::string_view topic, std::string_view event) {
    if (topic == "template" || topic == "flow")
        return std::ranges::binary_search(kHarmful, event);
    if (topic == "group")
        return false;
    return !std::ranges::binary_search(kHarmless, event);
}

/// The word that says what happened stands under one of these names.
std::string eventOf(JsonView value) {
    for (const char* key :
         {"event", "decision", "new_quality_score", "new_category", "requested_category"})
        if (auto word = metaWord(value[key], kLongestWord); !word.empty())
            return word;
    return {};
}

std::optional<int> codeOf(JsonView value) {
    const auto code = value.integer();
    return code && *code >= 0 && *code <= 99'999'999 ? std::optional(static_cast<int>(*code))
                                                     : std::nullopt;
}

}  // namespace

std::optional<std::string_view> topicOfField(std::string_view field) {
    const auto* found = std::ranges::find_if(kFields, [&](const FieldTopic& row) {
        return field.starts_with(row.prefix);
    });
    return found == std::end(kFields) ? std::nullopt : std::optional(found->topic);
}

NoticeUpdate readNotice(std::string_view topic, JsonView change) {
    auto event = eventOf(change["value"]);
    const bool alarms = needsALook(topic, event);
    return {
        std::string(topic),
        metaWord(change["field"], kLongestWord),
        std::move(event),
        std::nullopt,
        alarms};
}

NoticeUpdate readAccountError(JsonView error) {
    return {"errors", "errors", "", codeOf(error["code"]), true};
}

std::span<const std::string_view> noticeTopics() {
    return kTopics;
}

}  // namespace bowline::channels
