#include "connector/settings/tree_builder.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace bowline::settings {

namespace {

// "" and "?" are plain nodes, "!" a quoted scalar; the rest say in full what a node is anyway.
constexpr std::array<std::string_view, 6> kKnownTags = {
    "", "?", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"};

void requireKnownTag(const std::string& tag, Mark at) {
    if (std::find(kKnownTags.begin(), kKnownTags.end(), tag) != kKnownTags.end())
        return;
    throw YamlRefusal{
        at, "yaml_tag", "a tag that is not known here", "Delete the word that begins with `!`"};
}

}  // namespace

Mark toMark(const YAML::Mark& mark) {
    if (mark.line < 0 || mark.column < 0)
        return {};
    return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    YamlNode node;
    node.mark = toMark(mark);
    pay({}, node.mark);
    place(std::move(node), {}, anchor);
}

void TreeBuilder::OnScalar(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value
) {
    const Mark at = toMark(mark);
    requireKnownTag(tag, at);
    if (tag == "!")
        lastQuoted_ = QuotedScalar{static_cast<std::size_t>(std::max(mark.pos, 0)), at};
    const Cost cost{1, value.size(), 1, 0};
    pay(cost, at);
    place({YamlKind::Scalar, value, tag == "!", {}, {}, at}, cost, anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const Mark at = toMark(mark);
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
        throw YamlRefusal{
            at,
            "yaml_cycle",
            "an alias to something that is not finished yet",
            "Write the value out instead"};
    }
    Cost cost = found->second.cost;
    ++cost.aliasDepth;
    if (cost.aliasDepth > kMaxAliasDepth) {
        throw YamlRefusal{
            at,
            "yaml_alias",
            fmt::format("aliases within aliases, more than {} deep", kMaxAliasDepth),
            "Write the value out instead"};
    }
    pay(cost, at);
    YamlNode copy = found->second.node;
    copy.mark = at;
    place(std::move(copy), cost, 0);
}

void TreeBuilder::OnSequenceStart(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value
) {
    open(YamlKind::List, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(
    const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value
) {
    open(YamlKind::Map, mark, tag, anchor);
}

void TreeBuilder::open(
    YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor
) {
    Open opened;
    opened.node.kind = kind;
    opened.node.mark = toMark(mark);
    opened.anchor = anchor;
    requireKnownTag(tag, opened.node.mark);
    pay({}, opened.node.mark);
    open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    place(std::move(done.node), done.cost, done.anchor);
}

void TreeBuilder::pay(const Cost& cost, Mark at) {
    nodes_ += cost.nodes;
    bytes_ += cost.bytes;
    if (open_.size() + cost.height > kMaxDepth) {
        throw YamlRefusal{
            at,
            "yaml_depth",
            fmt::format("nested more than {} deep", kMaxDepth),
            "Settings need 6 levels at most"};
    }
    if (nodes_ > kMaxNodes || bytes_ > kMaxTextBytes) {
        throw YamlRefusal{
            at,
            "yaml_size",
            fmt::format("more than {} values or {} MiB of text", kMaxNodes, kMaxTextBytes >> 20),
            "Look for anchors (`&`) and aliases (`*`) that multiply"};
    }
}

void TreeBuilder::place(YamlNode node, const Cost& cost, YAML::anchor_t anchor) {
    if (anchor != 0) {
        pay({cost.nodes, cost.bytes, 0, 0}, node.mark);  // the kept copy is memory too
        anchors_.insert_or_assign(anchor, Anchored{node, cost});
    }
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& parent = open_.back();
    parent.cost.nodes += cost.nodes;
    parent.cost.bytes += cost.bytes;
    parent.cost.height = std::max(parent.cost.height, cost.height + 1);
    parent.cost.aliasDepth = std::max(parent.cost.aliasDepth, cost.aliasDepth);
    if (parent.node.kind == YamlKind::Map)
        return placeInMap(parent, std::move(node));
    parent.node.items.push_back(std::move(node));
}

void TreeBuilder::placeInMap(Open& map, YamlNode node) {
    if (!map.pending)
        return takeKey(map, node);
    map.pending->value = std::move(node);
    if (!map.isValueDropped)
        map.node.entries.push_back(std::move(*map.pending));
    map.pending.reset();
}

void TreeBuilder::takeKey(Open& map, const YamlNode& node) {
    if (node.kind != YamlKind::Scalar || node.text.empty()) {
        throw YamlRefusal{
            node.mark,
            "yaml_key",
            "a key must be a word",
            "Put the value in quotes if it begins with `{`, `[` or `?`"};
    }
    map.pending = YamlEntry{node.text, node.mark, {}};
    const auto [first, isNew] = map.seen.emplace(node.text, node.mark);
    map.isValueDropped = !isNew;
    if (isNew)
        return;
    sink_.error(
        node.mark,
        "duplicate_key",
        fmt::format("{} stands here and in line {}", inBackquotes(node.text), first->second.line),
        "Keep one of the two: a second rule would silently hide the first"
    );
}

}  // namespace bowline::settings
