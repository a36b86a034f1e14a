// `bowline adapter probe` against a real help desk: that it finds what arrives and what does not,
// and that its ticket is gone afterwards as far as the adapter's `redact` says.
#include "tests/peers/desk.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>

using namespace bowline::tests;
using nlohmann::json;

namespace {

constexpr int kFinding = 1;

struct Probed {
    int exitCode;
    json report;

    [[nodiscard]] json line(const std::string& what) const {
        const auto& lines = report.at("lines");
        const auto found =
            std::ranges::find_if(lines, [&](const json& one) { return one.at("what") == what; });
        return found == lines.end() ? json() : *found;
    }
};

Probed probed(const Desk& desk) {
    const auto finished = desk.daemon.run({"adapter", "probe", "helpdesk", "--json"});
    BOOST_REQUIRE_MESSAGE(finished.output.starts_with("{"), finished.output);
    return {finished.exitCode, json::parse(finished.output)};
}

/// What the adapter's file declares: "hides", "destroys".
std::string declaredRedact() {
    const auto adapter = std::filesystem::path(peer().mapping()).stem();
    const auto file = BOWLINE_SOURCE_DIR / ("adapters" / adapter) / "adapter.yaml";
    return YAML::LoadFile(file.string())["redact"].as<std::string>();
}

void mapOneMoreField(const Desk& desk, const std::string& name) {
    auto mapping = readFile(desk.daemon.mappingFile());
    const std::string fields = "  fields:\n";
    mapping.insert(mapping.find(fields) + fields.size(), "    " + name + ": \"{contact.alias}\"\n");
    writeFile(desk.daemon.mappingFile(), mapping);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_probe)

BOOST_AUTO_TEST_CASE(finds_every_mapped_field_and_leaves_no_more_than_the_adapter_declares) {
    const Desk desk;
    const auto probe = probed(desk);
    const auto& report = probe.report;
    BOOST_TEST(probe.exitCode == 0, report.dump(1));
    BOOST_TEST(report.at("ok") == true);
    BOOST_TEST(report.at("excess_rights").empty(), report.dump(1));
    for (const char* what :
         {"ticket.fields.WA-Alias",
          "ticket.fields.WA-Window-Until",
          "ticket.tags",
          "ticket.find",
          "comment.find",
          "ticket.erase",
          "ticket.erase by ticket.find"})
        BOOST_TEST(probe.line(what).value("state", "") == "ok", what << report.dump(1));

    BOOST_TEST(peer().tickets().empty());
    const auto left = peer().ticket(probe.line("ticket.create").at("found"));
    BOOST_TEST(left.has_value() == (declaredRedact() == "hides"));
    BOOST_TEST(report.at("remains").size() == (left ? 1U : 0U), report.dump(1));
}

BOOST_AUTO_TEST_CASE(tells_of_a_field_that_the_system_drops_without_a_word) {
    const Desk desk;
    mapOneMoreField(desk, "WA-Nowhere");
    const auto probe = probed(desk);
    BOOST_TEST(probe.exitCode == kFinding);
    const auto line = probe.line("ticket.fields.WA-Nowhere");
    BOOST_REQUIRE_MESSAGE(!line.is_null(), probe.report.dump(1));
    BOOST_TEST(line.at("state") == "fault");
    BOOST_TEST(line.at("found") == "nothing");
    BOOST_TEST(line.at("cure") != "");
    BOOST_TEST(probe.line("ticket.fields.WA-Alias").at("state") == "ok");
    BOOST_TEST(peer().tickets().empty());
}

BOOST_AUTO_TEST_CASE(names_the_rights_that_a_token_has_too_many) {
    const Desk desk;
    desk.writeToken(peer().administratorsToken());
    const auto probe = probed(desk);
    BOOST_TEST(!probe.report.at("excess_rights").empty(), probe.report.dump(1));
    BOOST_TEST(peer().tickets().empty());
}

BOOST_AUTO_TEST_CASE(with_a_token_that_may_do_nothing_makes_nothing) {
    const Desk desk;
    desk.writeToken(peer().powerlessToken());
    const auto probe = probed(desk);
    BOOST_TEST(probe.exitCode == kFinding);
    BOOST_TEST(probe.report.at("ok") == false);
    BOOST_TEST(peer().tickets().empty());
}

BOOST_AUTO_TEST_SUITE_END()
