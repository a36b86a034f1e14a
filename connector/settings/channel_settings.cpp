// Declaration and reading of channels stand together: a provider's key has one place.
#include "connector/settings/channel_settings.h"

#include "connector/settings/spec_words.h"

#include <fmt/format.h>
#include <utility>

namespace bowline::settings {

namespace {

FieldSpec pathSpec(const char* byDefault) {
    return optional(
        field("path", FieldType::Text, "Path of the webhook, as entered at the provider."),
        byDefault
    );
}

FieldSpec secret(const char* name, const char* sentence) {
    return shown(field(name, FieldType::Secret, sentence), fmt::format("\"${{cred:{}}}\"", name));
}

/// What proves a webhook of Meta's own.
FieldVariant metaCloudFields() {
    return {
        "meta_cloud",
        {pathSpec("/webhooks/meta"),
         required(
             field(
                 "app_secret", FieldType::Secret, "The app secret that webhooks are signed with."
             ),
             "\"${cred:meta.app_secret}\""
         ),
         shown(
             field(
                 "previous_app_secret",
                 FieldType::Secret,
                 "The old app secret, accepted too while you change it."
             ),
             "\"${cred:meta.previous_app_secret}\""
         ),
         required(
             field(
                 "verify_token",
                 FieldType::Secret,
                 "The word that the provider's console sends back at the handshake; you choose it."
             ),
             "\"${cred:meta.verify_token}\""
         )}};
}

/// At least one of the three proofs must be there: checked beside the paths.
FieldVariant dialog360Fields() {
    return {
        "dialog360",
        {pathSpec("/webhooks/360dialog"),
         secret(
             "path_secret",
             "A secret that stands behind `path` in the address entered at 360dialog: "
             "/webhooks/360dialog/SECRET. You choose it: at least 16 letters and digits."
         ),
         secret("previous_path_secret", "The old one, accepted too while you change it."),
         optional(
             field(
                 "header_name",
                 FieldType::Text,
                 "The header that 360dialog is told to send with each webhook."
             ),
             "Authorization"
         ),
         secret(
             "header_value",
             "The whole value of that header; you choose it: at least 16 characters."
         ),
         secret("previous_header_value", "The old one, accepted too while you change it."),
         secret(
             "platform_secret",
             "For partners: the platform secret that 360dialog signs webhooks with."
         ),
         secret("previous_platform_secret", "The old one, accepted too while you change it.")}};
}

FieldVariant twilioFields() {
    auto token = secret(
        "auth_token",
        "The auth token that webhooks are signed with, of the account that the number belongs to."
    );
    token.isRequired = true;
    return {
        "twilio",
        {pathSpec("/webhooks/twilio"),
         required(
             field(
                 "public_url",
                 FieldType::Text,
                 "The webhook's address as entered at Twilio, which signs it; without user, query "
                 "and fragment. It is never taken from a request's Host."
             ),
             "https://example.org/webhooks/twilio"
         ),
         std::move(token),
         secret("previous_auth_token", "The old auth token, accepted too while you change it.")}};
}

/// `name` and "previous_" + `name`. Nothing when the first is not written.
std::optional<RotatingRef> readRotating(const Fields& row, const std::string& name) {
    const auto current = row.secret(name);
    if (!current)
        return std::nullopt;
    return RotatingRef{*current, row.secret("previous_" + name)};
}

ChannelAccess readAccess(const Fields& row) {
    const std::string& provider = row.text("provider");
    if (provider == "twilio")
        return TwilioAccess{
            readRotating(row, "auth_token").value_or(RotatingRef{}), row.text("public_url")};
    if (provider == "dialog360")
        return Dialog360Access{
            readRotating(row, "path_secret"),
            row.text("header_name"),
            readRotating(row, "header_value"),
            readRotating(row, "platform_secret")};
    return MetaCloudAccess{
        readRotating(row, "app_secret").value_or(RotatingRef{}),
        row.secret("verify_token").value_or(SecretRef{})};
}

}  // namespace

FieldSpec channelsSpec() {
    auto spec =
        field("channels", FieldType::Rows, "The WhatsApp numbers that messages come in by.");
    spec.isRequired = true;
    spec.chooser = "provider";
    spec.variants = {metaCloudFields(), dialog360Fields(), twilioFields()};
    return with(
        std::move(spec),
        {required(field("name", FieldType::Name, "Our name of the channel."), "support"),
         choice(
             optional(
                 field(
                     "provider",
                     FieldType::Enum,
                     "Who delivers the webhooks. Which keys prove one differs: see the reference."
                 ),
                 "meta_cloud"
             ),
             {"meta_cloud", "dialog360", "twilio"}
         ),
         required(
             field(
                 "number",
                 FieldType::Text,
                 "The provider's id of the receiving number: at Meta and 360dialog the "
                 "phone_number_id, not the number itself; at Twilio the number's digits, or the "
                 "sid (MG...) of the messaging service. What comes for another number is parked."
             ),
             "\"106540352242922\""
         )}
    );
}

ChannelSettings readChannel(const Fields& row) {
    return {ChannelId(row.text("name")), row.text("number"), row.text("path"), readAccess(row)};
}

}  // namespace bowline::settings
