// The table of adapters: a name gives an adapter, a slip gives the nearest name.
#include "connector/adapter_api/registry.h"

#include "connector/base/error.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapter_api;

namespace {

class Silent final : public Adapter {
public:
    std::set<Primitive> capabilities() const override { return {}; }
    PrimitiveOutcome run(Primitive, const PrimitiveInput&, Exchange&) override { return Absent{}; }
};

std::unique_ptr<Adapter> makeSilent(const AdapterSettings& settings) {
    if (settings.contains("broken"))
        throw ConfigError("test: broken");
    return std::make_unique<Silent>();
}

constexpr AdapterKind kKinds[] = {{"silent", makeSilent}, {"folder", makeSilent}};

std::string hintFor(std::string_view name) {
    try {
        makeAdapter(kKinds, name, {});
    } catch (const ConfigError& e) {
        return e.hint();
    }
    return "made";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_known_name_makes_its_adapter) {
    BOOST_TEST(makeAdapter(kKinds, "silent", {})->capabilities().empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused_with_the_nearest_one) {
    BOOST_TEST(hintFor("foldr") == "did you mean folder?");
    BOOST_TEST(hintFor("zendesk") == "known adapters: silent, folder");
}

BOOST_AUTO_TEST_CASE(what_the_maker_refuses_is_refused) {
    BOOST_CHECK_THROW(makeAdapter(kKinds, "silent", {{"broken", "yes"}}), ConfigError);
}

BOOST_AUTO_TEST_CASE(every_primitive_has_its_name) {
    BOOST_TEST(toText(Primitive::ContactFind) == "contact.find");
    BOOST_TEST(toText(Primitive::HealthCheck) == "health.check");
}
