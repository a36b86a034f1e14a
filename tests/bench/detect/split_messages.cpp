// Plays the pipeline's part without a store: a message is judged with what came before, and with
// those after it for which it would have been held; each comes within its twenty seconds.
#include "tests/bench/detect/split_messages.h"

#include "connector/base/text.h"
#include "connector/detect/split_values.h"

#include <algorithm>
#include <cstdio>

namespace bowline::tests {

namespace {

using Spans = std::vector<Span>;

/// Byte offsets of spans in code points.
Span inBytes(std::string_view text, std::size_t begin, std::size_t end) {
    Span bytes{text.size(), text.size()};
    std::size_t point = 0;
    for (std::size_t at = 0; at < text.size(); at += codePointAt(text, at).length, ++point) {
        if (point == begin)
            bytes.begin = at;
        if (point == end)
            bytes.end = at;
    }
    return bytes;
}

Spans messagesOf(const LabelledText& one) {
    Spans messages;
    for (const auto& place : one.messages)
        messages.push_back(inBytes(one.text, place.at(0), place.at(1)));
    return messages;
}

class Conversation {
public:
    Conversation(const LabelledText& one, const detect::Detector& detector)
        : text_(one.text), places_(messagesOf(one)), detector_(detector) {}

    /// What is masked of all messages, in places of the whole text.
    Spans masked() const {
        Spans all;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const auto found = detect::scanAmong(detector_, message(i), around(i), {}, {}).findings;
            for (const auto& finding : found)
                all.push_back(
                    {places_[i].begin + finding.span.begin, places_[i].begin + finding.span.end}
                );
        }
        return all;
    }

private:
    [[nodiscard]] std::string_view message(std::size_t i) const {
        return std::string_view(text_).substr(places_[i].begin, places_[i].end - places_[i].begin);
    }

    /// Those before, and so many after as it is held for.
    [[nodiscard]] detect::TextsAround around(std::size_t i) const {
        detect::TextsAround texts;
        for (std::size_t before = 0; before < i; ++before)
            texts.before.push_back(message(before));
        while (i + texts.after.size() + 1 < places_.size() &&
               detect::mayGoOn(detector_, message(i), texts, {}, {}))
            texts.after.push_back(message(i + texts.after.size() + 1));
        return texts;
    }

    const std::string& text_;
    Spans places_;
    const detect::Detector& detector_;
};

Spans maskedAsOne(const LabelledText& one, const detect::Detector& detector) {
    Spans all;
    for (const auto& finding : detector.scan(one.text, {}, {}))
        all.push_back(finding.span);
    return all;
}

int coveredOf(const LabelledText& one, const Spans& masked) {
    int covered = 0;
    for (const auto& label : one.spans) {
        const auto span = inBytes(one.text, label.at("start"), label.at("end"));
        covered += std::ranges::any_of(masked, [&](const Span& place) {
            return place.begin <= span.begin && span.end <= place.end;
        });
    }
    return covered;
}

}  // namespace

void printSplitValues(const std::vector<LabelledText>& all) {
    const detect::Detector detector({});
    int parts = 0;
    int asOne = 0;
    int asMessages = 0;
    for (const auto& one : all) {
        if (one.messages.empty())
            continue;
        parts += static_cast<int>(one.spans.size());
        asOne += coveredOf(one, maskedAsOne(one, detector));
        asMessages += coveredOf(one, Conversation(one, detector).masked());
    }
    std::printf(
        "parts of values over several messages, masked whole (peers: 17 to 81 of 100):\n"
        "  the conversation as one text  %3d of %3d\n"
        "  message by message            %3d of %3d\n",
        asOne,
        parts,
        asMessages,
        parts
    );
}

}  // namespace bowline::tests
