// Every message that an author gets to read, word by word, with its place and its cure: see
// tests/fixtures/configurations/broken.txt.
#include "tests/unit/app/installation.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace bowline;
using namespace bowline::app;

namespace {

const std::string kFile = BOWLINE_SOURCE_DIR "/tests/fixtures/configurations/broken.txt";
constexpr std::size_t kFewestCases = 60;

struct Case {
    std::string title;
    std::string file;
    std::string from;
    std::string to;
    std::string messages;
    std::string head;  ///< its lines before the messages, as they stand
    [[nodiscard]] bool isWarning() const { return title.starts_with("* "); }
};

std::string unescaped(std::string line) {
    for (auto at = line.find("\\t"); at != std::string::npos; at = line.find("\\t"))
        line.replace(at, 2, "\t");
    return line;
}

/// What stands behind "- " and the like; a bare "-" is an empty line.
std::string rest(const std::string& line) {
    return line.size() > 2 ? line.substr(2) : std::string();
}

void read(const std::string& line, Case& into) {
    if (line.starts_with(">")) {
        into.messages += rest(line) + "\n";
        return;
    }
    into.head += line + "\n";
    if (line.starts_with("in "))
        into.file = line.substr(3);
    if (line.starts_with("-"))
        into.from += rest(line) + "\n";
    if (line.starts_with("+"))
        into.to += unescaped(rest(line)) + "\n";
}

struct Cases {
    std::string preface;
    std::vector<Case> all;

    Cases() {
        std::ifstream in(kFile);
        for (std::string line; std::getline(in, line);) {
            if (line.starts_with("== "))
                all.push_back({line.substr(3), {}, {}, {}, {}, line + "\n"});
            else if (all.empty())
                preface += line + "\n";
            else if (!line.empty())
                read(line, all.back());
        }
    }
};

struct Sound : Installation {
    Sound() { layDownDesk(); }

    void breakBy(const Case& change) const {
        const auto file = options.configDir / change.file;
        if (!std::filesystem::exists(file))
            return put(file, change.to);
        edit(file, change.from, change.to);
    }

    /// All messages without the path of the folder.
    [[nodiscard]] std::string messages() const {
        auto text = printed(load().lints);
        const auto path = options.configDir.string() + "/";
        for (auto at = text.find(path); at != std::string::npos; at = text.find(path))
            text.erase(at, path.size());
        return text;
    }
};

std::string messagesOf(const Case& change) {
    const Sound installation;
    installation.breakBy(change);
    return installation.messages();
}

void rewrite(const Cases& cases) {
    std::ofstream out(kFile);
    out << cases.preface;
    for (std::size_t i = 0; i < cases.all.size(); ++i) {
        out << (i == 0 ? "" : "\n") << cases.all[i].head;
        std::istringstream lines(messagesOf(cases.all[i]));
        for (std::string line; std::getline(lines, line);)
            out << "> " << line << "\n";
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(broken_configurations)

BOOST_AUTO_TEST_CASE(the_installation_that_is_broken_is_sound) {
    BOOST_TEST(Sound().messages() == "");
}

BOOST_AUTO_TEST_CASE(each_fault_is_told_in_these_words) {
    const Cases cases;
    if (std::getenv("BOWLINE_PRINT_GOLDEN") != nullptr)
        return rewrite(cases);
    BOOST_TEST(cases.all.size() >= kFewestCases);
    for (const auto& change : cases.all)
        BOOST_TEST(messagesOf(change) == change.messages, change.title);
}

BOOST_AUTO_TEST_CASE(each_message_has_its_place_its_code_and_its_cure) {
    for (const auto& change : Cases().all) {
        const Sound installation;
        installation.breakBy(change);
        const auto loaded = installation.load();
        BOOST_TEST(!loaded.lints.empty(), change.title);
        BOOST_TEST(loaded.usable() == change.isWarning(), change.title);
        for (const auto& lint : loaded.lints) {
            BOOST_TEST(lint.line > 0, change.title);
            BOOST_TEST(lint.column > 0, change.title);
            BOOST_TEST(!lint.code.empty(), change.title);
            BOOST_TEST(!lint.hint.empty(), change.title << ": " << lint.code);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
