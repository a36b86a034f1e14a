// Any bytes where the listener expects TLS: alone, behind the first part of a real client's hello,
// or in the middle of a connection whose handshake is through. None becomes a byte of a request,
// none throws, and the session ends when the peer does. The first byte chooses, the second says how
// much of the hello goes before. Run: tls_fuzz -max_total_time=60 -max_len=8192 CORPUS.
#include "connector/http/tls_context.h"
#include "connector/http/tls_session.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/test_certificates.h"

#include <openssl/ssl.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace bowline;
using namespace bowline::http;

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// Two ends of one connection; neither blocks.
struct Pair {
    Pair() {
        require(
            ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0
        );
    }
    ~Pair() {
        for (const int end : ends)
            ::close(end);
    }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    void send(std::string_view bytes) const {
        (void)::send(ends[1], bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// What the session said is read and dropped, so that it can say more.
    void drain() const {
        std::array<char, 4096> block{};
        while (::recv(ends[1], block.data(), block.size(), 0) > 0) {
        }
    }

    std::array<int, 2> ends{};
};

using ClientContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Client = std::unique_ptr<SSL, decltype(&SSL_free)>;

ClientContext& clientContext() {
    static ClientContext context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    return context;
}

Client newClient() {
    Client client(SSL_new(clientContext().get()), &SSL_free);
    SSL_set_connect_state(client.get());
    return client;
}

/// The first flight of a real client.
const std::string& hello() {
    static const std::string recorded = [] {
        const auto client = newClient();
        BIO* const out = BIO_new(BIO_s_mem());
        SSL_set_bio(client.get(), BIO_new(BIO_s_mem()), out);
        (void)SSL_do_handshake(client.get());
        char* bytes = nullptr;
        const auto size = BIO_get_mem_data(out, &bytes);
        return std::string(bytes, static_cast<std::size_t>(size));
    }();
    return recorded;
}

std::shared_ptr<const TlsContext> contextFor(bool asksClients) {
    static const tests::TempFolder folder;
    static test::TestAuthority authority(folder.path());
    static const auto identity = authority.identity("localhost");
    const auto make = [](bool asks) {
        TlsMaterial material;
        material.certificate = tests::readFile(identity.certificateFile);
        material.key = WipedText(tests::readFile(identity.keyFile));
        if (asks)
            material.clientCa = tests::readFile(authority.caFile());
        return std::make_shared<const TlsContext>(material);
    };
    static const auto open = make(false);
    static const auto strict = make(true);
    return asksClients ? strict : open;
}

/// A real client and the session agree on keys; true when they did.
bool shakeHands(TlsSession& session, const Pair& pair, SSL* client) {
    SSL_set_fd(client, pair.ends[1]);
    for (int turn = 0; turn < 8; ++turn) {
        const bool clientDone = SSL_do_handshake(client) == 1;
        if (session.handshake() == TlsStep::Done && clientDone)
            return true;
    }
    return false;
}

/// Bytes that nobody encrypted never come out as a request's.
void requireNothingRead(TlsSession& session) {
    std::array<char, 512> block{};
    require(session.read(block).step != TlsStep::Done);
}

void inTheMiddle(std::string_view bytes) {
    const Pair pair;
    TlsSession session(contextFor(false), pair.ends[0]);
    const auto client = newClient();
    require(shakeHands(session, pair, client.get()));
    pair.send(bytes);
    requireNothingRead(session);
    ::shutdown(pair.ends[1], SHUT_WR);
    requireNothingRead(session);
    session.endSending();
}

void atTheBeginning(bool asksClients, std::string_view before, std::string_view bytes) {
    const Pair pair;
    TlsSession session(contextFor(asksClients), pair.ends[0]);
    pair.send(before);
    pair.send(bytes);
    auto step = session.handshake();
    for (int turn = 0; turn < 8 && step == TlsStep::WantsWrite; ++turn) {
        pair.drain();
        step = session.handshake();
    }
    require(step == TlsStep::WantsRead || step == TlsStep::Ended);
    ::shutdown(pair.ends[1], SHUT_WR);
    require(session.handshake() == TlsStep::Ended);
    session.endSending();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    const bool asksClients = (data[0] & 1U) != 0;
    if ((data[0] & 6U) == 6U)
        inTheMiddle(bytes);
    else
        atTheBeginning(
            asksClients, std::string_view(hello()).substr(0, hello().size() * data[1] / 255), bytes
        );
    return 0;
}
