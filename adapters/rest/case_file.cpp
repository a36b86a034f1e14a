#include "adapters/rest/case_file.h"

#include "adapters/rest/case_example.h"
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

using adapter_api::Primitive;
using expression::List;
using expression::Map;
using expression::Value;
using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

std::string textIn(const YamlNode* node, std::string_view key, Faults& faults) {
    if (!node)
        return {};
    if (node->kind == YamlKind::Scalar)
        return node->text;
    tellWrong(*node, key, "a text", "Write a text", faults);
    return {};
}

std::optional<std::string> optionalText(
    FileSection& section, std::string_view key, Faults& faults
) {
    const YamlNode* node = section.find(key);
    return node ? std::optional(textIn(node, key, faults)) : std::nullopt;
}

NamedValues namedIn(FileSection& section, std::string_view key, Faults& faults) {
    NamedValues out;
    const YamlNode* node = section.find(key);
    if (!node)
        return out;
    for (const YamlEntry& entry : entriesOf(*node, key, faults))
        out.emplace_back(entry.key, valueOfYaml(entry.value));
    return out;
}

std::optional<Value> valueIn(FileSection& section, std::string_view key) {
    const YamlNode* node = section.find(key);
    return node ? std::optional(valueOfYaml(*node)) : std::nullopt;
}

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
            for (const YamlNode& turn : itemsOf(*exchange, "exchange", faults_))
                readTurn(turn);
        }
        if (const YamlNode* outcome = section_.require("outcome"))
            readOutcome(*outcome);
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

    void readTurn(const YamlNode& node) {
        FileSection section(node, "exchange", faults_);
        const YamlNode* request = section.require("request");
        const YamlNode* reply = section.require("reply");
        section.close();
        if (request && reply)
            case_.exchange.emplace_back(requestOf(*request), replyOf(*reply));
    }

    ExpectedRequest requestOf(const YamlNode& node) {
        FileSection section(node, "request", faults_);
        ExpectedRequest expected;
        expected.method = optionalText(section, "method", faults_);
        expected.url = optionalText(section, "url", faults_);
        expected.path = optionalText(section, "path", faults_);
        expected.query = namedIn(section, "query", faults_);
        expected.headers = namedIn(section, "headers", faults_);
        expected.form = namedIn(section, "form", faults_);
        expected.json = valueIn(section, "json");
        expected.body = optionalText(section, "body", faults_);
        if (const YamlNode* parts = section.find("multipart"))
            expected.multipart = partsOf(*parts);
        section.close();
        return expected;
    }

    List partsOf(const YamlNode& node) {
        List parts;
        for (const YamlNode& item : itemsOf(node, "multipart", faults_)) {
            FileSection section(item, "multipart", faults_);
            section.require("name");
            for (const auto key : {"value", "file", "filename", "type"})
                section.find(key);
            section.close();
            parts.push_back(valueOfYaml(item));
        }
        return parts;
    }

    CannedReply replyOf(const YamlNode& node) {
        FileSection section(node, "reply", faults_);
        CannedReply reply;
        const YamlNode* error = section.find("error");
        if (error) {
            reply.error = textIn(error, "error", faults_);
            if (const YamlNode* sent = section.require("sent"))
                reply.sent = flagOf(*sent, "sent", faults_);
        } else if (const YamlNode* status = section.require("status")) {
            reply.status = static_cast<int>(countOf(*status, "status", 100, 599, faults_));
        }
        for (const auto& [name, value] : namedIn(section, "headers", faults_))
            reply.headers.emplace_back(name, expression::toText(value));
        readReplyBody(reply, section);
        section.close();
        return reply;
    }

    void readReplyBody(CannedReply& reply, FileSection& section) {
        if (const auto json = valueIn(section, "json")) {
            reply.body = expression::toJson(*json);
            const bool hasType = std::ranges::any_of(reply.headers, [](const auto& header) {
                return header.first == "Content-Type";
            });
            if (!hasType)
                reply.headers.emplace_back("Content-Type", "application/json");
        }
        if (const auto body = optionalText(section, "body", faults_))
            reply.body = *body;
    }

    void readOutcome(const YamlNode& node) {
        if (node.kind == YamlKind::Scalar && node.text == "absent") {
            case_.expected.outcome = adapter_api::Absent{};
            return;
        }
        FileSection section(node, "outcome", faults_);
        const std::size_t before = faults_.errors();
        int found = 0;
        const auto take = [&](std::string_view key, auto make) {
            if (const YamlNode* value = section.find(key)) {
                case_.expected.outcome = make(value->text);
                ++found;
            }
        };
        take("delivered", [](const auto& id) { return Delivered{id}; });
        take("duplicate", [](const auto& id) {
            return adapter_api::Duplicate{id.empty() ? std::nullopt : std::optional(id)};
        });
        take("denied", [](const auto& code) { return adapter_api::Denied{code}; });
        take("retry", [](const auto& code) { return RetryLater{code, std::nullopt}; });
        take("rejected", [](const auto& code) { return Rejected{code}; });
        take("uncertain", [](const auto& code) { return Uncertain{code}; });
        readWait(section);
        section.close();
        if (found == 1 || faults_.errors() != before)
            return;
        faults_.error(
            node.mark,
            "bad_outcome",
            "an outcome is one thing",
            "Write absent, {delivered: ID}, {duplicate: ID}, {denied: CODE}, {retry: CODE}, "
            "{rejected: CODE} or {uncertain: CODE}"
        );
    }

    void readWait(FileSection& section) {
        auto* retry = std::get_if<RetryLater>(&case_.expected.outcome);
        const YamlNode* after = retry ? section.find("after") : nullptr;
        if (!after)
            return;
        case_.expected.comparesWait = true;
        retry->after =
            std::chrono::duration_cast<std::chrono::seconds>(durationOf(*after, "after", faults_));
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
