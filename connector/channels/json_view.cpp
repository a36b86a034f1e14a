// The questions that may be asked of a document that was read.
#include "connector/channels/json_document.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace bowline::channels {

namespace {

void appendSized(std::string& out, char mark, std::string_view text) {
    out += mark;
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

}  // namespace

JsonType JsonView::type() const {
    return document_ == nullptr ? JsonType::Absent : document_->nodes_[node_].type;
}

std::string_view JsonView::key() const {
    if (document_ == nullptr)
        return {};
    const auto& node = document_->nodes_[node_];
    return std::string_view(document_->texts_).substr(node.keyAt, node.keySize);
}

JsonView JsonView::operator[](std::string_view name) const {
    if (type() != JsonType::Object)
        return {};
    const auto& node = document_->nodes_[node_];
    for (std::uint32_t i = 0; i < node.size; ++i) {
        const JsonView child(*document_, document_->children_[node.at + i]);
        if (child.key() == name)
            return child;
    }
    return {};
}

std::vector<JsonView> JsonView::children() const {
    std::vector<JsonView> out;
    if (type() != JsonType::Array && type() != JsonType::Object)
        return out;
    const auto& node = document_->nodes_[node_];
    out.reserve(node.size);
    for (std::uint32_t i = 0; i < node.size; ++i)
        out.push_back({*document_, document_->children_[node.at + i]});
    return out;
}

std::vector<JsonView> JsonView::asList() const {
    if (type() == JsonType::Array)
        return children();
    if (type() == JsonType::Absent || type() == JsonType::Null)
        return {};
    return {*this};
}

std::string_view JsonView::characters() const {
    const auto& node = document_->nodes_[node_];
    return std::string_view(document_->texts_).substr(node.at, node.size);
}

std::optional<std::string_view> JsonView::text() const {
    if (type() != JsonType::Text)
        return std::nullopt;
    return characters();
}

std::optional<std::string_view> JsonView::textOrNumber() const {
    if (type() != JsonType::Text && type() != JsonType::Number)
        return std::nullopt;
    return characters();
}

bool JsonView::isTrue() const {
    return type() == JsonType::Boolean && characters() == "true";
}

std::optional<std::int64_t> JsonView::integer() const {
    const auto written = textOrNumber();
    if (!written)
        return std::nullopt;
    std::int64_t value = 0;
    const auto* end = written->data() + written->size();
    const auto [stopped, fault] = std::from_chars(written->data(), end, value);
    if (fault != std::errc{} || stopped != end)
        return std::nullopt;
    return value;
}

std::string JsonView::canonical() const {
    std::string out;
    appendCanonical(out);
    return out;
}

void JsonView::appendCanonical(std::string& out) const {
    constexpr char kMarks[] = {'-', '~', 'b', 'n', 't', '[', '{'};
    const char mark = kMarks[static_cast<int>(type())];
    if (type() == JsonType::Absent || type() == JsonType::Null) {
        out += mark;
        return;
    }
    if (type() != JsonType::Array && type() != JsonType::Object)
        return appendSized(out, mark, characters());
    auto values = children();
    if (type() == JsonType::Object)
        std::ranges::sort(values, {}, &JsonView::key);
    out += mark;
    for (const auto& value : values) {
        if (type() == JsonType::Object)
            appendSized(out, 'k', value.key());
        value.appendCanonical(out);
    }
    out += '.';
}

}  // namespace bowline::channels
