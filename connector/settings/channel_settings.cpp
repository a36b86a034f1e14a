// Declaration, reading and checks of channels stand together: a provider's key has one place.
// Longer than others because the sentences of all providers' keys are here.
#include "connector/settings/channel_settings.h"

#include "connector/settings/spec_words.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>
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

bool isWebhookPath(const std::string& path) {
    return path.starts_with('/') && path.size() <= 256 &&
           path.find_first_of(" ?#%\\") == std::string::npos;
}

void checkPath(const Fields& row, LintSink& sink) {
    if (isWebhookPath(row.text("path")))
        return;
    sink.error(
        row.markOf("path"),
        "bad_path",
        "`path` must be the path part of a URL",
        "Begin with / and leave out host, query and escapes: /webhooks/meta"
    );
}

/// The proofs of a webhook of 360dialog.
constexpr const char* kProofs[] = {"path_secret", "header_value", "platform_secret"};

void checkPrevious(const Fields& row, const char* name, LintSink& sink) {
    const auto previous = std::string("previous_") + name;
    if (!row.isWritten(previous) || row.isWritten(name))
        return;
    sink.error(
        row.markOf(previous),
        "no_current",
        fmt::format("`{}` stands here without `{}`", previous, name),
        fmt::format("Write the new secret as `{}`", name)
    );
}

void checkDialog360(const Fields& row, LintSink& sink) {
    for (const char* proof : kProofs)
        checkPrevious(row, proof, sink);
    if (std::ranges::any_of(kProofs, [&](const char* proof) { return row.isWritten(proof); }))
        return;
    sink.error(
        row.mark(),
        "no_proof",
        "nothing proves that a webhook comes from 360dialog, so anybody could write",
        "Add `path_secret: \"${cred:path_secret}\"` and enter path and secret at 360dialog; or "
        "`header_value`, or `platform_secret`"
    );
}

/// Where the path of an address with scheme and host begins; nothing when it is no such address.
std::optional<std::size_t> pathIn(const std::string& url) {
    const bool isWeb = url.starts_with("https://") || url.starts_with("http://");
    if (!isWeb || url.find_first_of("?#@ ") != std::string::npos)
        return std::nullopt;
    const auto host = url.find("://") + 3;
    const auto path = std::min(url.find('/', host), url.size());
    return path == host || url[host] == ':' ? std::nullopt : std::optional(path);
}

void checkPublicUrl(const Fields& row, LintSink& sink) {
    const std::string& url = row.text("public_url");
    const auto path = pathIn(url);
    if (url.empty())
        return;  // reported as missing
    if (!path) {
        sink.error(
            row.markOf("public_url"),
            "bad_address",
            "`public_url` must be the webhook's address, without user, query and fragment",
            "Write it as entered at Twilio: https://example.org/webhooks/twilio"
        );
    } else if (url.substr(*path) != row.text("path")) {
        sink.warning(
            row.markOf("public_url"),
            "other_path",
            "`public_url` ends in another path than `path`",
            "Fits only when your proxy changes the path; else every webhook is refused as not "
            "signed"
        );
    }
}

bool isDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void checkTwilio(const Fields& row, LintSink& sink) {
    checkPublicUrl(row, sink);
    const std::string& number = row.text("number");
    if (number.empty() || isDigits(number) || number.starts_with("MG"))
        return;
    sink.error(
        row.markOf("number"),
        "bad_number",
        "`number` of a Twilio channel takes the digits of the number, or the sid of a messaging "
        "service",
        "Leave out whatsapp:, + and blanks: \"15550100001\""
    );
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

void checkChannel(const Fields& row, LintSink& sink) {
    checkPath(row, sink);
    if (row.text("provider") == "dialog360")
        checkDialog360(row, sink);
    if (row.text("provider") == "twilio")
        checkTwilio(row, sink);
}

}  // namespace bowline::settings
