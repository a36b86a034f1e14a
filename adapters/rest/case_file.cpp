#include "adapters/rest/case_file.h"

#include "adapters/rest/case_example.h"
#include "adapters/rest/case_fields.h"
#include "adapters/rest/case_outcome.h"
#include "adapters/rest/case_turn.h"
#include "adapters/rest/case_values.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/moments.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;
using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

/// Reads one item of `cases`.
class CaseReader {
public:
    CaseReader(const YamlNode& node, const AdapterSpec& spec, Faults& faults)
        : section_(node, "cases", faults), spec_(spec), faults_(faults) {
        case_.mark = node.mark;
    }

    Case read() {
        case_.name = textIn(section_.require("name"), "name", faults_);
        readOperation();
        readInput();
        readTokens();
        if (const YamlNode* exchange = section_.find("exchange")) {
            for (const YamlNode& turn : itemsOf(*exchange, "exchange", faults_)) {
                if (auto read = readTurn(turn, faults_))
                    case_.exchange.push_back(std::move(*read));
            }
        }
        if (const YamlNode* outcome = section_.require("outcome"))
            case_.expected = readOutcome(*outcome, faults_);
        case_.picked = namedIn(section_, "picked", faults_);
        section_.close();
        return std::move(case_);
    }

private:
    void readOperation() {
        const YamlNode* node = section_.require("op");
        if (!node)
            return;
        const auto op = adapter_api::primitiveNamed(textIn(node, "op", faults_));
        if (op && spec_.operations.contains(*op)) {
            case_.op = *op;
            return;
        }
        std::vector<std::string> known;
        for (const auto& entry : spec_.operations)
            known.emplace_back(toText(entry.first));
        faults_.error(
            node->mark,
            "unknown_operation",
            "the adapter has no operation " + inBackquotes(node->text),
            settings::suggestion(node->text, known)
        );
    }

    void readInput() {
        const YamlNode* node = section_.find("in");
        const Map example = exampleInput(case_.op);
        Value whole = Value(example);
        if (node) {
            checkInput(*node, example);
            whole = merged(whole, valueOfYaml(*node));
        }
        if (const Map* in = mapIn(whole))
            case_.in = *in;
        // YAML has no type of its own for a time.
        const auto message = case_.in.find("message");
        const Value* sent =
            message == case_.in.end() ? nullptr : valueAt(message->second, "/sent_at");
        const auto time = sent ? momentIn(*sent) : std::nullopt;
        if (time)
            message->second = withValueAt(message->second, "/sent_at", Value(*time));
    }

    void checkInput(const YamlNode& node, const Map& example) {
        FileSection section(node, "in", faults_);
        for (const auto& entry : example)
            section.find(entry.first);
        if (const YamlNode* files = section.find("files")) {
            for (const YamlNode& file : itemsOf(*files, "files", faults_))
                readFile(file);
        }
        section.close();
    }

    void readFile(const YamlNode& node) {
        FileSection section(node, "files", faults_);
        CaseFileEntry file;
        file.name = textIn(section.require("name"), "name", faults_);
        file.mime = textIn(section.require("mime"), "mime", faults_);
        file.bytes = textIn(section.require("bytes"), "bytes", faults_);
        section.close();
        case_.files.push_back(std::move(file));
    }

    void readTokens() {
        if (const YamlNode* tokens = section_.find("tokens")) {
            for (const YamlEntry& entry : entriesOf(*tokens, "tokens", faults_)) {
                FileSection section(entry.value, entry.key, faults_);
                CaseToken token{textIn(section.require("value"), "value", faults_), {}};
                if (const YamlNode* life = section.find("expires_in"))
                    token.expiresIn = countOf(*life, "expires_in", 0, 1'000'000'000, faults_);
                section.close();
                case_.tokens.emplace(entry.key, std::move(token));
            }
        }
        for (const auto& [name, value] : namedIn(section_, "kept", faults_))
            case_.kept.emplace(name, expression::toText(value));
    }

    FileSection section_;
    const AdapterSpec& spec_;
    Faults& faults_;
    Case case_;
};

std::string settingText(const YamlNode& node) {
    return node.kind == YamlKind::Map ? expression::toJson(valueOfYaml(node)) : node.text;
}

adapter_api::AdapterSettings settingsIn(
    const YamlNode& node, const AdapterSpec& spec, Faults& faults
) {
    FileSection section(node, "settings", faults);
    adapter_api::AdapterSettings out;
    for (const Setting& setting : spec.settings) {
        const YamlNode* value = section.find(setting.name);
        if (!value)
            continue;
        if (setting.type == SettingType::Secret) {
            faults.error(
                value->mark,
                "literal_secret",
                "a case has no secrets: " + inBackquotes(setting.name) +
                    " is the text secret:" + setting.name,
                "Delete the line"
            );
        }
        out.emplace(setting.name, settingText(*value));
    }
    section.close();
    return out;
}

}  // namespace

std::optional<CaseFile> readCaseFile(
    std::string_view text, const AdapterSpec& spec, settings::LintSink& sink
) {
    const std::size_t before = sink.errors();
    const auto root = settings::parseYaml(text, sink);
    if (!root)
        return std::nullopt;
    Faults faults(text, sink);
    FileSection section(*root, "the file", faults);
    const YamlNode* adapter = section.require("adapter");
    if (adapter && textIn(adapter, "adapter", faults) != spec.name) {
        faults.error(
            adapter->mark,
            "other_adapter",
            "these are cases of " + inBackquotes(adapter->text),
            "Write `adapter: " + spec.name + "`"
        );
    }
    CaseFile file;
    if (const YamlNode* settings = section.find("settings"))
        file.settings = settingsIn(*settings, spec, faults);
    if (const YamlNode* cases = section.require("cases")) {
        for (const YamlNode& item : itemsOf(*cases, "cases", faults))
            file.cases.push_back(CaseReader(item, spec, faults).read());
    }
    section.close();
    return sink.errors() == before ? std::optional(std::move(file)) : std::nullopt;
}

}  // namespace bowline::adapters::rest
