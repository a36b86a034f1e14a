// The text of an entry in the making, with what is known of its pieces: which words are ours, and
// what a part of the person's is by its role. For compose only.
#pragma once

#include "connector/model/content.h"
#include "connector/stages/compose.h"
#include "connector/stages/entry_words.h"

#include <string>
#include <string_view>

namespace bowline::stages {

class EntryText {
public:
    explicit EntryText(std::string_view language) : language_(language) {}

    /// Words of ours.
    EntryText& ours(std::string_view words);
    EntryText& label(Label label);
    EntryText& kind(std::string_view kind);
    EntryText& space() { return text_.empty() ? *this : ours(" "); }
    EntryText& newLine() { return text_.empty() ? *this : ours("\n"); }
    /// Words of the person or of a third one.
    EntryText& theirs(PartRole role, std::string_view words);
    EntryText& theirs(const TextPart& part) { return theirs(part.role, part.text.expose()); }

    [[nodiscard]] std::string_view language() const { return language_; }
    Composed finish();

private:
    std::string_view language_;
    std::string text_;
    Composed composed_;
};

/// The whole of a message: its words, file, place, choice …, and the advertisement it came by.
void writeContent(EntryText& out, const MessageContent& content);
/// The words of a message on one line; its kind where it has none.
void writeShort(EntryText& out, const MessageContent& content);

}  // namespace bowline::stages
