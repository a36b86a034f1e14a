// Durable files below one folder, on a real file system: names, links, left-overs, many writers.
#include "connector/delivery/folder_writer.h"

#include "connector/base/error.h"
#include "tests/support/temp_folder.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::delivery;
namespace data = boost::unit_test::data;
namespace fs = std::filesystem;

namespace {

struct BadName {
    const char* why;
    std::string name;
};
std::ostream& operator<<(std::ostream& out, const BadName& n) {
    return out << n.why;
}
const BadName kBadNames[] = {
    {"no name", ""},
    {"this folder", "."},
    {"the parent", ".."},
    {"a path", "a/b"},
    {"a way out", "../a"},
    {"an absolute path", "/etc/passwd"},
    {"a NUL", std::string("a\0b", 3)},
    {"a line break", "a\nb"},
    {"delete", "a\x7F"},
    {"201 bytes", std::string(201, 'a')},
};

std::size_t filesIn(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator())
    );
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_written_is_read_and_replaced_whole) {
    const TempFolder folder;
    FolderWriter writer(folder.path());
    BOOST_TEST(!writer.read("a.json").has_value());
    writer.replace("a.json", "one");
    BOOST_TEST(writer.read("a.json").value() == "one");
    writer.replace("a.json", std::string(100000, 'x') + std::string(1, '\0'));
    BOOST_TEST(writer.read("a.json")->size() == 100001u);
    BOOST_TEST(filesIn(folder.path()) == 1u);
}

BOOST_AUTO_TEST_CASE(the_longest_name_fits) {
    const TempFolder folder;
    FolderWriter writer(folder.path());
    writer.replace(std::string(200, 'a'), "x");
    BOOST_TEST(writer.read(std::string(200, 'a')).value() == "x");
}

BOOST_DATA_TEST_CASE(a_name_that_is_no_plain_name_is_refused, data::make(kBadNames), n) {
    const TempFolder folder;
    FolderWriter writer(folder.path());
    BOOST_CHECK_THROW(writer.replace(n.name, "x"), Error);
    BOOST_CHECK_THROW(static_cast<void>(writer.read(n.name)), Error);
    BOOST_TEST(filesIn(folder.path()) == 0u);
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_is_replaced_and_never_followed) {
    const TempFolder folder, outside;
    const auto target = outside / "target";
    std::ofstream(target) << "theirs";
    fs::create_symlink(target, folder / "a.json");
    FolderWriter writer(folder.path());
    BOOST_CHECK_THROW(static_cast<void>(writer.read("a.json")), Error);
    writer.replace("a.json", "ours");
    std::string content;
    std::ifstream(target) >> content;
    BOOST_TEST(content == "theirs");
    BOOST_TEST(writer.read("a.json").value() == "ours");
}

BOOST_AUTO_TEST_CASE(the_folder_is_opened_once_and_not_found_again_by_its_path) {
    const TempFolder folder;
    FolderWriter writer(folder.path());
    const auto moved = folder.path().string() + "-moved";
    fs::rename(folder.path(), moved);
    fs::create_directory(folder.path());
    writer.replace("a.json", "x");
    BOOST_TEST(filesIn(folder.path()) == 0u);
    BOOST_TEST(filesIn(moved) == 1u);
    fs::remove_all(moved);
}

BOOST_AUTO_TEST_CASE(a_folder_under_the_name_of_a_file_refuses_and_leaves_no_temporary_file) {
    const TempFolder folder;
    fs::create_directory(folder / "a.json");
    FolderWriter writer(folder.path());
    BOOST_CHECK_THROW(writer.replace("a.json", "x"), Error);
    BOOST_CHECK_THROW(static_cast<void>(writer.read("a.json")), Error);
    BOOST_TEST(filesIn(folder.path()) == 1u);
}

BOOST_AUTO_TEST_CASE(what_a_crash_left_half_written_is_removed_at_the_start) {
    const TempFolder folder;
    std::ofstream(folder / ".bowline-0123456789abcdef.tmp") << "half";
    std::ofstream(folder / "keep.tmp") << "theirs";
    const FolderWriter writer(folder.path());
    BOOST_TEST(filesIn(folder.path()) == 1u);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_used_is_a_fault_of_the_configuration) {
    const TempFolder folder;
    const auto file = folder / "file";
    std::ofstream{file} << "x";
    BOOST_CHECK_THROW(FolderWriter{folder / "none"}, ConfigError);
    BOOST_CHECK_THROW(FolderWriter{file.string()}, ConfigError);
}

BOOST_AUTO_TEST_CASE(many_writers_share_one_folder) {
    const TempFolder folder;
    FolderWriter writer(folder.path());
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&writer, t] {
            for (int i = 0; i < 20; ++i)
                writer.replace("t" + std::to_string(t), std::to_string(i));
        });
    }
    threads.clear();
    for (int t = 0; t < 8; ++t)
        BOOST_TEST(writer.read("t" + std::to_string(t)).value() == "19");
    BOOST_TEST(filesIn(folder.path()) == 8u);
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_synced_fails_every_rename_it_was_to_cover) {
    DirectorySync broken(-1);
    BOOST_CHECK_THROW(broken.sync(), Error);
    BOOST_CHECK_THROW(broken.sync(), Error);
}
