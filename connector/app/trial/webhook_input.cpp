#include "connector/app/trial/webhook_input.h"

#include "connector/base/error.h"
#include "connector/http/server.h"

#include <algorithm>
#include <fstream>

namespace bowline::app {

namespace {

/// At most one byte more than a body may have.
std::string readFrom(std::istream& in) {
    const auto cap = http::ServerOptions{}.maxBodyBytes;
    std::string body(cap + 1, '\0');
    in.read(body.data(), static_cast<std::streamsize>(body.size()));
    if (in.bad())
        throw Error("try: reading the body failed", "give it again, or as a file");
    body.resize(static_cast<std::size_t>(in.gcount()));
    if (body.size() > cap)
        throw Error(
            "try: the body has more than 4 MiB",
            "the daemon refuses such a body too (413); give one body, not several"
        );
    return body;
}

std::string namesOf(const std::vector<settings::ChannelSettings>& channels) {
    std::string names;
    for (const auto& channel : channels)
        names += (names.empty() ? "" : ", ") + channel.name.str();
    return names;
}

bool looksLikeJson(std::string_view body) {
    const auto first = body.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && body[first] == '{';
}

}  // namespace

std::string readWebhook(const std::string& file, std::istream& standardInput) {
    if (file == "-")
        return readFrom(standardInput);
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error("try: cannot read the file " + file, "name a file with one webhook body, or -");
    return readFrom(in);
}

bool sendsForms(const settings::ChannelSettings& channel) {
    return std::holds_alternative<settings::TwilioAccess>(channel.access);
}

const settings::ChannelSettings& channelToTry(
    const settings::Config& config, const std::string& name, std::string_view body
) {
    const bool isForm = !looksLikeJson(body);
    const auto found = std::ranges::find_if(config.channels, [&](const auto& channel) {
        return name.empty() ? sendsForms(channel) == isForm : channel.name.str() == name;
    });
    if (found != config.channels.end())
        return *found;
    const std::string kind = isForm ? "forms (Twilio)" : "JSON (Meta, 360dialog)";
    throw ConfigError(
        name.empty() ? "try: there is no channel that gets " + kind
                     : "try: there is no channel " + name,
        "channels of this configuration: " + namesOf(config.channels)
    );
}

}  // namespace bowline::app
