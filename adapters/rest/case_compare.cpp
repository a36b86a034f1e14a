#include "adapters/rest/case_compare.h"

#include "adapters/rest/case_values.h"
#include "adapters/rest/encoding.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"
#include "connector/base/text.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace bowline::adapters::rest {

namespace {

using adapter_api::OutboundRequest;
using expression::List;
using expression::Map;
using expression::Value;

constexpr std::size_t kMostBody = std::size_t{64} << 20;
const std::string kSent = "sent";

using Fields = std::map<std::string, List>;

Fields fieldsOf(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto field = text.substr(0, end);
        const auto equals = std::min(field.find('='), field.size());
        const auto value = field.substr(std::min(equals + 1, field.size()));
        fields[percentDecoded(field.substr(0, equals))].emplace_back(percentDecoded(value));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return fields;
}

Fields headersOf(const OutboundRequest& sent) {
    Fields fields;
    for (const auto& [name, value] : sent.headers)
        fields[toLowerAscii(name)].emplace_back(value);
    return fields;
}

std::string headerOf(const OutboundRequest& sent, const std::string& name) {
    const auto fields = headersOf(sent);
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : *textIn(found->second.front());
}

/// All texts: what was sent in a query or a form has no other type.
List asTexts(const Value& value) {
    List texts;
    if (const List* list = listIn(value)) {
        for (const auto& item : *list)
            texts.emplace_back(expression::toText(item));
    } else if (!value.isNull()) {
        texts.emplace_back(expression::toText(value));
    }
    return texts;
}

Value alone(const List& list) {
    return list.empty() ? Value() : list.size() == 1 ? list.front() : Value(list);
}

/// The parts of a multipart body as a case writes them.
List partsIn(std::string_view body, std::string_view type) {
    constexpr std::string_view kKey = "boundary=";
    const auto at = type.find(kKey);
    List parts;
    if (at == std::string_view::npos)
        return parts;
    const auto border = "--" + std::string(type.substr(at + kKey.size()));
    while (body.starts_with(border + "\r\n")) {
        body.remove_prefix(border.size() + 2);
        const auto end = std::min(body.find("\r\n" + border), body.size());
        const auto head = body.substr(0, body.find("\r\n\r\n"));
        const auto content = body.substr(head.size() + 4, end - head.size() - 4);
        parts.emplace_back(Map{{"head", std::string(head)}, {"content", std::string(content)}});
        body.remove_prefix(std::min(end + 2, body.size()));
    }
    return parts;
}

/// A parameter of Content-Disposition, its quotes undone.
Value parameter(const std::string& head, const std::string& name) {
    const auto begin = head.find(" " + name + "=\"");
    if (begin == std::string::npos)
        return {};
    std::string text;
    for (std::size_t i = begin + name.size() + 3; i < head.size() && head[i] != '"'; ++i) {
        i += head[i] == '\\' ? 1 : 0;
        text += head[i];
    }
    return Value(text);
}

Value typeIn(const std::string& head) {
    constexpr std::string_view kName = "Content-Type: ";
    const auto at = head.find(kName);
    return at == std::string::npos
               ? Value()
               : Value(head.substr(at + kName.size(), head.find("\r\n", at) - at - kName.size()));
}

Value partValue(const Value& part, const std::string& name) {
    const auto& head = *textIn(*valueAt(part, "/head"));
    if (name == "value" || name == "file")
        return *valueAt(part, "/content");
    return name == "type" ? typeIn(head) : parameter(head, name);
}

class Comparison {
public:
    Comparison(const ExpectedRequest& expected, const OutboundRequest& sent)
        : expected_(expected), sent_(sent) {}

    std::vector<std::string> all() {
        const auto target = targetOf(sent_.url);
        compareText("method", expected_.method, sent_.method);
        compareText("url", expected_.url, sent_.url.substr(0, sent_.url.find('?')));
        compareText("path", expected_.path, target.path);
        compareFields("query", expected_.query, fieldsOf(target.query));
        compareHeaders();
        compareFields(
            "form", expected_.form, expected_.form.empty() ? Fields{} : fieldsOf(sent_.body)
        );
        compareText("body", expected_.body, sent_.body);
        compareJson();
        compareParts();
        return std::move(found_);
    }

private:
    void tell(const std::string& what, const std::vector<std::string>& differences) {
        for (const auto& difference : differences)
            found_.push_back(what + (difference.starts_with('/') ? " " : ": ") + difference);
    }

    void compare(const std::string& what, const Value& expected, const Value& sent) {
        tell(what, differencesOf(expected, sent, kSent));
    }

    void compareText(
        const std::string& what, const std::optional<std::string>& expected, const std::string& sent
    ) {
        if (expected)
            compare(what, Value(*expected), Value(sent));
    }

    void compareFields(const std::string& what, const NamedValues& expected, const Fields& sent) {
        for (const auto& [name, value] : expected) {
            const auto found = sent.find(name);
            compare(
                what + " " + settings::inBackquotes(name),
                alone(asTexts(value)),
                found == sent.end() ? Value() : alone(found->second)
            );
        }
    }

    void compareHeaders() {
        NamedValues expected;
        for (const auto& [name, value] : expected_.headers)
            expected.emplace_back(toLowerAscii(name), value);
        compareFields("header", expected, headersOf(sent_));
    }

    void compareJson() {
        if (!expected_.json)
            return;
        const auto sent = expression::valueFromJson(sent_.body, kMostBody);
        if (sent)
            compare("json", *expected_.json, *sent);
        else
            found_.emplace_back("json: the body is no JSON");
    }

    void compareParts() {
        if (!expected_.multipart)
            return;
        const auto sent = partsIn(sent_.body, headerOf(sent_, "content-type"));
        if (sent.size() != expected_.multipart->size()) {
            found_.push_back(fmt::format(
                "multipart: expected {} parts, sent {}", expected_.multipart->size(), sent.size()
            ));
            return;
        }
        for (std::size_t i = 0; i < sent.size(); ++i) {
            for (const auto& [name, value] : *mapIn((*expected_.multipart)[i]))
                compare(
                    fmt::format("multipart part {}, {}", i + 1, name),
                    alone(asTexts(value)),
                    partValue(sent[i], name)
                );
        }
    }

    const ExpectedRequest& expected_;
    const OutboundRequest& sent_;
    std::vector<std::string> found_;
};

struct Write {
    std::string operator()(const Delivered& d) const { return of("delivered", d.remoteId); }
    std::string operator()(const adapter_api::Absent&) const { return "absent"; }
    std::string operator()(const adapter_api::Duplicate& d) const {
        return of("duplicate", d.existingId.value_or(""));
    }
    std::string operator()(const adapter_api::Denied& d) const { return of("denied", d.why); }
    std::string operator()(const RetryLater& r) const {
        return r.after ? fmt::format("{{retry: {}, after: {}s}}", r.why, r.after->count())
                       : of("retry", r.why);
    }
    std::string operator()(const Rejected& r) const { return of("rejected", r.why); }
    std::string operator()(const Uncertain& u) const { return of("uncertain", u.why); }

    static std::string of(std::string_view kind, const std::string& what) {
        return fmt::format("{{{}: {}}}", kind, what.empty() ? "\"\"" : what);
    }
};

}  // namespace

std::vector<std::string> requestDifferences(
    const ExpectedRequest& expected, const OutboundRequest& sent
) {
    return Comparison(expected, sent).all();
}

std::string asWritten(const adapter_api::PrimitiveOutcome& outcome) {
    return std::visit(Write{}, outcome);
}

}  // namespace bowline::adapters::rest
