// What `bowline init` writes is what `bowline check` reads, whatever the folders are called.
#include "connector/base/error.h"
#include "tests/unit/app/installation.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

using namespace bowline;
using namespace bowline::app;

namespace {

struct Refused {
    const char* why;
    std::string adapter;
    std::map<std::string, std::string> given;
    const char* says;
};
std::ostream& operator<<(std::ostream& out, const Refused& row) {
    return out << row.why;
}

const Refused kRefused[] = {
    {"an adapter that is not there", "dsek", {}, "there is no adapter `dsek`"},
    {"a setting that is missing", "desk", {}, "needs `url`"},
    {"settings that are missing, all at once", "rt", {}, "needs `url`, `queue`"},
    {"a setting that is unknown",
     "desk",
     {{"url", "https://desk.example.org"}, {"ulr", "x"}},
     "has no setting `ulr`"},
    {"a secret on the command line",
     "desk",
     {{"url", "https://desk.example.org"}, {"token", "hunter2"}},
     "`token` is a secret"},
};

const char* const kFolders[] = {
    "plain",
    "with blank",
    "it's \"quoted\"",
    "back\\slash",
    "hash # colon: x",
    "- {[,",
    "tab\there"};

}  // namespace

BOOST_AUTO_TEST_SUITE(setup)

BOOST_AUTO_TEST_CASE(a_new_installation_is_sound) {
    const Installation installed;
    const auto setup = installed.layDownNow();
    const auto loaded = installed.load();
    BOOST_REQUIRE_MESSAGE(loaded.usable(), printed(loaded.lints));
    BOOST_TEST(loaded.lints.empty(), printed(loaded.lints));
    BOOST_TEST(loaded.adapters.empty());
    for (const auto& file : setup.written)
        BOOST_TEST(std::filesystem::exists(file), file);
}

BOOST_DATA_TEST_CASE(a_folder_may_be_called_anything, kFolders, name) {
    Installation installed;
    installed.options.configDir = installed.folder / name / "etc";
    installed.options.stateDir = installed.folder / name / "var";
    installed.options.runDir = installed.folder / name / "run";
    (void)installed.layDownNow();
    const auto loaded = installed.load();
    BOOST_REQUIRE_MESSAGE(loaded.config, printed(loaded.lints));
    BOOST_TEST(loaded.config->store.path == installed.options.stateDir.string());
    BOOST_TEST(
        loaded.config->listen.adminSocket == (installed.options.runDir / "admin.sock").string()
    );
    const auto& desk = loaded.config->destinations.at(0);
    BOOST_TEST(desk.settings.text("path") == (installed.options.stateDir / "tickets").string());
}

BOOST_AUTO_TEST_CASE(a_destination_of_an_own_adapter_is_asked_for_and_kept_private) {
    Installation installed;
    installed.addDesk();
    installed.options.adapter = "desk";
    installed.options.settings = {
        {"url", "https://desk.example.org"},
        {"states.open", "7"},
        {"states.it's: done", "8"},
        {"allow", "10.1.2.3,desk.internal"}};
    const auto destination = destinationFor(installed.options);
    BOOST_TEST((destination.secrets() == std::vector<std::string>{"token"}));
    (void)installed.layDownNow({{"token", WipedText("t0ken")}});

    const auto token = installed.options.configDir / "credentials/helpdesk_token";
    BOOST_TEST(tests::readFile(token) == "t0ken");
    struct stat status {};
    BOOST_REQUIRE(::stat(token.c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777U) == 0600U);

    const auto config = installed.load().config;
    BOOST_REQUIRE(config);
    const auto& row = config->destinations.at(0).settings;
    BOOST_TEST(settings::toText(*row.secret("token")) == "${cred:helpdesk_token}");
    BOOST_TEST(row.words("allow").size() == 2U);
    BOOST_TEST(row.words("states").at(0).key == "it's: done");
    BOOST_TEST(row.words("states").at(1).text == "7");
}

BOOST_AUTO_TEST_CASE(every_shipped_adapter_can_be_set_up_with_its_mapping_or_the_general_one) {
    const auto shelf = AdapterShelf::shipped();
    for (const auto& file : shelf.all()) {
        Installation installed;
        installed.options.adapter = file.name;
        for (const auto& setting : file.spec->settings) {
            const bool isMap = setting.type == adapters::rest::SettingType::Map;
            const bool isUrl = setting.type == adapters::rest::SettingType::Url;
            if (setting.required && setting.type != adapters::rest::SettingType::Secret)
                installed.options.settings[setting.name + (isMap ? ".WA-Alias" : "")] =
                    isUrl ? "https://desk.example.org" : "1";
        }
        std::map<std::string, WipedText> secrets;
        const auto destination = destinationFor(installed.options);
        for (const auto& secret : destination.secrets())
            secrets.emplace(secret, WipedText("s"));
        (void)installed.layDownNow(std::move(secrets));
        const auto mappings = installed.options.configDir / "mappings";
        const bool hasExample =
            std::filesystem::exists(mappings / "examples" / (file.name + ".yaml"));
        BOOST_TEST(destination.name == (hasExample ? file.name : "helpdesk"));
        BOOST_TEST(std::filesystem::exists(mappings / (destination.name + ".yaml")));
        BOOST_TEST(std::filesystem::exists(mappings / "examples/helpdesk.yaml") == hasExample);
        const auto loaded = installed.load();
        BOOST_TEST(loaded.usable(), printed(loaded.lints));
        BOOST_TEST(loaded.lints.empty(), printed(loaded.lints));
        BOOST_TEST(loaded.adapters.size() == 1U);
    }
}

BOOST_DATA_TEST_CASE(
    a_destination_that_cannot_work_is_refused_before_anything_is_written, kRefused
) {
    Installation installed;
    installed.addDesk();
    installed.options.adapter = sample.adapter;
    installed.options.settings = sample.given;
    BOOST_CHECK_EXCEPTION(
        (void)destinationFor(installed.options),
        ConfigError,
        [&](const ConfigError& error) {
            const std::string what = error.what();
            return what.find(sample.says) != std::string::npos && !error.hint().empty() &&
                   what.find("hunter2") == std::string::npos;
        }
    );
    BOOST_TEST(!std::filesystem::exists(installed.config()));
}

BOOST_AUTO_TEST_SUITE_END()
