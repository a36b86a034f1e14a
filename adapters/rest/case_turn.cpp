#include "adapters/rest/case_turn.h"

#include "adapters/rest/case_fields.h"
#include "adapters/rest/case_values.h"
#include "adapters/rest/scalar_reader.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using expression::List;
using settings::YamlNode;

List partsOf(const YamlNode& node, Faults& faults) {
    List parts;
    for (const YamlNode& item : itemsOf(node, "multipart", faults)) {
        FileSection section(item, "multipart", faults);
        section.require("name");
        for (const auto key : {"value", "file", "filename", "type"})
            section.find(key);
        section.close();
        parts.push_back(valueOfYaml(item));
    }
    return parts;
}

ExpectedRequest requestOf(const YamlNode& node, Faults& faults) {
    FileSection section(node, "request", faults);
    ExpectedRequest expected;
    expected.method = optionalText(section, "method", faults);
    expected.url = optionalText(section, "url", faults);
    expected.path = optionalText(section, "path", faults);
    expected.query = namedIn(section, "query", faults);
    expected.headers = namedIn(section, "headers", faults);
    expected.form = namedIn(section, "form", faults);
    expected.json = valueIn(section, "json");
    expected.body = optionalText(section, "body", faults);
    if (const YamlNode* parts = section.find("multipart"))
        expected.multipart = partsOf(*parts, faults);
    section.close();
    return expected;
}

void readReplyBody(CannedReply& reply, FileSection& section, Faults& faults) {
    if (const auto json = valueIn(section, "json")) {
        reply.body = expression::toJson(*json);
        const bool hasType = std::ranges::any_of(reply.headers, [](const auto& header) {
            return header.first == "Content-Type";
        });
        if (!hasType)
            reply.headers.emplace_back("Content-Type", "application/json");
    }
    if (const auto body = optionalText(section, "body", faults))
        reply.body = *body;
}

CannedReply replyOf(const YamlNode& node, Faults& faults) {
    FileSection section(node, "reply", faults);
    CannedReply reply;
    const YamlNode* error = section.find("error");
    if (error) {
        reply.error = textIn(error, "error", faults);
        if (const YamlNode* sent = section.require("sent"))
            reply.sent = flagOf(*sent, "sent", faults);
    } else if (const YamlNode* status = section.require("status")) {
        reply.status = static_cast<int>(countOf(*status, "status", 100, 599, faults));
    }
    for (const auto& [name, value] : namedIn(section, "headers", faults))
        reply.headers.emplace_back(name, expression::toText(value));
    readReplyBody(reply, section, faults);
    section.close();
    return reply;
}

}  // namespace

std::optional<CaseTurn> readTurn(const YamlNode& node, Faults& faults) {
    FileSection section(node, "exchange", faults);
    const YamlNode* request = section.require("request");
    const YamlNode* reply = section.require("reply");
    section.close();
    if (!request || !reply)
        return std::nullopt;
    return CaseTurn{requestOf(*request, faults), replyOf(*reply, faults)};
}

}  // namespace bowline::adapters::rest
