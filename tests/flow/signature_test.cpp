// Who may write to us: signature, handshake, paths and methods. What is refused leaves no trace but
// a count.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline::tests;

namespace {

constexpr const char* kBait = "Quetzalcoatl";
constexpr const char* kOtherSecret = "another-installations-secret";

/// True when a file below `folder` holds `word` as it is.
bool anyFileHolds(const std::filesystem::path& folder, std::string_view word) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && readFile(entry.path()).find(word) != std::string::npos)
            return true;
    }
    return false;
}

std::string requestWithout(std::string_view method, std::string_view path, std::string_view body) {
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}",
        method,
        path,
        body.size(),
        body
    );
}

std::string challenge(std::string_view token) {
    return fmt::format(
        "{}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={}", kWebhookPath, token
    );
}

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(only_the_provider_may_write)

BOOST_AUTO_TEST_CASE(a_body_without_a_true_signature_is_refused_and_not_stored) {
    const RunningFlow flow;
    const auto body = oneText(customer(1), 1, kBait);
    const auto right = signatureOf(body, kAppSecret);
    auto flipped = right;
    flipped.back() = flipped.back() == '0' ? '1' : '0';
    const std::vector<std::string> wrong = {
        flipped,
        right.substr(0, right.size() - 1),
        right + "0",
        right.substr(7),
        "sha1=" + right.substr(7),
        "sha256=",
        "",
        signatureOf(body, kOtherSecret),
        signatureOf(body + " ", kAppSecret)};
    for (const auto& signature : wrong) {
        BOOST_TEST_CONTEXT("signature '" << signature << "'") {
            BOOST_TEST(WebhookClient(flow.daemon.port()).postSigned(body, signature) == 401);
        }
    }
    BOOST_TEST(
        WebhookClient(flow.daemon.port()).exchange(requestWithout("POST", kWebhookPath, body)) ==
        401
    );
    BOOST_TEST(flow.probe().number("SELECT count(*) FROM journal") == 0);
    BOOST_TEST(flow.term("received") == 0);
    BOOST_TEST(!anyFileHolds(flow.folder.path(), kBait));
    BOOST_REQUIRE_EQUAL(WebhookClient(flow.daemon.port()).postSigned(body, right), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(anyFileHolds(flow.daemon.ticketFolder(), kBait));  // the search can find it
}

BOOST_AUTO_TEST_CASE(both_secrets_are_accepted_while_one_replaces_the_other) {
    Flow flow;
    const auto previous = flow.daemon.credential("previous_app_secret");
    writeFile(previous, std::string(kOtherSecret) + "\n");
    using std::filesystem::perms;
    std::filesystem::permissions(previous, perms::owner_read | perms::owner_write);
    auto config = readFile(flow.daemon.configFile());
    const std::string verify = "    verify_token:";
    config.insert(
        config.find(verify), "    previous_app_secret: \"${cred:previous_app_secret}\"\n"
    );
    writeFile(flow.daemon.configFile(), config);
    flow.daemon.start();
    WebhookClient client(flow.daemon.port());
    const auto old = oneText(customer(1), 1, "signed with the old one");
    const auto current = oneText(customer(1), 2, "signed with the new one");
    const auto foreign = oneText(customer(1), 3, "signed with neither");
    BOOST_TEST(client.postSigned(old, signatureOf(old, kOtherSecret)) == 200);
    BOOST_TEST(client.postSigned(current, signatureOf(current, kAppSecret)) == 200);
    BOOST_TEST(client.postSigned(foreign, signatureOf(foreign, "a-third-secret")) == 401);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().messages.size() == 2);
}

BOOST_AUTO_TEST_CASE(the_handshake_answers_the_challenge_to_our_token_only) {
    const RunningFlow flow;
    const auto token = firstLine(readFile(flow.daemon.credential("verify_token")));
    BOOST_REQUIRE(!token.empty());
    WebhookClient client(flow.daemon.port());
    BOOST_TEST(client.get(challenge(token)) == "1158201444");
    const auto asked = [&](const std::string& target) {
        return client.exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    };
    BOOST_TEST(asked(challenge(token + "x")) == 403);
    BOOST_TEST(asked(challenge("")) == 403);
    BOOST_TEST(asked(kWebhookPath) == 403);
    BOOST_TEST(asked(challenge(token)) == 200);
}

BOOST_AUTO_TEST_CASE(other_paths_and_methods_are_refused) {
    const RunningFlow flow;
    WebhookClient client(flow.daemon.port());
    BOOST_TEST(client.exchange(requestWithout("POST", "/webhooks/other", "{}")) == 404);
    BOOST_TEST(client.exchange(requestWithout("POST", "/", "{}")) == 404);
    BOOST_TEST(client.exchange(requestWithout("GET", "/status", "")) == 404);
    BOOST_TEST(client.exchange(requestWithout("GET", "/metrics", "")) == 404);
    BOOST_TEST(client.exchange(requestWithout("HEAD", kWebhookPath, "")) == 405);
    BOOST_TEST(client.exchange(requestWithout("PUT", kWebhookPath, "{}")) == 501);
    WebhookClient other(flow.daemon.port());
    BOOST_TEST(other.exchange(requestWithout("DELETE", kWebhookPath, "")) == 501);
    BOOST_TEST(flow.term("received") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
