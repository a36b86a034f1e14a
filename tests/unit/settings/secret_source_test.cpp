// Secrets by reference: where they lie, who may read them, and that no message shows them.
#include "connector/settings/secret_source.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace bowline;
using namespace bowline::settings;

namespace {

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("bowline-" + toHex(randomBytes(8)))) {
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::filesystem::path file(
        const std::string& name, const std::string& bytes, mode_t mode
    ) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        ::chmod((path_ / name).c_str(), mode);
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string refusalOf(const SecretSource& source, const SecretRef& ref) {
    try {
        (void)source.read(ref);
    } catch (const ConfigError& error) {
        return std::string(error.what()) + ". " + error.hint();
    }
    return "read";
}

}  // namespace

const std::pair<const char*, bool> kReferences[] = {
    {"${cred:master.key}", true},
    {"${cred:meta.app_secret}", true},
    {"${file:/etc/bowline/token}", true},
    {"${cred:}", false},
    {"${cred:../shadow}", false},
    {"${cred:.hidden}", false},
    {"${cred:a/b}", false},
    {"${file:relative}", false},
    {"${file:}", false},
    {"${file:/}", false},
    {"${env:TOKEN}", false},
    {"$cred:x", false},
    {"${cred:x} and more", false},
    {"hunter2", false},
    {"", false},
};

BOOST_AUTO_TEST_CASE(a_reference_is_the_whole_text_or_none) {
    for (const auto& [text, isReference] : kReferences) {
        BOOST_TEST_CONTEXT(text) {
            const auto ref = parseSecretRef(text);
            BOOST_TEST(ref.has_value() == isReference);
            if (ref)
                BOOST_TEST(toText(*ref) == text);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_credential_is_the_file_of_its_name_with_every_byte) {
    const Folder folder;
    const std::string key("\x00\x01\n\xff\n", 5);
    (void)folder.file("master.key", key, 0400);
    const FileSecretSource source(folder.path());
    BOOST_TEST((source.read({SecretRef::Kind::Credential, "master.key"}).view() == key));
}

BOOST_AUTO_TEST_CASE(a_line_loses_the_end_that_an_editor_leaves) {
    const Folder folder;
    const auto path = folder.file("token", "s3cret\r\n", 0600);
    const FileSecretSource source(std::nullopt);
    const auto token = readLine<VerifyToken>(source, {SecretRef::Kind::File, path.string()});
    BOOST_TEST((token == VerifyToken("s3cret")));
}

BOOST_AUTO_TEST_CASE(a_secret_that_everybody_can_read_is_refused_and_not_shown) {
    const Folder folder;
    const auto path = folder.file("token", "hunter2", 0644);
    const FileSecretSource source(std::nullopt);
    const auto refusal = refusalOf(source, {SecretRef::Kind::File, path.string()});
    BOOST_TEST(refusal.find("everybody can read it") != std::string::npos, refusal);
    BOOST_TEST(refusal.find("chmod") != std::string::npos);
    BOOST_TEST(refusal.find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_secret_says_why) {
    const Folder folder;
    const FileSecretSource source(folder.path());
    const auto refusal = [&](const std::string& name) {
        return refusalOf(source, {SecretRef::Kind::Credential, name});
    };
    (void)folder.file("empty", "", 0600);
    (void)folder.file("large", std::string(65537, 'x'), 0600);
    (void)folder.file("largest", std::string(65536, 'x'), 0600);
    std::filesystem::create_directory(folder.path() / "folder");
    ::chmod((folder.path() / "folder").c_str(), 0700);
    BOOST_TEST(refusal("nowhere").find("there is no such file") != std::string::npos);
    BOOST_TEST(refusal("empty").find("the file is empty") != std::string::npos);
    BOOST_TEST(refusal("large").find("larger than 64 KiB") != std::string::npos);
    BOOST_TEST(refusal("folder").find("not a regular file") != std::string::npos);
    BOOST_TEST(refusal("largest") == "read");
}

BOOST_AUTO_TEST_CASE(a_credential_without_a_directory_names_the_cure) {
    const auto refusal =
        refusalOf(FileSecretSource(std::nullopt), {SecretRef::Kind::Credential, "x"});
    BOOST_TEST(refusal.find("LoadCredential=x") != std::string::npos, refusal);
}
