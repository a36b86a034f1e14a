// The arithmetic of waiting.
#include "connector/delivery/retry_policy.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::delivery;
using namespace std::chrono_literals;
namespace data = boost::unit_test::data;

namespace {

constexpr RetrySettings kSettings{.base = 1s, .cap = 60s};
const Instant kNow{1000s};

struct Case {
    const char* why;
    std::uint32_t attempts;
    std::optional<std::chrono::seconds> asked;
    double drawn;
    std::chrono::milliseconds wait;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}
const Case kCases[] = {
    {"the first wait is drawn below the base", 1, {}, 0.5, 500ms},
    {"the bound doubles with each attempt", 4, {}, 0.5, 4s},
    {"the bound never passes the cap", 20, {}, 0.5, 30s},
    {"a million attempts overflow nothing", 1000000, {}, 0.999, 59940ms},
    {"no attempt yet counts as the first", 0, {}, 0.5, 500ms},
    {"drawing nothing still waits a millisecond", 3, {}, 0.0, 1ms},
    {"a wait that was asked for is a minimum", 1, 30s, 0.0, 30001ms},
    {"what was asked for is spread by the base", 9, 30s, 0.5, 30500ms},
    {"a year is cut to a day",
     1,
     std::chrono::seconds{31536000},
     0.5,
     std::chrono::hours{24} + 500ms},
    {"a negative wait is none", 1, -5s, 0.5, 500ms},
};

}  // namespace

BOOST_DATA_TEST_CASE(every_attempt_has_a_next_time, data::make(kCases), c) {
    const auto next = nextAttempt(kSettings, kNow, c.attempts, c.asked, [&] { return c.drawn; });
    BOOST_TEST((next - kNow).count() == c.wait.count());
}

BOOST_AUTO_TEST_CASE(random_numbers_lie_between_zero_and_one_and_differ) {
    const auto first = randomUnit();
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
        const auto drawn = randomUnit();
        BOOST_TEST((drawn >= 0.0 && drawn < 1.0));
        differs = differs || drawn != first;
    }
    BOOST_TEST(differs);
}
