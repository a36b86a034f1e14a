// Builds the bounded tree from yaml-cpp's events; used by yaml_tree.cpp alone. Events instead of
// yaml-cpp's nodes, because only they tell quotes, tags and aliases apart and because a bound can
// stop them midway.
#pragma once

#include "connector/settings/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

/// A bound was passed: nothing more is read. Thrown by TreeBuilder, caught by parseYaml.
struct YamlRefusal {
    Mark at;
    std::string code;
    std::string message;
    std::string hint;
};

class TreeBuilder final : public YAML::EventHandler {
public:
    /// `sink` outlives the builder.
    explicit TreeBuilder(LintSink& sink) : sink_(sink) {}

    /// The tree, once the document has ended.
    [[nodiscard]] std::optional<YamlNode> takeRoot() { return std::move(root_); }

    /// The last scalar in quotes or in block form: its offset in bytes and its place.
    struct QuotedScalar {
        std::size_t offset = 0;
        Mark mark;
    };
    [[nodiscard]] const std::optional<QuotedScalar>& lastQuoted() const { return lastQuoted_; }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        const std::string& value
    ) override;
    void OnSequenceStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value style
    ) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value style
    ) override;
    void OnMapEnd() override { close(); }

private:
    /// What a subtree costs, so that an alias to it is paid before it is copied.
    struct Cost {
        std::size_t nodes = 1;
        std::size_t bytes = 0;
        std::size_t height = 1;
        std::size_t aliasDepth = 0;
    };
    struct Open {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        Cost cost;
        std::optional<YamlEntry> pending;  ///< a key that waits for its value
        std::map<std::string, Mark> seen;  ///< keys of this map
        bool isValueDropped = false;       ///< the pending key was there before
    };
    struct Anchored {
        YamlNode node;
        Cost cost;
    };

    void open(YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void close();
    /// A finished node finds its place: root, item, key or value.
    void place(YamlNode node, const Cost& cost, YAML::anchor_t anchor);
    void placeInMap(Open& map, YamlNode node);
    void takeKey(Open& map, const YamlNode& node);
    void pay(const Cost& cost, Mark at);

    LintSink& sink_;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Anchored> anchors_;
    std::optional<YamlNode> root_;
    std::optional<QuotedScalar> lastQuoted_;
    std::size_t nodes_ = 0;
    std::size_t bytes_ = 0;
};

/// yaml-cpp counts from 0 and says -1 for "nowhere".
Mark toMark(const YAML::Mark& mark);

}  // namespace bowline::settings
