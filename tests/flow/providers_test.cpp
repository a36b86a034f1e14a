// Channels of other providers in the real daemon, beside Meta's: who may write, what becomes of it,
// and a stop.
#include "connector/base/base64.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/channels/twilio_signature.h"
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fmt/format.h>

using namespace bowline;
using namespace bowline::tests;

namespace {

constexpr const char* kToken = "twilio-test-token";
constexpr const char* kPublicUrl = "https://hooks.example.org/webhooks/twilio";
constexpr const char* kPathSecret = "0123456789abcdef0123456789abcdef";

constexpr std::string_view kChannels = R"(  - name: by-twilio
    provider: twilio
    number: "15550100001"
    public_url: https://hooks.example.org/webhooks/twilio
    auth_token: "${cred:twilio_token}"
  - name: by-dialog360
    provider: dialog360
    number: "77"
    path_secret: "${cred:path_secret}"
)";

void writeSecret(const DaemonProcess& daemon, const std::string& name, std::string_view secret) {
    using std::filesystem::perms;
    writeFile(daemon.credential(name), std::string(secret) + "\n");
    std::filesystem::permissions(daemon.credential(name), perms::owner_read | perms::owner_write);
}

/// A daemon with a channel of each provider.
class ProviderFlow : public Flow {
public:
    ProviderFlow() {
        auto config = readFile(daemon.configFile());
        config.insert(config.find("destinations:"), kChannels);
        writeFile(daemon.configFile(), config);
        writeSecret(daemon, "twilio_token", kToken);
        writeSecret(daemon, "path_secret", kPathSecret);
        daemon.start();
    }

    [[nodiscard]] int postTo(std::string_view path, std::string_view header, std::string_view body)
        const {
        return WebhookClient(daemon.port())
            .exchange(fmt::format(
                "POST {} HTTP/1.1\r\nHost: localhost\r\n{}Content-Length: {}\r\n\r\n{}",
                path,
                header,
                body.size(),
                body
            ));
    }

    [[nodiscard]] int postForm(const std::string& form, std::string_view token = kToken) const {
        const channels::FormBody read(form, channels::kTwilioFormLimits);
        std::string text = kPublicUrl;
        for (const auto& [name, value] : read.sorted())
            text += std::string(name) + std::string(value);
        const std::string_view parts[] = {text};
        const auto signature = toBase64(asText(KeyedSha1(token).of(parts)));
        const auto header = fmt::format(
            "Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {}\r\n",
            signature
        );
        return postTo("/webhooks/twilio", header, form);
    }
};

/// `body` as it stands in the form, escaped.
std::string formOf(int n, std::string_view body, std::string_view to = "15550100001") {
    return fmt::format(
        "SmsStatus=received&MessageSid=SM{:032}&From=whatsapp%3A%2B447700900123&To=whatsapp%3A%2B{}"
        "&WaId=447700900123&ProfileName=Zoe+Example&Body={}",
        n,
        to,
        body
    );
}

}  // namespace

BOOST_AUTO_TEST_SUITE(other_providers_deliver_too)

BOOST_AUTO_TEST_CASE(a_signed_form_becomes_a_masked_ticket) {
    const ProviderFlow flow;
    BOOST_REQUIRE_EQUAL(
        flow.postForm(formOf(1, "my+card+is+4111+1111+1111+1111%2C+order+ORD-123456")), 200
    );
    BOOST_REQUIRE_EQUAL(flow.postForm(formOf(1, "sent+again+under+the+same+sid")), 200);
    BOOST_REQUIRE_EQUAL(
        flow.postForm("MessageStatus=read&MessageSid=SM9&To=whatsapp%3A%2B447700900123"), 200
    );
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 1);
    BOOST_TEST(ticket.messages[0].text == "my card is [card removed: Visa], order ORD-123456");
    for (const char* word : {"447700900123", "Zoe", "SM0000"})
        BOOST_TEST(ticket.bytes.find(word) == std::string::npos, word);
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(a_form_without_a_true_signature_is_refused_and_not_stored) {
    const ProviderFlow flow;
    BOOST_TEST(flow.postForm(formOf(1, "hello"), "another token") == 401);
    BOOST_TEST(flow.postTo("/webhooks/twilio", "", formOf(1, "hello")) == 401);
    BOOST_TEST(
        flow.postTo(
            "/webhooks/twilio", "X-Forwarded-Host: hooks.example.org\r\n", formOf(1, "hello")
        ) == 401
    );
    BOOST_TEST(flow.probe().number("SELECT count(*) FROM journal") == 0);
    BOOST_TEST(flow.postForm(formOf(1, "hello")) == 200);
}

