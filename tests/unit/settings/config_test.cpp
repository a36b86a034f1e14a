// bowline.yaml: a short file works, every fault is told with its place and cure.
#include "connector/settings/config.h"

#include "tests/unit/settings/support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::settings;

namespace {

using test::kConfig;
using test::replaced;

struct Case {
    const char* why;
    std::string yaml;
    std::string expected;  ///< must be in the printed lints
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

/// kConfig with one line more.
std::string with(const std::string& lines) {
    return kConfig + lines;
}

const std::string kSecondDestination = "  - { name: archive, adapter: folder, path: archive }\n";

const Case kFaults[] = {
    {"an unknown key",
     with("tenannt: main\n"),
     "etc/bowline.yaml:11:1: error[unknown_key]: unknown key `tenannt`. Did you mean `tenant`?"},
    {"an unknown key without a likeness",
     with("zzz: 1\n"),
     "etc/bowline.yaml:11:1: error[unknown_key]: unknown key `zzz`. Known here: tenant, language"},
    {"an unknown key in a section",
     with("delivery: { worker: 2 }\n"),
     "etc/bowline.yaml:11:13: error[unknown_key]: unknown key `worker`. Did you mean `workers`?"},
    {"a merge key of YAML 1.1",
     with("delivery:\n  <<: 1\n"),
     "etc/bowline.yaml:12:3: error[unknown_key]: unknown key `<<`"},
    {"a duplicate key",
     with("store: { path: other }\n"),
     "etc/bowline.yaml:11:1: error[duplicate_key]: `store` stands here and in line 1"},
    {"a literal secret",
     replaced(kConfig, "${cred:meta.app_secret}", "hunter2"),
     "etc/bowline.yaml:5:17: error[literal_secret]: `app_secret` must refer to a secret, not hold "
     "it. Write ${cred:NAME}"},
    {"a secret from the environment",
     replaced(kConfig, "${cred:meta.app_secret}", "${env:SECRET}"),
     "etc/bowline.yaml:5:17: error[bad_reference]"},
    {"a secret with a path in its name",
     replaced(kConfig, "${cred:meta.app_secret}", "${cred:../x}"),
     "etc/bowline.yaml:5:17: error[bad_reference]"},
    {"a literal master key",
     with("keys: { master: 0011223344 }\n"),
     "etc/bowline.yaml:11:17: error[literal_secret]"},
    {"a missing secret",
     replaced(kConfig, "    verify_token: \"${cred:meta.verify_token}\"\n", ""),
     "etc/bowline.yaml:3:5: error[missing_key]: `verify_token` is missing"},
    {"no channels",
     "destinations:\n  - { name: a, adapter: folder, path: p }\n",
     "etc/bowline.yaml:1:1: error[missing_key]: `channels` is missing"},
    {"an empty file", "", "error[missing_key]: `destinations` is missing"},
    {"empty channels",
     "channels: []\ndestinations:\n  - { name: a, adapter: folder, path: p }\n",
     "etc/bowline.yaml:1:11: error[empty]: `channels` has no entry"},
    {"a provider that is not there",
     replaced(kConfig, "- name: support", "- name: support\n    provider: meta_clod"),
     "etc/bowline.yaml:4:15: error[not_a_choice]: `provider` has no such choice. Did you mean "
     "`meta_cloud`?"},
    {"an adapter that is not there",
     replaced(kConfig, "adapter: folder", "adapter: fodler"),
     "etc/bowline.yaml:9:14: error[not_a_choice]"},
    {"an adapter without its setting",
     replaced(kConfig, "    path: tickets\n", ""),
     "etc/bowline.yaml:8:5: error[missing_key]: `path` is missing"},
    {"a setting of no adapter",
     with("    pth: x\n"),
     "etc/bowline.yaml:11:5: error[unknown_key]: unknown key `pth`. Did you mean `path`?"},
    {"a name with blanks",
     replaced(kConfig, "name: helpdesk", "name: Help Desk"),
     "etc/bowline.yaml:8:11: error[wrong_type]: `name` takes a name. Use a-z"},
    {"a number as text",
     with("delivery: { workers: many }\n"),
     "etc/bowline.yaml:11:22: error[wrong_type]: `workers` takes a whole number"},
    {"a number out of range",
     with("delivery: { workers: 65 }\n"),
     "etc/bowline.yaml:11:22: error[out_of_range]: `workers` is out of range. Choose 1 to 64 "
     "workers"},
    {"a number that overflows",
     with("delivery: { workers: 99999999999999999999 }\n"),
     "etc/bowline.yaml:11:22: error[wrong_type]"},
    {"a duration without a unit",
     with("delivery: { lease: 60 }\n"),
     "etc/bowline.yaml:11:20: error[wrong_type]: `lease` takes a duration. Write a number and its "
     "unit"},
    {"a duration that overflows",
     with("delivery: { lease: 9223372036854775807d }\n"),
     "etc/bowline.yaml:11:20: error[wrong_type]"},
    {"a duration out of range",
     with("delivery: { lease: 1s }\n"),
     "etc/bowline.yaml:11:20: error[out_of_range]: `lease` is out of range. Choose 5s to 1h"},
    {"a base above the cap",
     with("delivery: { retry_base: 1h, retry_cap: 1m }\n"),
     "etc/bowline.yaml:11:25: error[out_of_range]: `retry_base` is longer"},
    {"yes for true",
     with("purposes: { answer: { basis: contract, stopped_by_word: yes } }\n"),
     "etc/bowline.yaml:11:57: error[wrong_type]: `stopped_by_word` takes a true or false. Write "
     "true or false; yes"},
    {"a purpose without a basis",
     with("purposes: { answer: {} }\n"),
     "etc/bowline.yaml:11:21: error[missing_key]: `basis` is missing"},
    {"a basis that no law knows",
     with("purposes: { answer: { basis: because } }\n"),
     "etc/bowline.yaml:11:30: error[not_a_choice]"},
    {"a purpose with a bad name",
     with("purposes: { Answer!: { basis: contract } }\n"),
     "etc/bowline.yaml:11:13: error[bad_name]"},
    {"two destinations of one name",
     with("  - { name: helpdesk, adapter: folder, path: x }\nroutes:\n  - { id: a, to: [helpdesk] "
          "}\n"),
     "etc/bowline.yaml:11:13: error[duplicate_name]: two destinations have the same `name`; the "
     "other is in line 8"},
    {"two channels of one path",
     replaced(
         kConfig,
         "destinations:",
         "  - name: sales\n    number: \"2\"\n    app_secret: \"${cred:a}\"\n    verify_token: "
         "\"${cred:b}\"\ndestinations:"
     ),
     "error[duplicate_path]: two channels have the same `path`"},
    {"a webhook path that is a URL",
     replaced(kConfig, "- name: support", "- name: support\n    path: https://example.org/x"),
     "etc/bowline.yaml:4:11: error[bad_path]"},
    {"two destinations without routes",
     with(kSecondDestination),
     "error[missing_key]: `routes` is missing"},
    {"a route to nowhere",
     with("routes:\n  - { id: a, to: [helpdsk] }\n"),
     "etc/bowline.yaml:12:19: error[unknown_destination]: there is no destination `helpdsk`. Did "
     "you mean `helpdesk`?"},
    {"a route from nowhere",
     with("routes:\n  - { id: a, channel: suport, to: [helpdesk] }\n  - { id: b, to: [helpdesk] }\n"
     ),
     "etc/bowline.yaml:12:23: error[unknown_channel]: there is no channel `suport`. Did you mean "
     "`support`?"},
    {"a last rule with a condition",
     with("routes:\n  - { id: a, channel: support, to: [helpdesk] }\n"),
     "etc/bowline.yaml:12:5: error[route_condition]"},
    {"a rule that hides the next",
     with("routes:\n  - { id: a, to: [helpdesk] }\n  - { id: b, to: [helpdesk] }\n"),
     "etc/bowline.yaml:12:5: error[route_hides]"},
    {"a rule to no destination",
     with("routes:\n  - { id: a, to: [] }\n"),
     "etc/bowline.yaml:12:18: error[empty]: `to` has no entry"},
    {"two rules of one id",
     with(
         "routes:\n  - { id: a, channel: support, to: [helpdesk] }\n  - { id: a, to: [helpdesk] }\n"
     ),
     "etc/bowline.yaml:13:11: error[duplicate_name]"},
    {"a listener without a port",
     with("listen: { public: localhost }\n"),
     "etc/bowline.yaml:11:19: error[bad_address]"},
    {"a port that does not exist",
     with("listen: { public: \"127.0.0.1:70000\" }\n"),
     "etc/bowline.yaml:11:19: error[bad_address]"},
    {"memory that two bodies would fill",
     with("listen: { body_memory: 8MiB }\n"),
     "etc/bowline.yaml:11:24: error[out_of_range]: `body_memory` is out of range. Choose 12MiB to "
     "1GiB"},
    {"a certificate without a key",
     with("listen: { tls: { certificate: a.pem } }\n"),
     "etc/bowline.yaml:11:16: error[missing_key]: `key` is missing"},
    {"a certificate that is promised and not there",
     with("listen:\n  tls:\n"),
     "error[missing_key]: `certificate` is missing"},
    {"a key without a certificate",
     with("listen: { tls: { key: \"${cred:tls.key}\" } }\n"),
     "etc/bowline.yaml:11:16: error[missing_key]: `certificate` is missing"},
    {"a key in the file itself",
     with("listen: { tls: { certificate: a.pem, key: MIIE } }\n"),
     "error[literal_secret]"},
    {"a name of clients without their authority",
     with("listen: { tls: { certificate: a.pem, key: \"${cred:k}\", client_name: a.example } }\n"),
     "error[missing_key]: `client_name` says nothing without `client_ca`"},
    {"a language without placeholders",
     with("language: xx\n"),
     "etc/bowline.yaml:11:11: error[not_a_choice]"},
    {"a section that is a word",
     with("listen: none\n"),
     "etc/bowline.yaml:11:9: error[wrong_type]: `listen` takes a section"},
    {"a list instead of the file",
     "- a\n- b\n",
     "etc/bowline.yaml:1:1: error[wrong_type]: `key: value` lines belong here"},
    {"a list where a word belongs",
     with("tenant: [a]\n"),
     "etc/bowline.yaml:11:9: error[wrong_type]: `tenant` takes a name"},
};

std::string faultsOf(const std::string& yaml) {
    LintSink sink("etc/bowline.yaml");
    const auto config = readConfig(yaml, test::vocabulary(), sink);
    BOOST_TEST(!config);
    return test::printed(sink.lints());
}

Config sound(const std::string& yaml) {
    LintSink sink("/etc/bowline/bowline.yaml");
    auto config = readConfig(yaml, test::vocabulary(), sink);
    BOOST_REQUIRE_MESSAGE(config, test::printed(sink.lints()));
    return *config;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_broken_configuration_is_told_with_place_and_cure, kFaults) {
    const std::string faults = faultsOf(sample.yaml);
    BOOST_TEST(faults.find(sample.expected) != std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(a_value_is_never_quoted_in_a_fault) {
    for (const char* field : {"app_secret", "number", "name"}) {
        const std::string yaml = kConfig + "    " + field +
                                 ": hunter2\nkeys: { master: hunter2 }\nlanguage: hunter2\nlisten: "
                                 "{ public: hunter2 }\n";
        BOOST_TEST(faultsOf(yaml).find("hunter2") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once) {
    LintSink sink("f");
    readConfig("tenannt: x\nlanguage: xx\ndelivery: { workers: 0 }\n", test::vocabulary(), sink);
    BOOST_TEST(sink.errors() == 5u, test::printed(sink.lints()));
}

BOOST_AUTO_TEST_CASE(ten_lines_are_a_configuration) {
    const Config config = sound(kConfig);
    BOOST_TEST(config.tenant.str() == "main");
    BOOST_TEST(config.language == "en");
    BOOST_TEST(config.store.path == "/etc/bowline/store");
    BOOST_TEST((config.keys.master == SecretRef{SecretRef::Kind::Credential, "master.key"}));
    BOOST_TEST(config.listen.publicHost == "127.0.0.1");
    BOOST_TEST(config.listen.publicPort == 8080);
    BOOST_TEST(config.mappings == "/etc/bowline/mappings");
    BOOST_TEST((config.delivery.lease == std::chrono::seconds(60)));
    BOOST_TEST((config.delivery.giveUpAfter == std::chrono::hours(72)));
    BOOST_TEST(config.pipeline.lanes == 2u);
    BOOST_REQUIRE(config.channels.size() == 1u);
    BOOST_TEST(config.channels[0].path == "/webhooks/meta");
    BOOST_TEST(config.channels[0].number == "106540352242922");
    const auto& access = std::get<MetaCloudAccess>(config.channels[0].access);
    BOOST_TEST(access.appSecret.current.name == "meta.app_secret");
    BOOST_TEST(!access.appSecret.previous);
    BOOST_REQUIRE(config.destinations.size() == 1u);
    BOOST_TEST(config.destinations[0].settings.text("path") == "/etc/bowline/tickets");
}

BOOST_AUTO_TEST_CASE(one_destination_needs_no_routes) {
    const Config config = sound(kConfig);
    BOOST_REQUIRE(config.routes.size() == 1u);
    BOOST_TEST((config.routes[0] == RouteRule{"default", {}, {DestinationId("helpdesk")}, ""}));
}

BOOST_AUTO_TEST_CASE(the_built_in_purposes_stay_unless_they_are_written) {
    const Config config =
        sound(with("purposes:\n  answer: { basis: legitimate_interest, stopped_by_word: false }\n  "
                   "survey: { basis: opt_in }\n"));
    BOOST_TEST(config.purposes.size() == 4u);
    const Purpose& answer = config.purposes.at(PurposeId("answer"));
    BOOST_TEST((answer.basis == Basis::LegitimateInterest));
    BOOST_TEST(!answer.stoppedByWord);
    BOOST_TEST((config.purposes.at(PurposeId("health")).basis == Basis::ExplicitConsent));
    BOOST_TEST((config.purposes.at(PurposeId("survey")).basis == Basis::OptIn));
}

BOOST_AUTO_TEST_CASE(addresses_of_both_kinds_are_read) {
    const Config config = sound(with("listen: { public: \"[::1]:0\", admin: run/admin.sock }\n"));
    BOOST_TEST(config.listen.publicHost == "::1");
    BOOST_TEST(config.listen.publicPort == 0);
    BOOST_TEST(config.listen.adminSocket == "/etc/bowline/run/admin.sock");
}

BOOST_AUTO_TEST_CASE(a_listener_without_further_words_is_plain_and_believes_this_machine_alone) {
    const auto listen = sound(kConfig).listen;
    BOOST_TEST(!listen.tls);
    BOOST_TEST(listen.connections == 16'384U);
    BOOST_TEST(listen.perAddress == 512U);
    BOOST_TEST(listen.bodyMemory == std::uint64_t{64} * 1024 * 1024);
    BOOST_REQUIRE(listen.proxies.size() == 2U);
    BOOST_TEST(listen.proxies[0].text == "127.0.0.1");
    BOOST_TEST(listen.proxies[1].text == "::1");
    BOOST_TEST(sound(with("listen: { proxies: [] }\n")).listen.proxies.empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_comes_as_files_and_its_key_by_reference) {
    const auto tls =
        sound(with("listen: { tls: { certificate: tls/a.pem, key: \"${cred:tls.key}\", "
                   "client_ca: tls/ca.pem, client_name: client.example } }\n"))
            .listen.tls;
    BOOST_REQUIRE(tls.has_value());
    BOOST_TEST(tls->certificate == "/etc/bowline/tls/a.pem");
    BOOST_TEST((tls->key == SecretRef{SecretRef::Kind::Credential, "tls.key"}));
    BOOST_TEST(tls->clientCa == "/etc/bowline/tls/ca.pem");
    BOOST_TEST(tls->clientName == "client.example");
}

BOOST_AUTO_TEST_CASE(the_rules_of_the_table_keep_their_order) {
    const Config config = sound(with(
        kSecondDestination +
        "queues:\n  - { name: Support, first_reply: desk, escalation: lead, resolution: desk }\n"
        "routes:\n  - { id: one, channel: support, to: [archive, "
        "helpdesk], queue: Support }\n  - { id: rest, to: [helpdesk] }\n"
    ));
    RouteCondition onlySupport;
    onlySupport.channels.emplace("support");
    BOOST_REQUIRE(config.routes.size() == 2u);
    BOOST_TEST(
        (config.routes[0] ==
         RouteRule{
             "one",
             onlySupport,
             {DestinationId("archive"), DestinationId("helpdesk")},
             "Support",
             {"desk", "lead", "desk"}})
    );
    BOOST_TEST(config.routes[1].when.isAlways());
}

namespace {

/// kConfig with a destination of an adapter that is described in a file.
const std::string kDescribed = replaced(
    kConfig,
    "adapter: folder\n    path: tickets",
    "adapter: desk\n    url: https://desk.example.org\n    token: \"${cred:token}\"\n    allow: "
    "[10.1.2.3]"
);

Vocabulary withDesk() {
    auto vocabulary = test::vocabulary();
    FieldVariant desk{
        "desk",
        {{"url", FieldType::Text, "Where it is."}, {"token", FieldType::Secret, "How to enter."}}};
    for (const auto& field : networkFields())
        desk.fields.push_back(field);
    vocabulary.adapters.push_back(desk);
    vocabulary.adapterTexts = {{"desk", "adapter: 1"}};
    return vocabulary;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_destination_carries_what_its_adapter_file_declares) {
    LintSink sink("/etc/bowline/bowline.yaml");
    const auto config = readConfig(kDescribed, withDesk(), sink);
    BOOST_REQUIRE_MESSAGE(config, test::printed(sink.lints()));
    const auto& desk = config->destinations.at(0);
    BOOST_TEST(desk.adapterText == "adapter: 1");
    BOOST_TEST(desk.settings.text("url") == "https://desk.example.org");
    BOOST_TEST((desk.settings.secret("token") == SecretRef{SecretRef::Kind::Credential, "token"}));
    BOOST_TEST(desk.settings.words("allow").at(0).text == "10.1.2.3");
    BOOST_TEST(desk.settings.text("ca_file").empty());
    BOOST_TEST(sound(kConfig).destinations.at(0).adapterText.empty());
}

BOOST_AUTO_TEST_CASE(the_keys_of_a_broken_adapter_are_not_called_unknown_too) {
    auto vocabulary = withDesk();
    vocabulary.adapters.back().fields.clear();
    LintSink strict("f");
    readConfig(kDescribed, vocabulary, strict);
    BOOST_TEST(strict.errors() == 3U, test::printed(strict.lints()));
    vocabulary.adapters.back().isOpen = true;
    LintSink open("f");
    BOOST_TEST(readConfig(kDescribed, vocabulary, open).has_value(), test::printed(open.lints()));
}

BOOST_AUTO_TEST_CASE(two_rows_are_the_same_when_their_values_are_wherever_they_stand) {
    const auto row = [](const std::string& yaml) {
        LintSink sink("f");
        return readConfig(yaml, withDesk(), sink)->destinations.at(0).settings;
    };
    const auto one = row(kDescribed);
    BOOST_TEST(one.sameValues(row("# a line more\n" + kDescribed)));
    BOOST_TEST(!one.sameValues(row(kConfig)));
    const std::pair<const char*, const char*> changes[] = {
        {"https://desk", "https://other"}, {"cred:token", "cred:other"}, {"10.1.2.3", "10.1.2.4"}};
    for (const auto& [from, to] : changes)
        BOOST_TEST(!one.sameValues(row(replaced(kDescribed, from, to))), to);
}
