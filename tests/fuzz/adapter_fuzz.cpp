// Fuzzer of adapter files: the bytes are an adapter.yaml. Whatever stands in it, the load ends with
// a spec or with faults, and every template of a spec can be evaluated without its inputs.
#include "adapters/rest/loader.h"

#include <cstdlib>
#include <string_view>

namespace {

using namespace bowline;
using namespace bowline::adapters::rest;

void require(bool holds) {
    if (!holds)
        std::abort();
}

void run(const TemplatePtr& source) {
    if (source)
        static_cast<void>(source->render({}));
}

void run(const Tree& tree) {
    require(tree.kind != TreeKind::Scalar || tree.scalar);
    require(tree.kind != TreeKind::Each || (tree.scalar && tree.items.size() == 1));
    require(tree.kind != TreeKind::If || (tree.scalar && !tree.items.empty()));
    require(tree.kind != TreeKind::FileBytes || !tree.name.empty());
    run(tree.scalar);
    for (const Tree& item : tree.items)
        run(item);
    for (const auto& [name, item] : tree.entries) {
        require(name != nullptr);
        run(item);
    }
}

void run(const Body& body) {
    if (body.kind == BodyKind::Json || body.kind == BodyKind::Raw)
        run(body.tree);
    require(body.kind != BodyKind::Raw || body.type);
    for (const auto& field : body.fields)
        run(field.second);
    for (const Part& part : body.parts) {
        require(part.name != nullptr);
        run(part.value);
        run(part.each);
    }
}

void run(const Request& request) {
    require(!request.method.empty() && request.path);
    run(request.path);
    for (const auto& entry : request.query)
        run(entry.second);
    for (const auto& header : request.headers)
        run(header.second);
    run(request.body);
}

void run(const std::vector<AnswerRule>& rules) {
    for (const AnswerRule& rule : rules) {
        require(rule.when && !rule.code.empty());
        run(rule.when);
    }
}

void run(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
        require(!step.id.empty() && (!step.each || !step.as.empty()));
        run(step.request);
        run(step.answers);
    }
}

void run(const AdapterSpec& spec) {
    require(!spec.name.empty() && spec.baseUrl);
    run(spec.baseUrl);
    run(spec.answers);
    for (const auto& [primitive, operation] : spec.operations) {
        require(!operation.steps.empty());
        run(operation.steps);
        run(operation.answers);
    }
    if (spec.poll)
        run(spec.poll->steps);
    for (const ExcessRight& right : spec.excess)
        run(right.request);
    require(settingsOf(spec).fields.size() == spec.settings.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    settings::LintSink sink("adapter.yaml");
    const auto spec = loadAdapter(text, {true, {}, {}}, sink);
    require(static_cast<bool>(spec) == (sink.errors() == 0));
    for (const auto& lint : sink.lints())
        require(!lint.code.empty() && !lint.message.empty());
    if (spec)
        run(*spec);
    return 0;
}
