// Adapter files beside the configuration: what they declare, what is wrong with them, and what a
// destination's mapping must fill for them.
#include "connector/app/destination_checks.h"
#include "connector/app/restart.h"
#include "connector/base/error.h"
#include "tests/unit/app/installation.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::app;

namespace {

/// One change of a sound installation, and the fault that it makes.
struct Fault {
    const char* why;
    const char* file;  ///< below the configuration's folder
    const char* from;
    const char* to;
    const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Fault& row) {
    return out << row.why;
}

constexpr const char* kConfig = "bowline.yaml";
constexpr const char* kMapping = "mappings/helpdesk.yaml";
constexpr const char* kAdapter = "adapters/desk/adapter.yaml";

const Fault kFaults[] = {
    {"a key that the adapter does not declare",
     kConfig,
     "    url:",
     "    ulr: x\n    url:",
     "error[unknown_key]: unknown key `ulr`"},
    {"a secret that is written out",
     kConfig,
     "${cred:helpdesk_token}",
     "hunter2",
     "error[literal_secret]: `token` must refer to a secret"},
    {"an address that is no URL",
     kConfig,
     "https://desk.example.org",
     "desk.example.org",
     "error[bad_url]: `url` is not the address of a server"},
    {"an address that may be reached and is none",
     kConfig,
     "    url:",
     "    allow: [10.1.2.3, 10.1.2.0/99]\n    url:",
     "error[bad_address]: `allow` takes addresses"},
    {"a lease that ends before the search knows",
     kConfig,
     "lease: 2m",
     "lease: 60s",
     "error[short_lease]: searches of the adapter `desk` lag 90s behind"},
    {"a field that the mapping does not fill",
     kMapping,
     "    Country: \"{contact.country}\"\n    WA-Alias:",
     "    WA-Alias:",
     "(with the mapping `helpdesk`)"},
    {"a fault in the adapter file",
     kAdapter,
     "path: /me",
     "pth: /me",
     "adapters/desk/adapter.yaml:"},
    {"a setting that every destination has",
     kAdapter,
     "states: {type: map}",
     "allow: {type: map}",
     "error[reserved_setting]: `allow` is a key of every such destination"},
    {"another name than the folder's",
     kAdapter,
     "name: desk",
     "name: dsek",
     "adapters/desk/adapter.yaml:2:7: error[bad_name]"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(configuration)

BOOST_AUTO_TEST_CASE(an_own_adapter_is_read_and_compiled_for_its_mapping) {
    Installation installed;
    installed.layDownDesk();
    const auto loaded = installed.load();
    BOOST_REQUIRE_MESSAGE(loaded.usable(), printed(loaded.lints));
    BOOST_REQUIRE(loaded.adapters.contains(DestinationId("helpdesk")));
    BOOST_TEST(loaded.adapters.at(DestinationId("helpdesk"))->name == "desk");
    BOOST_TEST(loaded.config->destinations.at(0).adapterText == kDeskAdapter);
}

BOOST_DATA_TEST_CASE(a_fault_is_told_with_its_place_and_a_cure, kFaults) {
    Installation installed;
    installed.layDownDesk();
    Installation::edit(installed.options.configDir / sample.file, sample.from, sample.to);
    const auto loaded = installed.load();
    const auto faults = printed(loaded.lints);
    BOOST_TEST(!loaded.usable());
    BOOST_TEST(faults.find(sample.expected) != std::string::npos, faults);
    BOOST_TEST(faults.find("hunter2") == std::string::npos, faults);
    for (const auto& lint : loaded.lints)
        BOOST_TEST(!lint.hint.empty(), settings::toText(lint));
    BOOST_CHECK_THROW((void)loadOrRefuse(installed.config().string()), ConfigError);
}

BOOST_AUTO_TEST_CASE(a_fault_that_the_file_has_anyway_is_told_once) {
    Installation installed;
    installed.layDownDesk();
    installed.addDesk(swapped(kDeskAdapter, "${in.ticket.subject}", "${in.tickt.subject}"));
    const auto loaded = installed.load();
    BOOST_TEST(loaded.lints.size() == 1U, printed(loaded.lints));
}

BOOST_AUTO_TEST_CASE(what_is_shipped_cannot_be_replaced_unseen) {
    Installation installed;
    (void)installed.layDownNow();
    std::vector<std::string> names{"folder"};
    const auto shelf = AdapterShelf::shipped();
    for (const auto& file : shelf.all())
        names.push_back(file.name);
    for (const auto& name : names) {
        put(installed.options.configDir / "adapters" / name / "adapter.yaml",
            swapped(kDeskAdapter, "name: desk", "name: " + name));
        const auto faults = printed(installed.load().lints);
        const auto expected = "bowline has an adapter `" + name + "` already";
        BOOST_TEST(faults.find(expected) != std::string::npos, faults);
    }
}

BOOST_AUTO_TEST_CASE(faults_of_an_adapter_that_nobody_uses_are_told_too) {
    Installation installed;
    (void)installed.layDownNow();
    put(installed.options.configDir / "adapters/other/adapter.yaml", "adapter: 2\n");
    const auto loaded = installed.load();
    BOOST_TEST(!loaded.usable());
    BOOST_TEST(printed(loaded.lints).find("other/adapter.yaml:1:10") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_adapter_that_changed_needs_a_restart) {
    Installation installed;
    installed.layDownDesk();
    const auto before = installed.load();
    BOOST_TEST(!needsRestart(*before.config, *installed.load().config));
    const auto changed = [&](const char* file, const char* from, const char* to) {
        const auto path = installed.options.configDir / file;
        const auto kept = tests::readFile(path);
        Installation::edit(path, from, to);
        const auto after = installed.load();
        put(path, kept);
        return needsRestart(*before.config, *after.config);
    };
    BOOST_TEST(changed(kAdapter, "path: /me", "path: /us"));
    BOOST_TEST(changed(kConfig, "desk.example.org", "desk.example.com"));
    BOOST_TEST(changed(kConfig, "helpdesk_token", "other_token"));
    BOOST_TEST(!changed(kConfig, "to: [helpdesk]", "to: [ helpdesk ]"));
    BOOST_TEST(!changed(kMapping, "Country: ", "Country:  "));
}

BOOST_AUTO_TEST_CASE(an_address_is_a_server_with_perhaps_a_path) {
    for (const char* good :
         {"https://desk.example.org",
          "http://127.0.0.1:8080",
          "https://desk.example.org/rt",
          "https://[2001:db8::1]/rt"})
        BOOST_TEST(isBaseUrl(good), good);
    for (const char* bad :
         {"",
          "desk.example.org",
          "ftp://desk.example.org",
          "https://",
          "https:///x",
          "https://:80",
          "https://user@desk.example.org",
          "https://desk.example.org?x=1",
          "https://desk.example.org#x",
          "https://desk example.org",
          "https://desk.example.org\r\nX: y"})
        BOOST_TEST(!isBaseUrl(bad), bad);
}

BOOST_AUTO_TEST_SUITE_END()
