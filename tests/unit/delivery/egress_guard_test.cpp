// What is searched before the first byte leaves, what counts as new, and who is asked last.
#include "connector/delivery/egress_guard.h"

#include "tests/contract/adapter/memory_exchange.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
namespace data = boost::unit_test::data;

namespace {

Forbidden forbiddenPhone() {
    return {.values = {{FoundValue("+4915550100017"), "phone"}}};
}

/// Answers every request; `requests` says what left.
class Recorder final : public adapter_api::Exchange {
public:
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override {
        requests.push_back(request.body);
        return adapter_api::InboundAnswer{.status = 201, .headers = {}};
    }
    void writeFile(std::string_view, std::string_view) override { BOOST_FAIL("unexpected file"); }
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    std::vector<std::string> requests;
};

void always() {}

/// What a stop looks like to the guard.
struct Stopped {};

struct Leak {
    const char* why;
    adapter_api::OutboundRequest request;
};
std::ostream& operator<<(std::ostream& out, const Leak& l) {
    return out << l.why;
}
const Leak kLeaks[] = {
    {"in the URL", {"GET", "https://desk.example/search?q=%2B4915550100017", {}, ""}},
    {"in a header", {"GET", "https://desk.example/", {{"X-From", "+49 1555 0100017"}}, ""}},
    {"in the body", {"POST", "https://desk.example/", {}, R"({"text":"call 0049-1555-0100017"})"}},
    {"in base64", {"POST", "https://desk.example/", {}, R"({"data":"KzQ5MTU1NTAxMDAwMTc="})"}},
};

struct Change {
    const char* why;
    std::string before;
    std::string after;
    bool hit;
};
std::ostream& operator<<(std::ostream& out, const Change& c) {
    return out << c.why;
}
const Change kChanges[] = {
    {"a clean new file", "", "hello", false},
    {"a new file with the value", "", "call +49 1555 0100017", true},
    {"a clean entry after one that kept the value",
     "[\"+4915550100017\"]",
     "[\"+4915550100017\",\"thanks\"]",
     false},
    {"a clean entry between two that kept it",
     "a +4915550100017 b +4915550100017",
     "a +4915550100017 new b +4915550100017",
     false},
    {"the value once more",
     "[\"+4915550100017\"]",
     "[\"+4915550100017\",\"+4915550100017\"]",
     true},
    {"the value begun before and ended now", "[\"+4915550", "[\"+4915550100017\"]", true},
    {"the same file again", "x +4915550100017", "x +4915550100017", false},
    {"less than before", "x +4915550100017 y", "x  y", false},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    a_forbidden_value_stops_a_request_wherever_it_hides, data::make(kLeaks), leak
) {
    Recorder outlet;
    GuardedExchange guarded(forbiddenPhone(), outlet, always);
    BOOST_CHECK_THROW(guarded.send(leak.request), GuardHit);
    BOOST_TEST(outlet.requests.empty());
    BOOST_TEST(!guarded.begun());
}

BOOST_AUTO_TEST_CASE(a_clean_request_leaves_as_it_is) {
    Recorder outlet;
    GuardedExchange guarded(forbiddenPhone(), outlet, always);
    const auto answer = guarded.send({"POST", "https://desk.example/", {{"A", "b"}}, "hello"});
    BOOST_TEST(std::get<adapter_api::InboundAnswer>(answer).status == 201);
    BOOST_TEST((outlet.requests == std::vector<std::string>{"hello"}));
    BOOST_TEST(guarded.begun());
}

BOOST_AUTO_TEST_CASE(a_hit_names_class_and_form_and_never_the_value) {
    const GuardHit hit({.cls = "phone", .form = "digits"});
    BOOST_TEST(std::string(hit.what()) == "delivery: egress guard found class phone as digits");
}

BOOST_DATA_TEST_CASE(a_file_is_judged_by_what_is_new_in_it, data::make(kChanges), c) {
    MemoryExchange outlet;
    if (!c.before.empty())
        outlet.put("a", c.before);
    GuardedExchange guarded(forbiddenPhone(), outlet, always);
    if (c.hit) {
        BOOST_CHECK_THROW(guarded.writeFile("a", c.after), GuardHit);
        BOOST_TEST(outlet.written().empty());
    } else {
        guarded.writeFile("a", c.after);
        BOOST_TEST(outlet.files().at("a") == c.after);
    }
}

BOOST_AUTO_TEST_CASE(a_file_name_is_searched_too) {
    MemoryExchange outlet;
    GuardedExchange guarded(forbiddenPhone(), outlet, always);
    BOOST_CHECK_THROW(guarded.writeFile("4915550100017.json", "x"), GuardHit);
}

BOOST_AUTO_TEST_CASE(who_refuses_last_refuses_every_new_request) {
    Recorder outlet;
    bool stopped = false;
    GuardedExchange guarded(forbiddenPhone(), outlet, [&] {
        if (stopped)
            throw Stopped{};
    });
    guarded.send({"POST", "https://desk.example/", {}, "one"});
    stopped = true;
    BOOST_CHECK_THROW(guarded.send({"POST", "https://desk.example/", {}, "two"}), Stopped);
    BOOST_TEST((outlet.requests == std::vector<std::string>{"one"}));
}

BOOST_AUTO_TEST_CASE(the_files_of_one_item_are_one_disclosure) {
    MemoryExchange files;
    bool stopped = true;
    GuardedExchange guarded(forbiddenPhone(), files, [&] {
        if (stopped)
            throw Stopped{};
    });
    BOOST_CHECK_THROW(guarded.writeFile("a.json", "one"), Stopped);
    BOOST_TEST(files.written().empty());
    BOOST_TEST(!guarded.begun());
    stopped = false;
    guarded.writeFile("a.json", "one");
    stopped = true;
    guarded.writeFile("a.md", "one");
    BOOST_TEST(files.written().size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_guard_looks_before_the_last_check_is_asked) {
    MemoryExchange outlet;
    int asked = 0;
    GuardedExchange guarded(forbiddenPhone(), outlet, [&] { ++asked; });
    BOOST_CHECK_THROW(guarded.writeFile("a", "+4915550100017"), GuardHit);
    BOOST_TEST(asked == 0);
}

BOOST_AUTO_TEST_CASE(the_digest_of_what_left_differs_with_every_byte) {
    std::vector<Digest> digests;
    for (const auto* body : {"one", "two", ""}) {
        Recorder outlet;
        GuardedExchange guarded(forbiddenPhone(), outlet, always);
        guarded.send({"POST", "https://desk.example/", {}, body});
        digests.push_back(guarded.sentDigest());
    }
    BOOST_TEST((digests[0] != digests[1] && digests[1] != digests[2] && digests[0] != digests[2]));
}

BOOST_AUTO_TEST_CASE(what_is_no_byte_on_its_way_out_is_the_outlets) {
    struct Vault final : adapter_api::Exchange {
        std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>
        send(const adapter_api::OutboundRequest&) override {
            return adapter_api::NoAnswer{};
        }
        void writeFile(std::string_view, std::string_view) override {}
        std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
        Instant now() const override { return Instant{std::chrono::seconds{7}}; }
        std::string secret(std::string_view name) const override { return "S" + std::string(name); }
        std::string basic(std::string_view user, std::string_view secret) const override {
            return std::string(user) + ":" + std::string(secret);
        }
        std::string sign(adapter_api::Signing, std::string_view name, std::string_view bytes)
            const override {
            return std::string(name) + "/" + std::string(bytes);
        }
        std::optional<adapter_api::KeptToken> token(std::string_view name) const override {
            return adapter_api::KeptToken{kept + std::string(name), std::nullopt};
        }
        void
        keepToken(std::string_view name, const adapter_api::AnswerText&, std::optional<Instant>)
            override {
            kept = name;
        }
        void dropToken(std::string_view) override { kept.clear(); }
        std::string kept;
    } vault;
    GuardedExchange guarded(forbiddenPhone(), vault, always);
    BOOST_TEST((guarded.now() == Instant{std::chrono::seconds{7}}));
    BOOST_TEST(guarded.secret("token") == "Stoken");
    BOOST_TEST(guarded.basic("u", "s") == "u:s");
    BOOST_TEST(guarded.sign(adapter_api::Signing::HmacSha256, "k", "b") == "k/b");
    guarded.keepToken("t", adapter_api::AnswerText("x"), std::nullopt);
    BOOST_TEST(guarded.token("!").value().standIn == "t!");
    guarded.dropToken("t");
    BOOST_TEST(guarded.token("!").value().standIn == "!");
    BOOST_TEST(!guarded.begun());
}
