// A replaced secret is seen without a restart, once, and never at the price of the one in use.
#include "connector/app/secret_watch.h"

#include "connector/base/error.h"
#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>

using namespace bowline;
using namespace bowline::app;
using tests::TempFolder;

namespace {

struct Vault {
    TempFolder folder;
    std::filesystem::path file = folder / "token";

    Vault() { write("old"); }

    void write(const std::string& text) const {
        tests::writeFile(file, text);
        std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    }
    /// As an editor or `mv` does it: another file under the old name.
    void replace(const std::string& text) const {
        std::filesystem::remove(file);
        write(text);
    }
    [[nodiscard]] SecretWatch watch() const {
        return {
            settings::FileSecretSource(folder.path()),
            {{"token", {settings::SecretRef::Kind::Credential, "token"}}}};
    }
};

const AccessToken kNew("new");

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_watch)

BOOST_AUTO_TEST_CASE(all_secrets_are_read_without_their_line_end) {
    const Vault vault;
    vault.replace("word\n");
    BOOST_TEST((vault.watch().all() == Secrets{{"token", AccessToken("word")}}));
}

BOOST_AUTO_TEST_CASE(a_secret_that_nobody_touched_is_not_read_again) {
    const Vault vault;
    auto watch = vault.watch();
    (void)watch.all();
    BOOST_TEST(watch.replaced().empty());
}

BOOST_AUTO_TEST_CASE(a_replaced_secret_is_told_once) {
    const Vault vault;
    auto watch = vault.watch();
    (void)watch.all();
    vault.replace("new");
    BOOST_TEST((watch.replaced() == Secrets{{"token", kNew}}));
    BOOST_TEST(watch.replaced().empty());
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_gone_or_empty_is_left_as_it_was_and_seen_when_it_comes) {
    const Vault vault;
    auto watch = vault.watch();
    (void)watch.all();
    std::filesystem::remove(vault.file);
    BOOST_TEST(watch.replaced().empty());
    vault.replace("");
    BOOST_TEST(watch.replaced().empty());
    vault.replace("new");
    BOOST_TEST((watch.replaced() == Secrets{{"token", kNew}}));
}

BOOST_AUTO_TEST_CASE(a_secret_that_everybody_can_read_is_not_taken) {
    const Vault vault;
    auto watch = vault.watch();
    (void)watch.all();
    vault.replace("new");
    std::filesystem::permissions(vault.file, std::filesystem::perms::others_read);
    BOOST_TEST(watch.replaced().empty());
}

BOOST_AUTO_TEST_CASE(a_missing_secret_stops_the_start) {
    const Vault vault;
    std::filesystem::remove(vault.file);
    BOOST_CHECK_EXCEPTION((void)vault.watch().all(), ConfigError, [](const ConfigError& error) {
        return std::string(error.what()).find("${cred:token}") != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
