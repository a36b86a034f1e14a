// Refusals are counted all and told once a minute.
#include "connector/intake/refusals.h"

#include <Poco/AutoPtr.h>
#include <Poco/Channel.h>
#include <Poco/Logger.h>
#include <Poco/Message.h>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace bowline;
using namespace bowline::intake;

namespace {

class Lines final : public Poco::Channel {
public:
    void log(const Poco::Message& message) override { lines.push_back(message.getText()); }
    std::vector<std::string> lines;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_flood_of_refusals_is_one_line_a_minute_with_their_number) {
    const Poco::AutoPtr<Lines> lines(new Lines);
    Poco::Logger::get("bowline").setChannel(lines);
    Refusals refusals("intake.refused", "signature");
    const Instant start{std::chrono::hours{1}};
    for (int second = 0; second < 60; ++second)
        refusals.count(start + std::chrono::seconds{second});
    BOOST_REQUIRE_EQUAL(lines->lines.size(), 1u);
    BOOST_TEST(lines->lines[0] == "event=intake.refused why=signature count=1");
    refusals.count(start + std::chrono::seconds{60});
    BOOST_REQUIRE_EQUAL(lines->lines.size(), 2u);
    BOOST_TEST(lines->lines[1] == "event=intake.refused why=signature count=60");
    BOOST_TEST(refusals.total() == 61u);
    Poco::Logger::get("bowline").setChannel(nullptr);
}
