#include "adapters/rest/loader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/auth_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/limits_reader.h"
#include "adapters/rest/loader_checks.h"
#include "adapters/rest/loader_context.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/operation_reader.h"
#include "adapters/rest/replies_reader.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/settings_reader.h"
#include "connector/settings/scalar.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlNode;

Redact redactOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, Redact>> kKinds = {
        {"none", Redact::None}, {"hides", Redact::Hides}, {"destroys", Redact::Destroys}};
    return choiceOf<Redact>(node, "redact", kKinds, faults);
}

/// The folder of ".../zammad/adapter.yaml"; empty for any other file.
std::string folderOf(std::string_view file) {
    constexpr std::string_view kName = "/adapter.yaml";
    if (!file.ends_with(kName))
        return {};
    const auto folder = file.substr(0, file.size() - kName.size());
    const auto slash = folder.rfind('/');
    return std::string(slash == std::string_view::npos ? folder : folder.substr(slash + 1));
}

/// Reads the sections in an order in which each finds what it may name.
class Loader {
public:
    Loader(const YamlNode& root, const FieldScope& fields, Faults& faults, std::string folder)
        : section_(root, "adapter.yaml", faults),
          loading_{faults, fields},
          folder_(std::move(folder)) {}

    std::shared_ptr<AdapterSpec> load() {
        readHead();
        readNames();
        readConnection();
        readWork();
        readRest();
        loading_.macros.tellUnused(loading_.faults);
        section_.close();
        return std::move(spec_);
    }

private:
    void readHead() {
        if (const YamlNode* version = section_.require("adapter"))
            readVersion(*version);
        const YamlNode* name = section_.require("name");
        if (!name)
            return;
        spec_->name = wordOf(*name, "name", loading_.faults);
        const bool isWrong = !folder_.empty() && spec_->name != folder_;
        if (settings::isName(spec_->name) && !isWrong)
            return;
        loading_.faults.error(
            name->mark,
            "bad_name",
            inBackquotes(spec_->name) + " cannot be the name of this adapter",
            isWrong ? "Write the name of its folder: " + inBackquotes(folder_)
                    : std::string("Use a-z, 0-9, - and _")
        );
    }

    void readVersion(const YamlNode& node) {
        if (node.kind == settings::YamlKind::Scalar && node.text == "1")
            return;
        loading_.faults.error(
            node.mark,
            "unknown_version",
            "this bowline reads adapter files of version 1",
            "Write `adapter: 1`, or use the bowline that the file was written for"
        );
    }

    /// What all other sections may name.
    void readNames() {
        if (const YamlNode* settings = section_.find("settings"))
            loading_.settings = readSettings(*settings, loading_.faults);
        spec_->settings = loading_.settings;
        if (const YamlNode* macros = section_.find("macros"))
            loading_.macros = Macros(*macros, loading_.faults);
        if (const YamlNode* auth = section_.find("auth"))
            loading_.tokens = tokensNamed(*auth);
        if (const YamlNode* operations = section_.require("operations"))
            loading_.operations = operationsNamed(*operations, loading_.faults);
    }

    void readConnection() {
        const NameScope scope = loading_.settingsScope();
        if (const YamlNode* url = section_.require("base_url")) {
            spec_->baseUrl =
                ExpressionReader(loading_.faults).text(*url, "base_url", scope, StandIns::Refused);
            if (spec_->baseUrl)
                checkUrl(*url, "base_url", loading_.settings, loading_.faults);
            checkThere(spec_->baseUrl, "base_url", url->mark, loading_.settings, loading_.faults);
        }
        if (const YamlNode* auth = section_.require("auth"))
            spec_->auth = readAuth(*auth, loading_);
        if (const YamlNode* defaults = section_.find("defaults"))
            readDefaults(*defaults, scope);
        if (const YamlNode* limits = section_.find("limits"))
            readLimits(*spec_, *limits, loading_);
        if (const YamlNode* content = section_.find("content"))
            spec_->content = readContent(*content, loading_.faults);
    }

    void readDefaults(const YamlNode& node, const NameScope& scope) {
        FileSection section(node, "defaults", loading_.faults);
        if (const YamlNode* headers = section.find("headers"))
            spec_->headers = headersOf(*headers, scope, loading_);
        if (const YamlNode* timeout = section.find("timeout"))
            spec_->timeout = durationOf(*timeout, "timeout", loading_.faults);
        section.close();
    }

    void readWork() {
        NameScope scope = settingsScope(loading_.settings, {});
        scope.addAnswer();
        if (const YamlNode* responses = section_.find("responses"))
            spec_->answers = readAnswers(*responses, scope, loading_);
        if (const YamlNode* operations = section_.find("operations"))
            spec_->operations = readOperations(*operations, loading_);
        const std::size_t before = loading_.faults.errors();
        if (const YamlNode* redact = section_.find("redact"))
            spec_->redact = redactOf(*redact, loading_.faults);
        if (loading_.faults.errors() == before)
            checkRedact(*spec_, section_.markOf("redact"), loading_.faults);
    }

    void readRest() {
        if (const YamlNode* poll = section_.find("poll"))
            spec_->poll = readPoll(*poll, loading_);
        if (const YamlNode* webhook = section_.find("webhook"))
            spec_->webhook = readWebhook(*webhook, loading_);
        const YamlNode* excess = section_.find("excess");
        if (!excess)
            return;
        for (const YamlNode& right : itemsOf(*excess, "excess", loading_.faults))
            spec_->excess.push_back(readExcess(right));
    }

    ExcessRight readExcess(const YamlNode& node) {
        FileSection section(node, "excess", loading_.faults);
        NameScope scope = loading_.settingsScope();
        ExcessRight right;
        if (const YamlNode* say = section.require("say"))
            right.say = wordOf(*say, "say", loading_.faults);
        right.request = readRequest(section, scope, loading_);
        scope.addAnswer();
        if (const YamlNode* granted = section.require("granted"))
            right.granted = ExpressionReader(loading_.faults).predicate(*granted, "granted", scope);
        section.close();
        return right;
    }

    FileSection section_;
    Loading loading_;
    std::string folder_;
    std::shared_ptr<AdapterSpec> spec_ = std::make_shared<AdapterSpec>();
};

}  // namespace

AdapterSpecPtr loadAdapter(
    std::string_view text, const FieldScope& scope, settings::LintSink& sink
) {
    const std::size_t before = sink.errors();
    const auto root = settings::parseYaml(text, sink);
    if (!root)
        return nullptr;
    Faults faults(text, sink);
    auto spec = Loader(*root, scope, faults, folderOf(sink.file())).load();
    return sink.errors() == before ? spec : nullptr;
}

}  // namespace bowline::adapters::rest
