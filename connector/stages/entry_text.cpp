#include "connector/stages/entry_text.h"

#include "connector/base/text.h"
#include "connector/stages/placeholders.h"

#include <fmt/format.h>

namespace bowline::stages {

namespace {

/// What a part is whatever a detector says of it; empty for the person's own words.
std::string_view assumedClass(PartRole role) {
    switch (role) {
        case PartRole::Place:
            return "location";
        case PartRole::CardName:
        case PartRole::CardNumber:
        case PartRole::CardEmail:
        case PartRole::CardDetail:
            return "contact_card";
        default:
            return {};
    }
}

}  // namespace

EntryText& EntryText::ours(std::string_view words) {
    const auto begin = text_.size();
    text_ += words;
    if (!composed_.fixed.empty() && composed_.fixed.back().end == begin)
        composed_.fixed.back().end = text_.size();
    else if (!words.empty())
        composed_.fixed.push_back({begin, text_.size()});
    return *this;
}

EntryText& EntryText::label(Label label) {
    return ours(fmt::format("[{}]", labelIn(label, language_)));
}

EntryText& EntryText::kind(std::string_view kind) {
    return ours(fmt::format("[{}]", kindWord(kind, language_)));
}

EntryText& EntryText::theirs(PartRole role, std::string_view words) {
    const Span span{text_.size(), text_.size() + words.size()};
    text_ += words;
    const auto cls = assumedClass(role);
    if (!cls.empty() && !words.empty())
        composed_.assumed.push_back({span, std::string(cls), "", 1.0, "message_part"});
    return *this;
}

Composed EntryText::finish() {
    composed_.text = MessageText(text_);
    return std::move(composed_);
}

}  // namespace bowline::stages
