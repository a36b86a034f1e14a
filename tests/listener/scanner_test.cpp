// What sslscan says of the listener under TLS: nothing that a reviewer would have to explain.
#include "connector/http/server.h"
#include "connector/http/tls_context.h"
#include "tests/listener/outside_program.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/test_certificates.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <regex>

using namespace bowline;
using namespace bowline::tests;

namespace {

/// Elements of that name, each as its text.
std::vector<std::string> elements(const std::string& xml, const std::string& name) {
    const std::regex pattern("<" + name + " [^>]*>");
    std::vector<std::string> found;
    for (std::sregex_iterator at(xml.begin(), xml.end(), pattern), end; at != end; ++at)
        found.push_back(at->str());
    return found;
}

std::string attribute(const std::string& element, const std::string& name) {
    std::smatch match;
    return std::regex_search(element, match, std::regex(" " + name + "=\"([^\"]*)\""))
               ? match[1].str()
               : "";
}

std::string scanned() {
    const TempFolder folder;
    http::test::TestAuthority authority(folder.path());
    const auto identity = authority.identity("localhost");
    http::ServerOptions options;
    options.tls = std::make_shared<const http::TlsContext>(http::TlsMaterial{
        readFile(identity.certificateFile), WipedText(readFile(identity.keyFile)), {}, {}});
    http::Server server(options, [](const http::Request&, const http::Responder& respond) {
        respond(http::Response{});
    });
    server.start();
    const auto xml = (folder / "found.xml").string();
    const auto place = fmt::format("127.0.0.1:{}", server.port());
    const auto said =
        runProgram("/usr/bin/sslscan", {"--no-colour", "--xml=" + xml, "--show-times", place}, "");
    BOOST_TEST_MESSAGE(said.output);
    BOOST_TEST(said.exitCode == 0);
    BOOST_TEST(said.output.find("Server supports TLS Fallback SCSV") != std::string::npos);
    return readFile(xml);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scanner)

BOOST_AUTO_TEST_CASE(sslscan_finds_nothing, *needs("/usr/bin/sslscan", "sslscan")) {
    const auto xml = scanned();
    std::vector<std::string> spoken;
    for (const auto& protocol : elements(xml, "protocol")) {
        if (attribute(protocol, "enabled") == "1")
            spoken.push_back(attribute(protocol, "version"));
    }
    BOOST_TEST(spoken == (std::vector<std::string>{"1.2", "1.3"}));
    const auto ciphers = elements(xml, "cipher");
    BOOST_TEST(ciphers.size() == 6U);
    for (const auto& cipher : ciphers) {
        const auto name = attribute(cipher, "cipher");
        const auto strength = attribute(cipher, "strength");
        BOOST_TEST((strength == "strong" || strength == "acceptable"), cipher);
        BOOST_TEST(std::stoi(attribute(cipher, "bits")) >= 128, cipher);
        BOOST_TEST((name.starts_with("ECDHE-") || name.starts_with("TLS_")), cipher);
        BOOST_TEST(
            (name.find("GCM") != std::string::npos || name.find("POLY1305") != std::string::npos),
            cipher
        );
    }
    for (const auto& one : elements(xml, "heartbleed"))
        BOOST_TEST(attribute(one, "vulnerable") == "0", one);
    const auto renegotiation = elements(xml, "renegotiation");
    BOOST_REQUIRE(renegotiation.size() == 1U);
    BOOST_TEST(attribute(renegotiation.front(), "supported") == "0");
    for (const auto& group : elements(xml, "group"))
        BOOST_TEST(std::stoi(attribute(group, "bits")) >= 112, group);
}

BOOST_AUTO_TEST_SUITE_END()
