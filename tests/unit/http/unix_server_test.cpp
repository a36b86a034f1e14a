// The server behind a Unix socket: who may ask, and whose file it takes.
#include "connector/base/error.h"
#include "connector/http/local_peer.h"
#include "connector/http/server.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/raw_socket.h"
#include "tests/unit/http/server_parts.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::echo;
using test::kGet;
using test::post;
using test::RawSocket;
using test::statusOf;
using test::text;
using test::Waiting;
using tests::TempFolder;

constexpr uid_t kNobody = 65534;

/// True when a process of the user `uid` got as much as a byte for its request. The child makes
/// system calls only: it is a copy of one of several threads.
bool answeredAs(uid_t uid, const std::string& path) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    std::memcpy(place.sun_path, path.data(), path.size());
    const pid_t child = ::fork();
    if (child == 0) {
        char byte = 0;
        const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool asked =
            ::setuid(uid) == 0 &&
            ::connect(fd, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0;
        const auto sent = ::send(fd, kGet.data(), kGet.size(), MSG_NOSIGNAL);
        ::_exit(!asked ? 2 : sent > 0 && ::read(fd, &byte, 1) == 1 ? 1 : 0);
    }
    int status = 0;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_REQUIRE(WIFEXITED(status));
    BOOST_REQUIRE_NE(WEXITSTATUS(status), 2);
    return WEXITSTATUS(status) == 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unix_server)

BOOST_AUTO_TEST_CASE(a_unix_socket_is_private_replaces_a_stale_one_and_is_removed) {
    const TempFolder folder;
    const auto path = (folder / "admin.sock").string();
    sockaddr_un stale{};
    stale.sun_family = AF_UNIX;
    std::memcpy(stale.sun_path, path.data(), path.size());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    BOOST_REQUIRE(::bind(fd, reinterpret_cast<sockaddr*>(&stale), sizeof stale) == 0);
    ::close(fd);

    ServerOptions options;
    options.unixPath = path;
    Server server(options, echo);
    server.start();
    struct stat found {};
    BOOST_REQUIRE(::stat(path.c_str(), &found) == 0);
    BOOST_TEST((found.st_mode & 0777U) == 0600U);
    RawSocket socket(path);
    socket.send(kGet);
    BOOST_TEST(socket.readAnswer().ends_with("GET /g "));
    server.stop(0ms);
    BOOST_TEST(!std::filesystem::exists(path));
}

BOOST_AUTO_TEST_CASE(root_and_the_own_user_may_ask_and_nobody_else) {
    BOOST_TEST(mayAsk(0, 1000));
    BOOST_TEST(mayAsk(1000, 1000));
    BOOST_TEST(mayAsk(0, 0));
    BOOST_TEST(!mayAsk(1001, 1000));
    BOOST_TEST(!mayAsk(1000, 0));
    BOOST_TEST(!mayAsk(std::nullopt, 1000));
}

BOOST_AUTO_TEST_CASE(the_kernel_says_who_connected) {
    int pair[2];
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    const RawSocket ours(pair[0]);
    const RawSocket theirs(pair[1]);
    BOOST_TEST((peerOf(pair[0]) == ::geteuid()));
    BOOST_TEST((peerOf(-1) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(
    a_stranger_on_a_unix_socket_is_closed_without_an_answer,
    *boost::unit_test::precondition([](boost::unit_test::test_unit_id) {
        return boost::test_tools::assertion_result(::geteuid() == 0);  // to become somebody else
    })
) {
    const TempFolder folder;
    ServerOptions options;
    options.unixPath = (folder / "admin.sock").string();
    Server server(options, echo);
    server.start();
    ::chmod(folder.path().c_str(), 0755);
    ::chmod(options.unixPath.c_str(), 0666);
    BOOST_TEST(!answeredAs(kNobody, options.unixPath));
    BOOST_TEST(server.refused() == 1U);
    BOOST_TEST(answeredAs(0, options.unixPath));
}

BOOST_AUTO_TEST_CASE(a_unix_socket_in_use_and_a_plain_file_are_never_replaced) {
    const TempFolder folder;
    ServerOptions options;
    options.unixPath = (folder / "admin.sock").string();
    Server first(options, echo);
    first.start();
    Server second(options, echo);
    BOOST_CHECK_THROW(second.start(), Error);
    RawSocket socket(options.unixPath);
    socket.send(kGet);
    BOOST_TEST(statusOf(socket.readAnswer()) == 200);

    options.unixPath = (folder / "notes.txt").string();
    std::ofstream(options.unixPath) << "keep me";
    Server third(options, echo);
    BOOST_CHECK_THROW(third.start(), Error);
    BOOST_TEST(std::filesystem::file_size(options.unixPath) == 7U);
    options.unixPath = (folder.path() / std::string(120, 'x')).string();
    Server fourth(options, echo);
    BOOST_CHECK_THROW(fourth.start(), Error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
