// The plain forms of the sealable types. `Codec<T>::write` puts a value into a record, `read` takes
// it out; kVersion is the first byte and changes with the fields. Whoever adds a field to a model
// type is stopped by the compiler in `write`, which names them all. Cells outlive the program that
// wrote them: `read` takes every version from kOldest on.
#pragma once

#include "connector/model/event.h"
#include "connector/model/item.h"
#include "connector/model/outcome.h"
#include "connector/vault/record.h"

namespace bowline::vault {

template <class T>
struct Codec;

/// The types that are one text.
template <class Tag>
struct Codec<Sensitive<Tag>> {
    static constexpr std::uint8_t kVersion = 1;
    static constexpr std::uint8_t kOldest = 1;
    static void write(RecordWriter& out, const Sensitive<Tag>& value) { out.text(value.expose()); }
    static Sensitive<Tag> read(RecordReader& in) { return in.textAs<Sensitive<Tag>>(); }
};

template <>
struct Codec<Event> {
    /// 2: all kinds of content, changes, calls …; 3: parent id and username of a sender; 4: group,
    /// imported changes
    static constexpr std::uint8_t kVersion = 4;
    static constexpr std::uint8_t kOldest = 1;
    static void write(RecordWriter& out, const Event& event);
    static Event read(RecordReader& in);
};

/// Friend of ClearedItem: revives one from a record. Called for opened cells only.
class ClearedItemCodec {
public:
    static constexpr std::uint8_t kVersion =
        4;  ///< 2: tags and priority; 3: closed tickets; 4: typed fields
    static constexpr std::uint8_t kOldest = 1;
    static void write(RecordWriter& out, const ClearedItem& cleared);
    static ClearedItem read(RecordReader& in);
};
template <>
struct Codec<ClearedItem> : ClearedItemCodec {};

template <>
struct Codec<Forbidden> {
    static constexpr std::uint8_t kVersion = 1;
    static constexpr std::uint8_t kOldest = 1;
    static void write(RecordWriter& out, const Forbidden& forbidden);
    static Forbidden read(RecordReader& in);
};

template <>
struct Codec<StepOutput> {
    static constexpr std::uint8_t kVersion = 1;
    static constexpr std::uint8_t kOldest = 1;
    static void write(RecordWriter& out, const StepOutput& output) { out.text(output.text); }
    static StepOutput read(RecordReader& in) { return {in.textAs<std::string>()}; }
};

}  // namespace bowline::vault
