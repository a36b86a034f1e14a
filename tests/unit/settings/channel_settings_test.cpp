// Channels of each provider: what proves their webhooks, and each fault with its place and cure.
#include "connector/settings/channel_settings.h"

#include "connector/settings/config.h"
#include "tests/unit/settings/support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline::settings;

namespace {

/// A configuration whose channel has these lines; the first of them is line 4.
std::string withChannel(const std::string& lines) {
    return "store: { path: store }\nchannels:\n  - name: support\n" + lines +
           "destinations:\n  - { name: helpdesk, adapter: folder, path: tickets }\n";
}

const std::string kTwilio = R"(    provider: twilio
    number: "15550100001"
    public_url: https://example.org/webhooks/twilio
    auth_token: "${cred:twilio.token}"
)";

const std::string kDialog360 = R"(    provider: dialog360
    number: "106540352242922"
)";

const std::string kPathSecret = "    path_secret: \"${cred:d360.path}\"\n";

struct Case {
    const char* why;
    std::string yaml;
    std::string expected;  ///< must be in the printed lints
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

std::string twilioWith(const std::string& what, const std::string& with) {
    return withChannel(test::replaced(kTwilio, what, with));
}

std::string twilioAt(const std::string& url) {
    return twilioWith("https://example.org/webhooks/twilio", url);
}

const Case kFaults[] = {
    {"a provider that is not there",
     twilioWith("twilio\n", "twillio\n"),
     "etc/bowline.yaml:4:15: error[not_a_choice]: `provider` has no such choice. Did you mean "
     "`twilio`?"},
    {"Twilio without its address",
     twilioWith("    public_url: https://example.org/webhooks/twilio\n", ""),
     "etc/bowline.yaml:3:5: error[missing_key]: `public_url` is missing"},
    {"Twilio without its token",
     twilioWith("    auth_token: \"${cred:twilio.token}\"\n", ""),
     "Add `auth_token: \"${cred:auth_token}\"`"},
    {"a literal token",
     twilioWith("${cred:twilio.token}", "hunter2"),
     "etc/bowline.yaml:7:17: error[literal_secret]"},
    {"a key of another provider",
     withChannel(kTwilio + "    verify_token: \"${cred:x}\"\n"),
     "etc/bowline.yaml:8:5: error[unknown_key]: unknown key `verify_token`"},
    {"a key of Twilio's at Meta",
     test::replaced(test::kConfig, "    app_secret", "    public_url: x\n    app_secret"),
     "etc/bowline.yaml:5:5: error[unknown_key]: unknown key `public_url`"},
    {"an address without scheme",
     twilioAt("example.org/webhooks/twilio"),
     "etc/bowline.yaml:6:17: error[bad_address]: `public_url` must be the webhook's address, "
     "without user, query and fragment. Write it as entered at Twilio: "
     "https://example.org/webhooks/twilio"},
    {"an address of another kind", twilioAt("ftp://example.org/x"), "6:17: error[bad_address]"},
    {"an address with a password", twilioAt("https://a:b@example.org/x"), "error[bad_address]"},
    {"an address with a query", twilioAt("https://example.org/x?a=1"), "error[bad_address]"},
    {"an address with overrides", twilioAt("https://example.org/x#rc=5"), "error[bad_address]"},
    {"an address without host", twilioAt("https:///webhooks/twilio"), "error[bad_address]"},
    {"an address with only a port", twilioAt("https://:443/x"), "error[bad_address]"},
    {"a number as Twilio writes it",
     twilioWith("\"15550100001\"", "\"whatsapp:+15550100001\""),
     "etc/bowline.yaml:5:13: error[bad_number]: `number` of a Twilio channel takes the digits of "
     "the number, or the sid of a messaging service. Leave out whatsapp:, + and blanks"},
    {"a number with blanks",
     twilioWith("\"15550100001\"", "\"1 555 0100001\""),
     "error[bad_number]"},
    {"360dialog that nothing proves",
     withChannel(kDialog360),
     "etc/bowline.yaml:3:5: error[no_proof]: nothing proves that a webhook comes from 360dialog, "
     "so anybody could write. Add `path_secret: \"${cred:path_secret}\"`"},
    {"360dialog with only a header's name",
     withChannel(kDialog360 + "    header_name: X-Proof\n"),
     "error[no_proof]"},
    {"a previous secret alone",
     withChannel(kDialog360 + kPathSecret + "    previous_header_value: \"${cred:old}\"\n"),
     "etc/bowline.yaml:7:28: error[no_current]: `previous_header_value` stands here without "
     "`header_value`. Write the new secret as `header_value`"},
    {"a literal path secret is one fault and not two",
     withChannel(kDialog360 + "    path_secret: hunter2\n"),
     "etc/bowline.yaml:6:18: error[literal_secret]"},
    {"a path of 360dialog's that is a URL",
     withChannel(kDialog360 + kPathSecret + "    path: https://example.org/x\n"),
     "etc/bowline.yaml:7:11: error[bad_path]"},
};

std::string faultsOf(const std::string& yaml) {
    LintSink sink("etc/bowline.yaml");
    const auto config = readConfig(yaml, test::vocabulary(), sink);
    BOOST_TEST(!config);
    return test::printed(sink.lints());
}

struct Read {
    ChannelSettings channel;
    std::string lints;
};

Read sound(const std::string& yaml) {
    LintSink sink("etc/bowline.yaml");
    auto config = readConfig(yaml, test::vocabulary(), sink);
    BOOST_REQUIRE_MESSAGE(config, test::printed(sink.lints()));
    return {config->channels.at(0), test::printed(sink.lints())};
}

SecretRef credential(const std::string& name) {
    return {SecretRef::Kind::Credential, name};
}

}  // namespace

