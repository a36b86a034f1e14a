#include "connector/vault/content_codec.h"

#include <limits>

namespace bowline::vault {

namespace {

auto numberTo(RecordWriter& out) {
    return [&out](auto number) { out.number(number); };
}

void write(RecordWriter& out, const MediaRef& media) {
    const auto& [id, mimeType, sha256, sizeBytes, isVoice, isAnimated] = media;
    out.text(id.expose());
    out.text(mimeType);
    out.text(sha256);
    out.optional(sizeBytes, numberTo(out));
    out.flag(isVoice);
    out.flag(isAnimated);
}

std::optional<std::int64_t> readOptionalNumber(RecordReader& in) {
    return in.flag() ? std::optional(in.number()) : std::nullopt;
}

MediaRef readMedia(RecordReader& in) {
    return MediaRef{
        in.textAs<ProviderId>(),
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        readOptionalNumber(in),
        in.flag(),
        in.flag()};
}

std::vector<TextPart> readParts(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(kLastPartRole);
    std::vector<TextPart> parts(static_cast<std::size_t>(in.numberWithin(0, kMostParts)));
    for (auto& part : parts) {
        part.role = static_cast<PartRole>(in.choice(kLast));
        part.text = in.textAs<MessageText>();
    }
    return parts;
}

}  // namespace

std::optional<int> readOptionalInt(RecordReader& in) {
    using Limits = std::numeric_limits<int>;
    if (!in.flag())
        return std::nullopt;
    return static_cast<int>(in.numberWithin(Limits::min(), Limits::max()));
}

void writeContent(RecordWriter& out, const MessageContent& content) {
    const auto& [kind, parts, media, errorCode, providerType] = content;
    out.byte(static_cast<std::uint8_t>(kind));
    out.number(static_cast<std::int64_t>(parts.size()));
    for (const auto& [role, text] : parts) {
        out.byte(static_cast<std::uint8_t>(role));
        out.text(text.expose());
    }
    out.optional(media, [&out](const MediaRef& value) { write(out, value); });
    out.optional(errorCode, numberTo(out));
    out.text(providerType);
}

MessageContent readContent(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(MessageKind::Unsupported);
    MessageContent content;
    content.kind = static_cast<MessageKind>(in.choice(kLast));
    content.parts = readParts(in);
    if (in.flag())
        content.media = readMedia(in);
    content.errorCode = readOptionalInt(in);
    content.providerType = in.textAs<std::string>();
    return content;
}

}  // namespace bowline::vault
