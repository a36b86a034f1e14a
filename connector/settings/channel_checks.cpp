#include "connector/settings/channel_checks.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::settings {

namespace {

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

void checkChannel(const Fields& row, LintSink& sink) {
    checkPath(row, sink);
    if (row.text("provider") == "dialog360")
        checkDialog360(row, sink);
    if (row.text("provider") == "twilio")
        checkTwilio(row, sink);
}

}  // namespace bowline::settings
