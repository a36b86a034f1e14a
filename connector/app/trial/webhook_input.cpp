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

bool isOfMeta(const settings::ChannelSettings& channel) {
    return std::holds_alternative<settings::MetaCloudAccess>(channel.access);
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

const settings::ChannelSettings& channelToTry(
    const settings::Config& config, const std::string& name
) {
    const auto found = std::ranges::find_if(config.channels, [&](const auto& channel) {
        return name.empty() ? isOfMeta(channel) : channel.name.str() == name;
    });
    if (found == config.channels.end())
        throw ConfigError(
            name.empty() ? "try: there is no channel of Meta's Cloud API"
                         : "try: there is no channel " + name,
            "channels of this configuration: " + namesOf(config.channels)
        );
    if (!isOfMeta(*found))
        throw ConfigError(
            "try: channel " + name + " is not of Meta's Cloud API",
            "only bodies of Meta's Cloud API can be tried so far"
        );
    return *found;
}

}  // namespace bowline::app
