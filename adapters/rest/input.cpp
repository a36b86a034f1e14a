#include "adapters/rest/input.h"

#include "adapters/rest/roots.h"
#include "adapters/rest/texts.h"
#include "adapters/rest/values.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using adapter_api::PrimitiveInput;
using expression::List;
using expression::Map;
using expression::Value;

/// A name or queue that the mapping does not set is null: `default(...)` and "left out" work on it.
Value orNull(const std::string& text) {
    return text.empty() ? Value() : Value(text);
}

Value orNull(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value();
}

Map fieldsOf(const FieldValues& fields) {
    Map out;
    for (const auto& [name, value] : fields)
        out.emplace(name, std::visit([](const auto& typed) { return Value(typed); }, value));
    return out;
}

Map contactOf(const PrimitiveInput& input) {
    const auto& content = input.item->content();
    return {
        {"id", orNull(input.contactId)},
        {"key", input.item->keys().contact},
        {"alias", orNull(content.contactAlias)},
        {"name", orNull(content.contactName)},
        {"fields", fieldsOf(content.contactFields)}};
}

Map ticketOf(const PrimitiveInput& input) {
    const auto& content = input.item->content();
    List tags;
    for (const auto& tag : content.ticketTags)
        tags.push_back(Value(tag));
    return {
        {"id", orNull(input.ticketId)},
        {"key", input.item->keys().ticket},
        {"subject", orNull(content.ticketSubject)},
        {"queue", orNull(content.ticketQueue)},
        {"fields", fieldsOf(content.ticketFields)},
        {"tags", std::move(tags)},
        {"priority", orNull(content.ticketPriority)},
        {"status", input.status ? Value(std::string(toText(*input.status))) : Value()}};
}

Map messageOf(const ClearedItem& item) {
    const auto& content = item.content();
    return {
        {"key", item.keys().message},
        {"text", content.commentText},
        {"kind", content.messageKind},
        {"sent_at", content.sentAt},
        {"late", content.late},
        {"from_customer", true}};
}

const std::string& textAt(const Map& in, std::string_view pointer) {
    static const std::string kNone;
    const auto name = pointer.substr(1, pointer.find('/', 1) - 1);
    const auto root = in.find(std::string(name));
    const Value* found =
        root == in.end() ? nullptr : valueAt(root->second, pointer.substr(name.size() + 1));
    const auto* text = found ? textIn(*found) : nullptr;
    return text ? *text : kNone;
}

Map partOf(Map in, std::size_t number, const std::string& text) {
    in = withEntry(std::move(in), "message", "text", Value(text));
    in["part"] = Value(static_cast<std::int64_t>(number));
    if (number == 1)
        return in;
    for (const auto name : {"key", "op_id"})
        in[name] = Value(fmt::format("{}-{}", textAt(in, fmt::format("/{}", name)), number));
    auto messageKey = fmt::format("{}-{}", textAt(in, "/message/key"), number);
    in = withEntry(std::move(in), "message", "key", Value(std::move(messageKey)));
    in["files"] = Value(List{});
    in["notice"] = Value();
    return in;
}

}  // namespace

List filesOf(std::span<const adapter_api::File> files) {
    List out;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Map file{{"name", files[i].name}, {"mime", files[i].mime}};
        file.emplace(kFileMark, static_cast<std::int64_t>(i));
        out.emplace_back(std::move(file));
    }
    return out;
}

const std::string& keyOf(Primitive primitive, const ItemKeys& keys) {
    const auto name = adapter_api::toText(primitive);
    if (name.starts_with("contact."))
        return keys.contact;
    return name.starts_with("ticket.") ? keys.ticket : keys.message;
}

Map withEntry(Map in, const std::string& object, const std::string& name, Value value) {
    const Map* before = mapIn(in[object]);
    Map entries = before ? *before : Map{};
    entries.insert_or_assign(name, std::move(value));
    in[object] = Value(std::move(entries));
    return in;
}

Map inputOf(Primitive primitive, const PrimitiveInput& input) {
    if (!input.item)
        return {};
    auto files = filesOf(input.files);
    return {
        {"key", keyOf(primitive, input.item->keys())},
        {"op_id", input.item->keys().message},
        {"contact", contactOf(input)},
        {"ticket", ticketOf(input)},
        {"message", messageOf(*input.item)},
        {"comment", Map{{"id", orNull(input.commentId)}}},
        {"internal", primitive == Primitive::CommentInternal},
        {"part", Value()},
        {"file", files.empty() ? Value() : files.front()},
        {"files", files},
        {"notice", orNull(input.notice)}};
}

Map prepared(Map in, const Content& content) {
    for (auto& entry : in)
        entry.second = cleanedTexts(entry.second);
    const auto& subject = textAt(in, "/ticket/subject");
    if (subject.empty())
        return in;
    auto within = shortened(subject, content.subject);
    return withEntry(std::move(in), "ticket", "subject", Value(std::move(within)));
}

std::vector<Map> partsOf(const Map& in, const Content& content) {
    const auto messages = messagesOf(textAt(in, "/message/text"), content);
    if (messages.size() == 1)
        return {in};
    std::vector<Map> parts;
    for (std::size_t i = 0; i < messages.size(); ++i)
        parts.push_back(partOf(in, i + 1, messages[i]));
    return parts;
}

}  // namespace bowline::adapters::rest
