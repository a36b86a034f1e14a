// Cleared items and their forbidden values as records.
#include "connector/vault/codecs.h"

#include <limits>

namespace bowline::vault {

namespace {

void writeCount(RecordWriter& out, std::size_t count) {
    out.number(static_cast<std::int64_t>(count));
}

std::int64_t readCount(RecordReader& in) {
    return in.numberWithin(0, std::numeric_limits<std::uint32_t>::max());
}

/// The place of each type in FieldValue; what is written stays.
enum FieldType : std::int64_t { kText, kNumber, kFlag };

struct ValueWriter {
    RecordWriter& out;
    void operator()(const std::string& text) const {
        out.number(kText);
        out.text(text);
    }
    void operator()(std::int64_t number) const {
        out.number(kNumber);
        out.number(number);
    }
    void operator()(bool flag) const {
        out.number(kFlag);
        out.flag(flag);
    }
};

FieldValue readValue(RecordReader& in) {
    const auto type = in.version() >= 4 ? in.numberWithin(kText, kFlag) : kText;
    if (type == kNumber)
        return in.number();
    if (type == kFlag)
        return in.flag();
    return in.textAs<std::string>();
}

void write(RecordWriter& out, const FieldValues& fields) {
    writeCount(out, fields.size());
    for (const auto& [name, value] : fields) {
        out.text(name);
        std::visit(ValueWriter{out}, value);
    }
}

FieldValues readFields(RecordReader& in) {
    FieldValues fields;
    for (auto left = readCount(in); left > 0; --left) {
        auto name = in.textAs<std::string>();
        fields.insert_or_assign(std::move(name), readValue(in));
    }
    return fields;
}

void write(RecordWriter& out, const ClassCounts& counts) {
    writeCount(out, counts.size());
    for (const auto& [cls, count] : counts) {
        out.text(cls);
        out.number(count);
    }
}

ClassCounts readCounts(RecordReader& in) {
    ClassCounts counts;
    for (auto left = readCount(in); left > 0; --left) {
        auto cls = in.textAs<std::string>();
        counts[std::move(cls)] = static_cast<std::uint32_t>(readCount(in));
    }
    return counts;
}

void write(RecordWriter& out, const std::vector<std::string>& tags) {
    writeCount(out, tags.size());
    for (const auto& tag : tags)
        out.text(tag);
}

std::vector<std::string> readTags(RecordReader& in) {
    std::vector<std::string> tags;
    for (auto left = readCount(in); left > 0; --left)
        tags.push_back(in.textAs<std::string>());
    return tags;
}

void write(RecordWriter& out, const ItemKeys& keys) {
    const auto& [contact, ticket, message] = keys;
    out.text(contact);
    out.text(ticket);
    out.text(message);
}

ItemKeys readKeys(RecordReader& in) {
    return ItemKeys{in.textAs<std::string>(), in.textAs<std::string>(), in.textAs<std::string>()};
}

void write(RecordWriter& out, const ItemContent& content) {
    const auto& [alias, name, contactFields, subject, queue, ticketFields, comment, kind, sentAt, late, tags, priority, closes] =
        content;
    out.text(alias);
    out.text(name);
    write(out, contactFields);
    out.text(subject);
    out.text(queue);
    write(out, ticketFields);
    out.text(comment);
    out.text(kind);
    out.instant(sentAt);
    out.flag(late);
    write(out, tags);
    out.text(priority);
    out.flag(closes);
}

ItemContent readContent(RecordReader& in) {
    ItemContent content{
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        readFields(in),
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        readFields(in),
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        in.instant(),
        in.flag()};
    if (in.version() >= 2) {
        content.ticketTags = readTags(in);
        content.ticketPriority = in.textAs<std::string>();
    }
    content.closesTicket = in.version() >= 3 && in.flag();
    return content;
}

}  // namespace

void ClearedItemCodec::write(RecordWriter& out, const ClearedItem& cleared) {
    const auto& [destination, ruleSet, rule, keys, content, removed] = cleared.item();
    out.text(destination.str());
    out.text(ruleSet);
    out.text(rule);
    vault::write(out, keys);
    vault::write(out, content);
    vault::write(out, removed);
}

ClearedItem ClearedItemCodec::read(RecordReader& in) {
    return ClearedItem(MaskedItem{
        in.textAs<DestinationId>(),
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        readKeys(in),
        readContent(in),
        readCounts(in)});
}

void Codec<Forbidden>::write(RecordWriter& out, const Forbidden& forbidden) {
    const auto& [values] = forbidden;
    writeCount(out, values.size());
    for (const auto& [value, cls] : values) {
        out.text(value.expose());
        out.text(cls);
    }
}

Forbidden Codec<Forbidden>::read(RecordReader& in) {
    Forbidden forbidden;
    for (auto left = readCount(in); left > 0; --left)
        forbidden.values.push_back({in.textAs<FoundValue>(), in.textAs<std::string>()});
    return forbidden;
}

}  // namespace bowline::vault
