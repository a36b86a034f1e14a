// Every adapter of the checkout keeps its own cases: what goes out for what comes in, and what each
// answer means. The same file runs for users in `bowline adapter check`.
#include "adapters/rest/cases.h"
#include "adapters/rest/loader.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace bowline;
using namespace bowline::adapters::rest;
namespace fs = std::filesystem;
namespace data = boost::unit_test::data;

namespace {

std::vector<std::string> foldersWithCases() {
    const fs::path adapters = BOWLINE_SOURCE_DIR "/adapters";
    std::vector<std::string> folders;
    for (const auto& entry : fs::directory_iterator(adapters)) {
        if (fs::exists(entry.path() / "cases.yaml"))
            folders.push_back(entry.path().string());
    }
    folders.push_back((adapters / "rest/skeleton").string());
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::string read(const std::string& file) {
    std::ifstream in(file);
    BOOST_REQUIRE_MESSAGE(in, "cannot read " << file);
    return {std::istreambuf_iterator<char>(in), {}};
}

void tell(const settings::LintSink& sink) {
    for (const auto& lint : sink.lints()) {
        if (lint.level == settings::LintLevel::Error)
            BOOST_ERROR(toText(lint));
    }
}

const auto kFolders = data::make(foldersWithCases());

}  // namespace

BOOST_DATA_TEST_CASE(an_adapter_does_what_its_cases_say, kFolders, folder) {
    settings::LintSink sink(folder + "/adapter.yaml");
    const auto spec = loadAdapter(read(folder + "/adapter.yaml"), {true, {}, {}}, sink);
    tell(sink);
    BOOST_REQUIRE(spec);
    settings::LintSink caseSink(folder + "/cases.yaml");
    const auto results = runCases(read(folder + "/cases.yaml"), spec, caseSink);
    tell(caseSink);
    BOOST_TEST(!results.empty(), "no cases in " << folder);
    for (const auto& result : results) {
        for (const auto& difference : result.differences)
            BOOST_ERROR(
                folder << "/cases.yaml:" << result.mark.line << ": " << result.name << ": "
                       << difference
            );
    }
}

BOOST_DATA_TEST_CASE(an_adapter_has_a_case_for_each_of_its_operations, kFolders, folder) {
    settings::LintSink sink(folder + "/adapter.yaml");
    const auto spec = loadAdapter(read(folder + "/adapter.yaml"), {true, {}, {}}, sink);
    BOOST_REQUIRE(spec);
    const auto cases = read(folder + "/cases.yaml");
    for (const auto& entry : spec->operations) {
        const auto op = "op: " + std::string(adapter_api::toText(entry.first));
        BOOST_TEST(cases.find(op) != std::string::npos, folder << " has no case with " << op);
    }
}
