#include "connector/app/demo/chats.h"

#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <string_view>

namespace bowline::app {

namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, StepKind>, 8> kKinds{
    {{"text", StepKind::Text},
     {"batch", StepKind::Batch},
     {"duplicate", StepKind::Duplicate},
     {"unknown", StepKind::Unknown},
     {"bad_signature", StepKind::BadSignature},
     {"twins", StepKind::Twins},
     {"status", StepKind::Status},
     {"stop", StepKind::Stop}}};

std::optional<StepKind> kindNamed(std::string_view name) {
    for (const auto& [known, kind] : kKinds) {
        if (known == name)
            return kind;
    }
    return std::nullopt;
}

Line lineFrom(const json& one, const char* who, const char* text) {
    return {one.at(who).get<std::string>(), one.at(text).get<std::string>()};
}

std::vector<Line> linesOf(StepKind kind, const json& line) {
    std::vector<Line> lines;
    if (kind == StepKind::Batch) {
        for (const auto& item : line.at("items"))
            lines.push_back(lineFrom(item, "from", "text"));
    } else if (kind == StepKind::Twins) {
        for (const auto& text : line.at("texts"))
            lines.push_back({line.at("from").get<std::string>(), text.get<std::string>()});
    } else if (kind == StepKind::Status) {
        lines.push_back(lineFrom(line, "of", "state"));
    } else {
        lines.push_back(lineFrom(line, "from", kind == StepKind::Unknown ? "type" : "text"));
    }
    return lines;
}

/// False when the line is of no known kind or names nobody.
bool addStep(Chats& chats, const json& line) {
    const auto kind = kindNamed(line.at("kind").get<std::string>());
    if (!kind)
        return false;
    Step step{*kind, linesOf(*kind, line)};
    for (const auto& one : step.lines) {
        if (!chats.people.contains(one.who))
            return false;
    }
    const bool whole = *kind != StepKind::Twins || step.lines.size() == 2;
    chats.steps.push_back(std::move(step));
    return whole;
}

bool add(Chats& chats, const json& line) {
    const auto kind = line.at("kind").get<std::string>();
    if (kind == "person") {
        chats.people[line.at("id").get<std::string>()] = {
            line.at("wa_id").get<std::string>(), line.at("name").get<std::string>()};
        return true;
    }
    if (kind == "bait") {
        chats.baits.push_back(
            {line.at("class").get<std::string>(), line.at("value").get<std::string>()}
        );
        return true;
    }
    return addStep(chats, line);
}

bool isAdded(Chats& chats, const std::string& text) {
    try {
        return add(chats, json::parse(text));
    } catch (const json::exception&) {  // its text quotes the line
        return false;
    }
}

}  // namespace

Chats readChats(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        throw ConfigError(
            "demo: cannot read " + file.string(),
            "run config/demo from a checkout, or name the conversations: --chats FILE"
        );
    }
    Chats chats;
    std::string text;
    for (int number = 1; std::getline(in, text); ++number) {
        if (!text.empty() && !isAdded(chats, text)) {
            throw ConfigError(
                fmt::format("demo: {}:{}: the line is not understood", file.string(), number),
                "each line is one of the forms at the top of connector/app/demo/chats.h; a person "
                "comes before her first message"
            );
        }
    }
    return chats;
}

}  // namespace bowline::app
