// Which update each element of the fixtures becomes, and which bodies are none of ours.
#include "tests/unit/channels/decoding.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::channels;
using nlohmann::json;

namespace {

struct Kinds {
    const char* fixture;
    std::vector<std::string> kinds;
};
std::ostream& operator<<(std::ostream& out, const Kinds& row) {
    return out << row.fixture;
}

const Kinds kKindsOfFixtures[] = {
    {"text.json", {"message text"}},
    {"text_bsuid_only.json", {"message text"}},
    {"every_message_kind.json",
     {"message text",
      "message image",
      "message audio",
      "message video",
      "message document",
      "message sticker",
      "message location",
      "message contacts",
      "message button",
      "message button",
      "reaction of another",
      "message order",
      "placeholder system",
      "placeholder request_welcome",
      "edit of another",
      "revoke of another",
      "message unsupported",
      "message unsupported",
      "message unsupported"}},
    {"statuses.json",
     {"status sent",
      "status delivered",
      "status read",
      "status played",
      "status failed",
      "status read",
      "status read",
      "status pondered",
      "call ringing"}},
    {"mixed_numbers_and_kinds.json",
     {"message text",
      "message text",
      "status read",
      "notice errors",
      "message text",
      "preference stop",
      "preference go",
      "placeholder preference",
      "notice account"}},
    {"echoes_and_calls.json",
     {"echo text", "call connect", "call terminate", "call terminate", "notice errors"}},
    {"history_and_sync.json",
     {"message text", "placeholder history", "address_book entry", "placeholder group"}},
    {"notices.json",
     {"notice template",
      "notice flow",
      "notice account",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder unknown"}},
    {"hardly_anything.json",
     {"placeholder empty",
      "placeholder empty",
      "placeholder empty",
      "placeholder empty",
      "placeholder empty",
      "placeholder empty",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder unknown",
      "placeholder empty",
      "placeholder empty"}},
};

struct Undecodable {
    std::string body;
    std::string code;
};
std::ostream& operator<<(std::ostream& out, const Undecodable& row) {
    return out << row.body.substr(0, 40);
}

const Undecodable kUndecodable[] = {
    {"", "json_syntax"},
    {"Body=hello&From=whatsapp%3A%2B15550100001", "json_syntax"},
    {"{\"entry\":[", "json_syntax"},
    {"{\"entry\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}", "json_depth"},
    {"[]", "not_whatsapp"},
    {"\"text\"", "not_whatsapp"},
    {"{}", "not_whatsapp"},
    {R"({"contacts":[],"messages":[]})", "not_whatsapp"},
    {R"({"object":"instagram","entry":[{"id":"1"}]})", "not_whatsapp"},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    each_element_becomes_an_update_of_its_kind, boost::unit_test::data::make(kKindsOfFixtures)
) {
    const auto kinds = kindsOf(decodedOwn(sample.fixture));
    BOOST_TEST(kinds == sample.kinds, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(
    what_is_no_body_of_this_channel_has_a_code, boost::unit_test::data::make(kUndecodable)
) {
    const auto decoded = decodeMetaCloud(sample.body, kReceived);
    BOOST_TEST(decoded.undecodable == sample.code);
    BOOST_TEST(decoded.updates.empty());
}