BOOST_AUTO_TEST_CASE(a_stop_by_form_stops_what_waits) {
    const ProviderFlow flow;
    BOOST_REQUIRE_EQUAL(flow.postForm(formOf(1, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    flow.closeTickets();
    BOOST_REQUIRE_EQUAL(flow.postForm(formOf(2, "never")), 200);
    BOOST_REQUIRE_EQUAL(flow.postForm(formOf(3, "STOP")), 200);
    flow.openTickets();
    BOOST_REQUIRE(flow.settled());
    const auto texts = flow.onlyTicket().texts();
    BOOST_TEST(texts.front() == "hello");
    BOOST_TEST(std::ranges::count(texts, "never") == 0);
    BOOST_TEST(
        flow.probe().number(
            "SELECT count(*) FROM stops WHERE lifted_ms IS NULL AND purpose = 'answer'"
        ) > 0
    );
}

BOOST_AUTO_TEST_CASE(three_files_of_one_form_are_three_messages_of_one_ticket) {
    const ProviderFlow flow;
    BOOST_REQUIRE_EQUAL(
        flow.postForm(
            formOf(1, "three+photos") +
            "&NumMedia=3&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fa&MediaContentType0=image%2Fpng"
            "&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2Fb&MediaContentType1=image%2Fpng"
            "&MediaUrl2=https%3A%2F%2Fapi.twilio.com%2Fc&MediaContentType2=image%2Fpng"
        ),
        200
    );
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_TEST(ticket.messages.size() == 3);
    BOOST_TEST(ticket.bytes.find("api.twilio.com") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_form_for_another_number_is_parked) {
    const ProviderFlow flow;
    BOOST_REQUIRE_EQUAL(flow.postForm(formOf(1, "hello", "15550100002")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.tickets().empty());
    BOOST_TEST(flow.term("parked") == 1);
}

BOOST_AUTO_TEST_CASE(a_body_behind_the_secret_path_becomes_a_ticket_with_or_without_envelope) {
    const ProviderFlow flow;
    const std::string path = "/webhooks/360dialog/";
    const std::string bare =
        R"({"contacts":[{"profile":{"name":"Zoe Example"},"wa_id":"447700900123"}],)"
        R"("messages":[{"from":"447700900123","id":"ABGG1","timestamp":"1795000000","type":"text",)"
        R"("text":{"body":"without an envelope"}}]})";
    BOOST_TEST(flow.postTo(path + std::string(32, '0'), "", bare) == 401);
    BOOST_TEST(flow.postTo(path, "", bare) == 401);
    BOOST_TEST(flow.postTo("/webhooks/360dialog", "", bare) == 401);
    BOOST_TEST(flow.probe().number("SELECT count(*) FROM journal") == 0);
    BOOST_REQUIRE_EQUAL(flow.postTo(path + kPathSecret, "", bare), 200);
    // With an envelope it names the number, which is another channel's.
    BOOST_REQUIRE_EQUAL(flow.postTo(path + kPathSecret, "", oneText(customer(1), 1, "other")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"without an envelope"});
    BOOST_TEST(flow.term("parked") == 1);
    BOOST_TEST(readFile(flow.daemon.logFile()).find(kPathSecret) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
