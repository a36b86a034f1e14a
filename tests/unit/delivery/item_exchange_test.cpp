// What an item's exchange knows of its writes: may one of them be there?
#include "connector/delivery/item_exchange.h"

#include "tests/unit/delivery/post_office.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
using adapter_api::InboundAnswer;
using adapter_api::NoAnswer;
namespace data = boost::unit_test::data;

namespace {

/// Answers every request alike.
class OneAnswer final : public adapter_api::Exchange {
public:
    using Said = std::variant<InboundAnswer, NoAnswer>;
    explicit OneAnswer(Said said) : said_(std::move(said)) {}
    Said send(const adapter_api::OutboundRequest&) override { return said_; }
    void writeFile(std::string_view, std::string_view) override {}
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    void keepToken(std::string_view, const adapter_api::AnswerText&, std::optional<Instant>)
        override {}

private:
    Said said_;
};

struct Case {
    const char* why;
    const char* method;
    OneAnswer::Said said;
    bool mayBeThere;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.why; }
};

const Case kCases[] = {
    {"a success", "POST", InboundAnswer{200, {}}, true},
    {"a look", "GET", InboundAnswer{200, {}}, false},
    {"a refusal of the item", "POST", InboundAnswer{422, {}}, false},
    {"too many requests", "PUT", InboundAnswer{429, {}}, false},
    {"not taken at all", "POST", InboundAnswer{503, {}}, false},
    {"a conflict, perhaps with ourselves", "POST", InboundAnswer{409, {}}, true},
    {"a request that took too long", "POST", InboundAnswer{408, {}}, true},
    {"a fault inside", "POST", InboundAnswer{500, {}}, true},
    {"a fault on the way back", "POST", InboundAnswer{504, {}}, true},
    {"never sent", "POST", NoAnswer{"connect", false}, false},
    {"sent and lost", "POST", NoAnswer{"timeout", true}, true},
};

/// A row under way, whose requests are all answered alike.
struct UnderWay {
    explicit UnderWay(OneAnswer::Said said) : outlet(std::move(said)) {}

    ManualClock clock{Instant{std::chrono::seconds{1000000}}};
    PostOffice office{clock};
    std::unique_ptr<Customer> anna = office.newCustomer();
    store::LeasedItem row{office.rowFor(*anna, 1, 1, "hello", {}), 1, clock.now()};
    StepLog steps{row, anna->key, *office.reader, office.writer, clock};
    Forbidden nothing;
    OneAnswer outlet;
    ItemExchange exchange{nothing, outlet, [] {}, steps};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(item_exchange)

BOOST_DATA_TEST_CASE(a_write_may_be_there_unless_it_was_refused, data::make(kCases), c) {
    UnderWay under(c.said);
    BOOST_TEST(!under.exchange.mayHaveWritten());
    static_cast<void>(under.exchange.send({c.method, "https://desk.test/x", {}, "body"}));
    BOOST_TEST(under.exchange.mayHaveWritten() == c.mayBeThere);
}

BOOST_AUTO_TEST_CASE(logging_in_is_no_write_and_forgets_none) {
    UnderWay under(InboundAnswer{200, {}});
    const auto write = [&] {
        static_cast<void>(under.exchange.send({"POST", "https://desk.test/x", {}, "body"}));
    };
    write();
    under.exchange.keepToken("t", adapter_api::AnswerText{"x"}, std::nullopt);
    BOOST_TEST(!under.exchange.mayHaveWritten());
    write();
    write();
    under.exchange.keepToken("t", adapter_api::AnswerText{"x"}, std::nullopt);
    BOOST_TEST(under.exchange.mayHaveWritten());
}

BOOST_AUTO_TEST_CASE(a_file_that_was_written_is_there) {
    UnderWay under(InboundAnswer{200, {}});
    under.exchange.writeFile("a.txt", "hello");
    BOOST_TEST(under.exchange.mayHaveWritten());
}

BOOST_AUTO_TEST_SUITE_END()
