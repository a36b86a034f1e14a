// 360dialog: who may write, and bodies with and without envelope.
#include "connector/channels/dialog360.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/channels/meta_decode.h"
#include "tests/unit/channels/bodies.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::channels;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};
const std::string kSegment = "segment-0123456789abcdef";
const std::string kValue = "value-0123456789abcdef";
const std::string kBody = R"({"messages":[]})";
const std::string kSignature = toHex(asText(KeyedHash("platform").of(kBody)));

Rotating<SharedWord> words(
    const std::string& current, std::optional<std::string> previous = std::nullopt
) {
    return {SharedWord(current), previous ? std::optional<SharedWord>(*previous) : std::nullopt};
}

Dialog360Settings withAll() {
    return {"77", words(kSegment), "X-Proof", words(kValue), {{AppSecret("platform"), {}}}};
}

Dialog360Settings withSegment(const std::string& segment = kSegment) {
    Dialog360Settings settings;
    settings.number = "77";
    settings.pathSegment = words(segment);
    return settings;
}

Dialog360Settings withHeader(const std::string& value = kValue) {
    Dialog360Settings settings;
    settings.headerName = "Authorization";
    settings.headerValue = words(value);
    return settings;
}

Dialog360Settings withPlatformSecret(const std::string& secret = "platform") {
    Dialog360Settings settings;
    settings.platformSecret = {AppSecret(secret), std::nullopt};
    return settings;
}

struct Row {
    const char* why;
    Dialog360Settings settings;
    Headers headers;
    std::string segment;
    bool isAuthentic;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Headers kNone;
const Headers kAll{{"x-proof", kValue}, {"X-360dialog-Signature", kSignature}};
const Row kRows[] = {
    {"the segment", withSegment(), kNone, kSegment, true},
    {"no segment", withSegment(), kNone, "", false},
    {"another segment", withSegment(), kNone, kSegment + "0", false},
    {"half a segment", withSegment(), kNone, kSegment.substr(0, 12), false},
    {"a segment that is not asked for", withHeader(), {{"Authorization", kValue}}, "x", true},
    {"the header, in any case", withHeader(), {{"AUTHORIZATION", kValue}}, "", true},
    {"no header", withHeader(), kNone, "", false},
    {"the header twice",
     withHeader(),
     {{"Authorization", kValue}, {"authorization", kValue}},
     "",
     false},
    {"another value", withHeader(), {{"Authorization", kValue + " "}}, "", false},
    {"an empty value", withHeader(), {{"Authorization", ""}}, "", false},
    {"another header", withHeader(), {{"X-Proof", kValue}}, "", false},
    {"the signature", withPlatformSecret(), {{"x-360dialog-signature", kSignature}}, "", true},
    {"the signature with its word",
     withPlatformSecret(),
     {{"x-360dialog-signature", "sha256=" + kSignature}},
     "",
     true},
    {"no signature", withPlatformSecret(), kNone, "", false},
    {"half a signature",
     withPlatformSecret(),
     {{"x-360dialog-signature", kSignature.substr(2)}},
     "",
     false},
    {"the signature twice",
     withPlatformSecret(),
     {{"x-360dialog-signature", kSignature}, {"X-360dialog-Signature", kSignature}},
     "",
     false},
    {"Meta's header",
     withPlatformSecret(),
     {{"X-Hub-Signature-256", "sha256=" + kSignature}},
     "",
     false},
    {"under another secret",
     withPlatformSecret("other"),
     {{"x-360dialog-signature", kSignature}},
     "",
     false},
    {"all three", withAll(), kAll, kSegment, true},
    {"all three without the segment", withAll(), kAll, "", false},
    {"all three without the header", withAll(), {kAll[1]}, kSegment, false},
    {"all three without the signature", withAll(), {kAll[0]}, kSegment, false},
};

Decoded decoded(const std::string& body) {
    return Dialog360Channel(withSegment()).decode(body, kReceived);
}

const nlohmann::json kLegacy = {
    {"contacts", {{{"profile", {{"name", "Zoe Example"}}}, {"wa_id", "447700900123"}}}},
    {"messages",
     {{{"from", "447700900123"},
       {"id", "ABGG1"},
       {"timestamp", "1633034394"},
       {"type", "voice"},
       {"voice", {{"id", "m-1"}, {"mime_type", "audio/ogg; codecs=opus"}}}}}},
    {"statuses",
     {{{"id", "gBGG1"},
       {"recipient_id", "447700900124"},
       {"status", "read"},
       {"timestamp", "1633034395"}}}},
    {"errors", {{{"code", 1000}, {"title", "x"}}}}};

}  // namespace

BOOST_DATA_TEST_CASE(
    everything_that_is_configured_must_be_there_once, boost::unit_test::data::make(kRows)
) {
    const Dialog360Channel channel(sample.settings);
    BOOST_TEST(
        channel.isAuthentic({sample.headers, kBody, {}, sample.segment}) == sample.isAuthentic
    );
}

