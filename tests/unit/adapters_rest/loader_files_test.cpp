// Whole files: those that are shipped, and those by which the grammar was found. None has as much
// as a warning.
#include "adapters/rest/cases.h"
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace bowline::adapters::rest;

namespace {

const char* const kWorked[] = {"rt5.yaml", "odoo-jsonrpc.yaml", "zendesk-oauth.yaml"};
const char* const kShipped[] = {"zammad", "zendesk", "odoo"};

std::string shipped(const std::string& name) {
    return fixture("../../../adapters/" + name + "/adapter.yaml");
}

std::ptrdiff_t linesOf(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_files)

BOOST_DATA_TEST_CASE(a_worked_file_loads, kWorked) {
    const auto spec = loadSound(fixture(sample));
    BOOST_TEST(spec->name + ".yaml" == sample);
    BOOST_TEST((spec->poll || spec->webhook));
    BOOST_TEST(spec->operations.size() >= 8U);
}

BOOST_DATA_TEST_CASE(a_shipped_file_loads_and_is_short, kShipped) {
    const auto text = shipped(sample);
    const auto spec = loadSound(text);
    BOOST_TEST(spec->name == sample);
    BOOST_TEST(linesOf(text) < 200);
}

BOOST_DATA_TEST_CASE(a_shipped_file_asks_for_no_field_that_a_mapping_must_fill, kShipped) {
    const auto loaded = load(shipped(sample), {});
    BOOST_TEST((loaded.spec != nullptr));
}

BOOST_DATA_TEST_CASE(what_a_shipped_file_sends_and_hears_is_as_its_cases_say, kShipped) {
    const auto spec = loadSound(shipped(sample));
    bowline::settings::LintSink sink("cases.yaml");
    const auto results =
        runCases(fixture("../../../adapters/" + std::string(sample) + "/cases.yaml"), spec, sink);
    for (const auto& lint : sink.lints())
        BOOST_ERROR(toText(lint));
    BOOST_TEST(results.size() >= 12U);
    for (const auto& result : results) {
        for (const auto& difference : result.differences)
            BOOST_ERROR(result.name << ": " << difference);
    }
}

BOOST_AUTO_TEST_CASE(the_name_is_that_of_the_folder) {
    bowline::settings::LintSink sink("/etc/bowline/adapters/helpdesk/adapter.yaml");
    BOOST_TEST(!loadAdapter(fixture("base.yaml"), baseScope(), sink));
    BOOST_TEST(sink.lints().at(0).code == "bad_name");
    BOOST_TEST(sink.lints().at(0).hint == "Write the name of its folder: `helpdesk`");
}

BOOST_AUTO_TEST_SUITE_END()
