// What each primitive is given: a path that another one has does not compile here.
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline::adapters::rest;

namespace {

struct Case {
    const char* operation;
    const char* path;
    bool isThere;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.operation << " reads " << c.path;
}

const Case kCases[] = {
    {"contact.find", "in.key", true},
    {"contact.find", "in.contact.id", false},
    {"contact.find", "in.contact.alias", true},
    {"contact.find", "in.ticket.key", false},
    {"contact.create", "in.contact.name", true},
    {"contact.create", "in.contact.fields", true},
    {"contact.create", "in.contact.phone", false},
    {"contact.upsert", "in.contact.id", false},
    {"contact.update", "in.contact.id", true},
    {"contact.erase", "in.contact.id", true},
    {"contact.erase", "in.message.text", false},
    {"ticket.find", "in.ticket.id", false},
    {"ticket.find", "in.ticket.key", true},
    {"ticket.create", "in.ticket.id", false},
    {"ticket.create", "in.ticket.subject", true},
    {"ticket.create", "in.ticket.tags", true},
    {"ticket.create", "in.contact.id", true},
    {"ticket.create", "in.message.text", true},
    {"ticket.create", "in.notice", true},
    {"ticket.create", "in.files", false},
    {"ticket.update", "in.ticket.id", true},
    {"ticket.update", "in.ticket.status", true},
    {"ticket.update", "in.message.text", false},
    {"ticket.get", "in.ticket.id", true},
    {"ticket.erase", "in.comment.id", false},
    {"comment.find", "in.message.key", true},
    {"comment.find", "in.files", false},
    {"comment.public", "in.internal", true},
    {"comment.public", "in.part", true},
    {"comment.public", "in.message.late", true},
    {"comment.public", "in.message.from_customer", true},
    {"comment.public", "in.comment.id", false},
    {"comment.internal", "in.message.sent_at", true},
    {"comment.amend", "in.comment.id", true},
    {"comment.amend", "in.message.text", true},
    {"comment.amend", "in.files", false},
    {"comment.erase", "in.comment.id", true},
    {"attachment.upload", "in.file.name", true},
    {"attachment.upload", "in.file.bytes", false},
    {"attachment.upload", "in.message.text", false},
    {"attachment.upload", "in.ticket.id", true},
    {"health.check", "in.key", false},
    {"health.check", "in.op_id", false},
    {"health.check", "settings.group", true},
    {"health.check", "now", true},
    {"ticket.get", "res.body", false},
    {"ticket.get", "hook.raw", false},
    {"ticket.get", "settings.token", true},
};

/// A file of one operation that reads `path` in its query, and one that makes contacts.
std::string fileOf(const Case& c) {
    constexpr std::string_view kHead =
        "adapter: 1\nname: desk\nredact: {}\nsettings: {{token: {{type: secret}}, group: {{type: "
        "string}}}}\nbase_url: \"https://example.org\"\nauth: {{kind: none}}\noperations:\n";
    const std::string_view operation = c.operation;
    std::string text = fmt::format(kHead, operation.ends_with(".erase") ? "hides" : "none");
    if (operation != "contact.find")
        text += "  contact.find: {method: GET, path: /c, pick: {id: /id}}\n";
    if (operation == "comment.amend")
        text += "  comment.find: {consistency: strong, method: GET, path: /f, pick: {id: /id}}\n";
    return text + fmt::format(
                      "  {}: {{method: GET, path: /x, query: {{q: \"${{{}}}\"}}, pick: {{id: "
                      "/id}}}}\n",
                      operation,
                      c.path
                  );
}

std::vector<std::string> errorsIn(const Loaded& loaded) {
    std::vector<std::string> codes;
    for (const auto& lint : loaded.lints) {
        if (lint.level == bowline::settings::LintLevel::Error)
            codes.push_back(lint.code);
    }
    return codes;
}

std::string withField(std::string_view path) {
    return fileOf({"ticket.create", path.data(), true});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_scope)

BOOST_DATA_TEST_CASE(a_primitive_reads_what_it_is_given, kCases) {
    const auto loaded = load(fileOf(sample), {});
    BOOST_TEST((loaded.spec != nullptr) == sample.isThere);
    const auto errors = errorsIn(loaded);
    const bool isRefused = errors == std::vector<std::string>{"unknown_path"} ||
                           errors == std::vector<std::string>{"file_bytes"};
    BOOST_TEST(isRefused != sample.isThere);
}

BOOST_AUTO_TEST_CASE(the_contacts_id_is_there_only_when_contacts_are_made) {
    std::string text = fileOf({"ticket.create", "in.contact.id", true});
    BOOST_TEST((load(text, {}).spec != nullptr));
    const std::string line = "  contact.find: {method: GET, path: /c, pick: {id: /id}}\n";
    text.erase(text.find(line), line.size());
    BOOST_TEST(!load(text, {}).spec);
}

BOOST_AUTO_TEST_CASE(a_field_is_there_when_the_mapping_fills_it) {
    BOOST_TEST((load(withField("in.ticket.fields.WA-Alias"), baseScope()).spec != nullptr));
    BOOST_TEST(!load(withField("in.ticket.fields.Country"), baseScope()).spec);
    BOOST_TEST((load(withField("in.contact.fields.Country"), baseScope()).spec != nullptr));
    BOOST_TEST(!load(withField("in.contact.fields.WA-Alias"), baseScope()).spec);
}

BOOST_AUTO_TEST_CASE(without_a_mapping_any_field_may_be_named) {
    const FieldScope any{true, {}, {}};
    BOOST_TEST((load(withField("in.ticket.fields.WA-Alias"), any).spec != nullptr));
    BOOST_TEST((load(withField("in.contact.fields.x"), any).spec != nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