BOOST_AUTO_TEST_CASE(every_bit_of_what_is_signed_counts) {
    const Dialog360Channel channel(withPlatformSecret());
    for (std::size_t bit = 0; bit < kBody.size() * 8; ++bit) {
        auto body = kBody;
        body[bit / 8] = static_cast<char>(body[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST(!channel.isAuthentic({{{"x-360dialog-signature", kSignature}}, body}));
    }
}

BOOST_AUTO_TEST_CASE(the_previous_value_is_accepted_while_it_is_configured_and_no_longer) {
    auto settings = withSegment("another-0123456789");
    const auto passes = [](const Dialog360Settings& with) {
        return Dialog360Channel(with).isAuthentic({kNone, kBody, {}, kSegment});
    };
    BOOST_TEST(!passes(settings));
    settings.pathSegment = words("another-0123456789", kSegment);
    BOOST_TEST(passes(settings));
}

BOOST_AUTO_TEST_CASE(a_channel_that_nothing_proves_is_a_broken_configuration_with_its_cure) {
    try {
        const Dialog360Channel channel({"77"});
        BOOST_ERROR("it was set up");
    } catch (const ConfigError& error) {
        BOOST_TEST(error.hint().find("path_secret") != std::string::npos);
    }
    BOOST_CHECK_THROW(Dialog360Channel{withSegment("short")}, ConfigError);
    BOOST_CHECK_THROW(Dialog360Channel{withSegment("with/a/slash/0123456789")}, ConfigError);
    BOOST_CHECK_THROW(Dialog360Channel{withSegment("with%20escape0123456789")}, ConfigError);
    BOOST_CHECK_THROW(Dialog360Channel{withHeader("short")}, ConfigError);
    BOOST_CHECK_THROW(Dialog360Channel{withPlatformSecret("")}, ConfigError);
    auto unnamed = withHeader();
    unnamed.headerName = "";
    BOOST_CHECK_THROW(Dialog360Channel{unnamed}, ConfigError);
}

BOOST_AUTO_TEST_CASE(a_body_with_its_envelope_is_read_as_the_cloud_api_reads_it) {
    const auto body = bodies::withMessage(bodies::textMessage());
    BOOST_TEST((decoded(body).updates == decodeMetaCloud(body, kReceived).updates));
    BOOST_TEST(decoded(body).updates.at(0).number == "123");
    BOOST_TEST(!Dialog360Channel(withSegment()).serves(decoded(body).updates.at(0)));
}

BOOST_AUTO_TEST_CASE(a_body_without_envelope_is_read_list_by_list) {
    const auto all = decoded(kLegacy.dump());
    BOOST_TEST(all.undecodable == "");
    BOOST_REQUIRE_EQUAL(all.updates.size(), 3u);
    const auto find = [&]<class Body>(const Body*) {
        for (const auto& update : all.updates)
            if (const auto* body = std::get_if<Body>(&update.body))
                return *body;
        throw std::runtime_error("not there");
    };
    const auto message = find(static_cast<const MessageUpdate*>(nullptr));
    BOOST_TEST((message.content.kind == MessageKind::Audio));
    BOOST_TEST(message.content.media->isVoice);
    BOOST_TEST((message.from.name == DisplayName("Zoe Example")));
    const auto status = find(static_cast<const StatusUpdate*>(nullptr));
    BOOST_TEST((status.state == DeliveryState::Read));
    BOOST_TEST((find(static_cast<const NoticeUpdate*>(nullptr)).topic == "errors"));
    for (std::size_t i = 0; i < all.updates.size(); ++i) {
        BOOST_TEST(all.updates[i].number == "77");
        BOOST_TEST(all.updates[i].position == i);
    }
}

BOOST_AUTO_TEST_CASE(every_shared_body_without_envelope_is_one_message) {
    const auto folder = bodies::shared() / "whatsapp/chatwoot-chatwoot";
    if (!std::filesystem::exists(folder)) {
        BOOST_TEST_MESSAGE("SKIPPED: shared bodies; set BOWLINE_SHARED to run this test on them");
        return;
    }
    int seen = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (!file.path().filename().string().starts_with("dialog360-legacy."))
            continue;
        ++seen;
        const auto all = decoded(bodies::contentOf(file.path()));
        BOOST_REQUIRE_EQUAL(all.updates.size(), 1u);
        const auto& message = std::get<MessageUpdate>(all.updates[0].body);
        BOOST_TEST((message.id == ProviderId("SDFADSf23sfasdafasdfa")));
        BOOST_TEST((message.from.phone == Phone("+2423423243")));
        BOOST_TEST((message.from.name == DisplayName("Sojan Jose")));
        BOOST_TEST((message.content.kind != MessageKind::Unsupported), file.path().filename());
    }
    BOOST_TEST(seen == 4);
}

BOOST_AUTO_TEST_CASE(a_body_of_neither_kind_is_told_by_a_code) {
    BOOST_TEST(decoded(R"({"object":"page","messages":[]})").undecodable == "not_whatsapp");
    BOOST_TEST(decoded(R"({"hello":[1]})").undecodable == "not_whatsapp");
    BOOST_TEST(decoded("[]").undecodable == "not_whatsapp");
    BOOST_TEST(decoded("{").undecodable == "json_syntax");
    const auto empty = decoded(R"({"messages":[]})");
    BOOST_REQUIRE_EQUAL(empty.updates.size(), 1u);
    BOOST_TEST(std::get<PlaceholderUpdate>(empty.updates[0].body).kind == "empty");
}

BOOST_AUTO_TEST_CASE(deleting_any_part_of_a_bare_message_never_throws) {
    for (const auto& [key, value] : kLegacy["messages"][0].items()) {
        auto body = kLegacy;
        body["messages"][0].erase(key);
        BOOST_TEST(decoded(body.dump()).updates.size() == 3u, key);
        body["messages"][0][key] = nullptr;
        BOOST_TEST(decoded(body.dump()).updates.size() == 3u, key);
    }
}