BOOST_DATA_TEST_CASE(a_fault_of_a_channel_is_told_with_place_and_cure, kFaults) {
    const std::string faults = faultsOf(sample.yaml);
    BOOST_TEST(faults.find(sample.expected) != std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(one_fault_is_told_once) {
    const auto faults = faultsOf(withChannel(kDialog360 + "    path_secret: hunter2\n"));
    BOOST_TEST(faults.find("no_proof") == std::string::npos, faults);
    BOOST_TEST(faults.find("hunter2") == std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(a_twilio_channel_is_read) {
    const auto [channel, lints] =
        sound(withChannel(kTwilio + "    previous_auth_token: \"${cred:old}\"\n"));
    BOOST_TEST(lints == "");
    BOOST_TEST(channel.path == "/webhooks/twilio");
    BOOST_TEST(channel.number == "15550100001");
    const TwilioAccess expected{
        {credential("twilio.token"), credential("old")}, "https://example.org/webhooks/twilio"};
    BOOST_TEST((std::get<TwilioAccess>(channel.access) == expected));
}

BOOST_AUTO_TEST_CASE(a_messaging_service_stands_for_its_numbers) {
    const auto yaml = twilioWith("\"15550100001\"", "MG00000000000000000000000000000001");
    BOOST_TEST(sound(yaml).channel.number == "MG00000000000000000000000000000001");
}

BOOST_AUTO_TEST_CASE(a_360dialog_channel_is_read_with_any_of_its_proofs) {
    const auto channel = sound(withChannel(kDialog360 + kPathSecret)).channel;
    BOOST_TEST(channel.path == "/webhooks/360dialog");
    const auto& byPath = std::get<Dialog360Access>(channel.access);
    BOOST_TEST((byPath.pathSecret == RotatingRef{credential("d360.path")}));
    BOOST_TEST(!byPath.headerValue);
    BOOST_TEST(!byPath.platformSecret);
    BOOST_TEST(byPath.headerName == "Authorization");
    const auto all = sound(withChannel(
        kDialog360 + kPathSecret +
        "    header_name: X-Proof\n    header_value: \"${cred:v}\"\n    previous_header_value: "
        "\"${cred:w}\"\n    platform_secret: \"${cred:p}\"\n"
    ));
    const Dialog360Access expected{
        RotatingRef{credential("d360.path")},
        "X-Proof",
        RotatingRef{credential("v"), credential("w")},
        RotatingRef{credential("p")}};
    BOOST_TEST((std::get<Dialog360Access>(all.channel.access) == expected));
}

BOOST_AUTO_TEST_CASE(meta_is_the_provider_when_none_is_written) {
    const auto written =
        test::replaced(test::kConfig, "- name", "- provider: meta_cloud\n    name");
    BOOST_TEST((sound(written).channel == sound(test::kConfig).channel));
    BOOST_TEST(std::holds_alternative<MetaCloudAccess>(sound(written).channel.access));
}

BOOST_AUTO_TEST_CASE(an_address_with_another_path_is_a_warning_since_a_proxy_may_change_it) {
    const auto lints = sound(twilioAt("https://example.org/in/whatsapp")).lints;
    BOOST_TEST(
        lints.find("etc/bowline.yaml:6:17: warning[other_path]: `public_url` ends in another path"
        ) != std::string::npos,
        lints
    );
    BOOST_TEST(sound(twilioAt("https://example.org:8443/webhooks/twilio")).lints == "");
    BOOST_TEST(sound(twilioAt("https://[2001:db8::1]/webhooks/twilio")).lints == "");
}

BOOST_AUTO_TEST_CASE(channels_of_three_providers_stand_side_by_side) {
    LintSink sink("f");
    const auto meta = test::kConfig.substr(0, test::kConfig.find("destinations:"));
    const auto rest = test::kConfig.substr(meta.size());
    const auto config = readConfig(
        meta + "  - name: second\n" + kTwilio + "  - name: third\n" + kDialog360 + kPathSecret +
            rest,
        test::vocabulary(),
        sink
    );
    BOOST_REQUIRE_MESSAGE(config, test::printed(sink.lints()));
    BOOST_TEST(config->channels.size() == 3u);
}
