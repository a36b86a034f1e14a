// The key file and its recovery copy.
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/vault/master_key_file.h"
#include "connector/vault/shares.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace bowline;
using namespace bowline::vault;

namespace {

/// A directory of this test alone, removed with it.
class TemporaryDirectory {
public:
    TemporaryDirectory()
        : path_(std::filesystem::temp_directory_path() / ("bowline-" + toHex(randomBytes(8)))) {
        std::filesystem::create_directory(path_);
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, const std::string& content, mode_t mode) {
    std::ofstream(path, std::ios::binary) << content;
    ::chmod(path.c_str(), mode);
}

bool mentions(const Poco::Exception& error, const std::string& text) {
    return std::string(error.what()).find(text) != std::string::npos;
}

MasterKey someKey() {
    std::string bytes;
    for (int i = 0; i < 32; ++i)
        bytes.push_back(static_cast<char>(i * 7));
    return MasterKey(bytes);
}

std::vector<PrintedShare> chosen(const std::vector<PrintedShare>& all, unsigned which) {
    std::vector<PrintedShare> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((which >> i & 1U) != 0)
            out.push_back(all[i]);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_created_key_file_is_read_back_and_belongs_to_its_owner_alone) {
    const TemporaryDirectory directory;
    const auto path = directory.file("master.key");
    const auto key = newMasterKey();
    BOOST_TEST((key != newMasterKey()));
    createMasterKeyFile(path, key);
    BOOST_TEST((readMasterKey(path) == key));
    struct stat state {};
    BOOST_REQUIRE(::stat(path.c_str(), &state) == 0);
    BOOST_TEST((state.st_mode & 07777) == 0600U);
    BOOST_TEST(contentOf(path).size() == 65U);
}

BOOST_AUTO_TEST_CASE(an_existing_key_file_is_never_overwritten) {
    const TemporaryDirectory directory;
    const auto path = directory.file("master.key");
    createMasterKeyFile(path, someKey());
    const auto before = contentOf(path);
    BOOST_CHECK_EXCEPTION(
        createMasterKeyFile(path, newMasterKey()),
        ConfigError,
        [&](const ConfigError& error) { return mentions(error, path) && !error.hint().empty(); }
    );
    BOOST_TEST(contentOf(path) == before);
    // Nor is a link followed to a place that does not exist yet.
    const auto link = directory.file("link.key");
    BOOST_REQUIRE(::symlink(directory.file("elsewhere").c_str(), link.c_str()) == 0);
    BOOST_CHECK_THROW(createMasterKeyFile(link, newMasterKey()), ConfigError);
    BOOST_TEST(!std::filesystem::exists(directory.file("elsewhere")));
}

BOOST_AUTO_TEST_CASE(a_key_file_in_no_directory_is_refused) {
    const TemporaryDirectory directory;
    BOOST_CHECK_THROW(createMasterKeyFile(directory.file("no/such/place"), someKey()), ConfigError);
}

BOOST_AUTO_TEST_CASE(raw_bytes_and_hex_with_or_without_newline_are_the_same_key) {
    const TemporaryDirectory directory;
    const auto path = directory.file("key");
    const std::string raw(someKey().expose());
    for (const auto& content : {raw, toHex(raw), toHex(raw) + "\n"}) {
        write(path, content, 0400);
        BOOST_TEST((readMasterKey(path) == someKey()));
        std::filesystem::remove(path);
    }
}

BOOST_AUTO_TEST_CASE(a_key_file_of_a_wrong_form_is_refused_without_quoting_it) {
    const TemporaryDirectory directory;
    const auto path = directory.file("key");
    const std::string hex = toHex(someKey().expose());
    const std::string contents[] = {
        "",
        "short",
        hex.substr(1),
        hex + "0",
        hex + "\r\n",
        hex + "\n\n",
        "g" + hex.substr(1),
        std::string(33, 'x'),
        std::string(100000, 'a')};
    for (const auto& content : contents) {
        write(path, content, 0600);
        BOOST_CHECK_EXCEPTION((void)readMasterKey(path), ConfigError, [&](const auto& error) {
            return mentions(error, path) && !error.hint().empty() &&
                   !mentions(error, hex.substr(8, 8));
        });
    }
}

BOOST_AUTO_TEST_CASE(a_key_file_that_others_may_read_is_refused_with_the_command_that_cures_it) {
    const TemporaryDirectory directory;
    const auto path = directory.file("key");
    for (const mode_t mode : {0640U, 0604U, 0660U, 0666U, 0610U, 0601U}) {
        write(path, std::string(32, 'k'), mode);
        BOOST_CHECK_EXCEPTION((void)readMasterKey(path), ConfigError, [&](const auto& error) {
            return error.hint() == "chmod 600 " + path;
        });
    }
    BOOST_CHECK_THROW((void)readMasterKey(directory.file("missing")), ConfigError);
    BOOST_CHECK_THROW((void)readMasterKey(directory.file(".")), ConfigError);
}

BOOST_AUTO_TEST_CASE(any_three_of_five_shares_restore_the_key_and_no_two_do) {
    const auto shares = splitMasterKey(someKey(), 3, 5);
    BOOST_REQUIRE(shares.size() == 5U);
    for (unsigned which = 0; which < 32; ++which) {
        const auto some = chosen(shares, which);
        BOOST_TEST_CONTEXT("choice " << which) {
            if (some.size() >= 3)
                BOOST_TEST((restoreMasterKey(some) == someKey()));
            else
                BOOST_CHECK_THROW((void)restoreMasterKey(some), ConfigError);
        }
    }
    auto backwards = shares;
    std::ranges::reverse(backwards);
    BOOST_TEST((restoreMasterKey(backwards) == someKey()));
}

BOOST_AUTO_TEST_CASE(one_share_less_than_needed_fits_every_secret) {
    // Whatever the secret's byte may be, exactly one value of the lacking share leads to it: those
    // who hold the others have learnt nothing.
    const auto shares = splitSecret("k", 3, 3);
    std::set<std::string> secrets;
    for (int y = 0; y < 256; ++y) {
        const char lacking = static_cast<char>(y);
        const std::vector<Share> guess{
            shares[0], shares[1], Share{3, WipedText(std::string_view(&lacking, 1))}};
        secrets.insert(std::string(joinShares(guess).view()));
    }
    BOOST_TEST(secrets.size() == 256U);
}

BOOST_AUTO_TEST_CASE(shares_of_one_secret_differ_from_split_to_split) {
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i)
        seen.insert(std::string(splitSecret(std::string(32, 'k'), 2, 2)[0].y.view()));
    BOOST_TEST(seen.size() == 200U);
}

BOOST_AUTO_TEST_CASE(every_mistyped_character_of_a_share_is_seen_and_the_share_is_named) {
    const auto shares = splitMasterKey(someKey(), 2, 3);
    const std::string right(shares[1].expose());
    for (std::size_t i = 0; i < right.size(); ++i) {
        auto typed = right;
        typed[i] = typed[i] == '0' ? '8' : '0';
        const std::vector<PrintedShare> some{shares[0], PrintedShare(typed)};
        BOOST_CHECK_EXCEPTION((void)restoreMasterKey(some), ConfigError, [](const auto& error) {
            return mentions(error, "share 2 is mistyped");
        });
    }
}

BOOST_AUTO_TEST_CASE(case_and_blanks_around_a_share_do_not_matter) {
    const auto shares = splitMasterKey(someKey(), 2, 2);
    std::string upper(shares[0].expose());
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    const std::vector<PrintedShare> typed{PrintedShare("  " + upper + "\r\n"), shares[1]};
    BOOST_TEST((restoreMasterKey(typed) == someKey()));
}

BOOST_AUTO_TEST_CASE(shares_of_two_sets_doubles_and_contradictions_are_named) {
    const auto one = splitMasterKey(someKey(), 2, 3);
    const auto two = splitMasterKey(someKey(), 2, 3);
    const std::vector<PrintedShare> mixed{one[0], two[1]};
    BOOST_CHECK_EXCEPTION((void)restoreMasterKey(mixed), ConfigError, [](const auto& error) {
        return mentions(error, "share 2 is of another key");
    });
    const std::vector<PrintedShare> twice{one[0], one[0]};
    BOOST_CHECK_EXCEPTION((void)restoreMasterKey(twice), ConfigError, [](const auto& error) {
        return mentions(error, "share 2 is there twice");
    });
    const std::vector<PrintedShare> alone{one[0]};
    BOOST_CHECK_EXCEPTION((void)restoreMasterKey(alone), ConfigError, [](const auto& error) {
        return mentions(error, "2 shares are needed, 1 are there");
    });
    BOOST_CHECK_THROW((void)restoreMasterKey({}), ConfigError);
}

BOOST_AUTO_TEST_CASE(numbers_of_shares_out_of_range_are_refused) {
    for (const auto& [needed, total] : {std::pair{0U, 3U}, {1U, 3U}, {4U, 3U}, {2U, 256U}})
        BOOST_CHECK_THROW((void)splitMasterKey(someKey(), needed, total), Error);
    BOOST_CHECK_THROW((void)joinShares({}), Error);
    const std::vector<Share> zero{Share{0, WipedText("a")}, Share{1, WipedText("b")}};
    BOOST_CHECK_THROW((void)joinShares(zero), Error);
    const std::vector<Share> sizes{Share{1, WipedText("a")}, Share{2, WipedText("bc")}};
    BOOST_CHECK_THROW((void)joinShares(sizes), Error);
}
