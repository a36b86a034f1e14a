// Resolve, check, connect to the checked address, exchange. Poco's own HTTPClientSession is not
// used: it reconnects by itself, to whatever the name means by then, and its time-outs are per
// read.
#include "connector/http/poco_client.h"

#include "connector/base/error.h"
#include "connector/base/guarded.h"
#include "connector/http/address_policy.h"
#include "connector/http/client_request.h"
#include "connector/http/exchange.h"
#include "connector/http/timed_socket.h"

#include <Poco/Clock.h>
#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/IPAddress.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

namespace bowline::http {

namespace {

using Poco::Net::Context;
using Poco::Net::IPAddress;

// Apache closes an idle connection after 5 s; taking one younger than that rarely meets a close
// under way.
constexpr Poco::Clock::ClockDiff kIdleLifeMicroseconds = 4'000'000;
// Deliveries of one destination run a handful at a time.
constexpr std::size_t kMaxIdle = 8;

struct IdleSocket {
    TimedSocket socket;
    Poco::Clock since;
};
using IdleSockets = std::map<std::string, std::vector<IdleSocket>>;
using Opened = std::variant<TimedSocket, NoAnswerCode>;

Context::Ptr makeContext(const std::string& caFile) {
    try {
        Context::Params params;
        params.caLocation = caFile;
        params.loadDefaultCAs = true;
        params.verificationMode = Context::VERIFY_STRICT;
        params.cipherList = "ECDHE+AESGCM:ECDHE+CHACHA20";
        Context::Ptr context = new Context(Context::TLS_CLIENT_USE, params);
        context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        return context;
    } catch (const Poco::Exception&) {
        throw ConfigError(
            "http: cannot prepare TLS: the file of certificate authorities cannot be used",
            "check that the CA file exists, is readable and holds PEM certificates"
        );
    }
}

NetAddress toNetAddress(const IPAddress& address) {
    NetAddress out;
    out.v6 = address.family() == IPAddress::IPv6;
    std::memcpy(out.bytes.data(), address.addr(), static_cast<std::size_t>(address.length()));
    return out;
}

IPAddress toPoco(const NetAddress& address) {
    const auto size = static_cast<poco_socklen_t>(address.v6 ? 16 : 4);
    return {address.bytes.data(), size};
}

std::vector<NetAddress> askSystem(const std::string& host) {
    try {
        IPAddress literal;
        if (IPAddress::tryParse(host, literal))
            return {toNetAddress(literal)};
        const auto found = Poco::Net::DNS::resolve(host);
        std::vector<NetAddress> all;
        for (const auto& address : found.addresses())
            all.push_back(toNetAddress(address));
        return all;
    } catch (const Poco::Exception&) {
        return {};
    }
}

void checkOptions(const ClientOptions& options) {
    using std::chrono::milliseconds;
    const bool set = options.connectTimeout > milliseconds{0} &&
                     options.totalTimeout > milliseconds{0} && options.maxAnswerBytes > 0;
    if (!set)
        throw Error(
            "http: cannot make a client: a limit is missing",
            "set both time-outs and the largest answer above zero"
        );
}

}  // namespace

class PocoClient::Impl {
public:
    Impl(ClientOptions options, Resolver resolver)
        : options_(std::move(options)),
          resolve_(std::move(resolver)),
          policy_(options_.allowedHosts),
          context_(makeContext(options_.caFile)) {}

    Answer send(const ClientRequest& request) {
        const auto target = checkedTarget(request);
        const auto bytes = wireForm(request, target);
        const AnswerReader reader(request.method == "HEAD", options_.maxAnswerBytes);
        const Deadline deadline(request.totalTimeout.value_or(options_.totalTimeout));
        if (auto kept = takeIdle(target)) {
            const auto answer = over(*kept, target, bytes, reader, deadline);
            const auto* none = std::get_if<NoAnswer>(&answer);
            if (none == nullptr || none->sent)
                return answer;
        }
        return overNew(target, bytes, reader, deadline);
    }

private:
    Answer overNew(
        const Target& target,
        const std::string& bytes,
        const AnswerReader& reader,
        const Deadline& deadline
    ) {
        const auto addresses = resolve_(target.host);
        if (addresses.empty())
            return NoAnswer{NoAnswerCode::Dns, false};
        auto opened = open(target, addresses, deadline);
        if (const auto* code = std::get_if<NoAnswerCode>(&opened))
            return NoAnswer{*code, false};
        return over(std::get<TimedSocket>(opened), target, bytes, reader, deadline);
    }

    Answer over(
        TimedSocket& socket,
        const Target& target,
        const std::string& bytes,
        const AnswerReader& reader,
        const Deadline& deadline
    ) {
        auto result = exchange(socket, bytes, reader, deadline);
        if (result.reusable)
            keep(target, socket);
        return std::move(result.answer);
    }

    /// Connects to the first address that is permitted and answers.
    Opened open(
        const Target& target, const std::vector<NetAddress>& addresses, const Deadline& deadline
    ) const {
        auto why = NoAnswerCode::RefusedAddress;
        for (const auto& address : addresses) {
            if (!policy_.permits(target.host, address))
                continue;
            auto opened = connect(target, toPoco(address), deadline);
            if (std::holds_alternative<TimedSocket>(opened))
                return opened;
            why = std::get<NoAnswerCode>(opened);
        }
        return why;
    }

    Opened connect(const Target& target, const IPAddress& address, const Deadline& deadline) const {
        auto phase = NoAnswerCode::Connect;
        try {
            TimedSocket socket({address, target.port}, options_.connectTimeout, deadline);
            phase = NoAnswerCode::Tls;
            if (target.tls)
                socket.secure(target.host, context_, deadline);
            return socket;
        } catch (const Poco::Exception& failure) {
            const bool over = deadline.left().totalMicroseconds() == 0;
            if (over)
                return NoAnswerCode::Timeout;
            return phase == NoAnswerCode::Connect ? phase : codeOf(failure, phase);
        }
    }

    std::optional<TimedSocket> takeIdle(const Target& target) {
        for (;;) {
            auto taken = idle_.with([&](IdleSockets& all) -> std::optional<IdleSocket> {
                auto& sockets = all[target.poolKey()];
                if (sockets.empty())
                    return std::nullopt;
                auto last = std::move(sockets.back());
                sockets.pop_back();
                return last;
            });
            if (!taken)
                return std::nullopt;
            if (taken->since.isElapsed(kIdleLifeMicroseconds) || !taken->socket.isQuiet())
                continue;
            taken->socket.forgetSent();
            return std::move(taken->socket);
        }
    }

    void keep(const Target& target, const TimedSocket& socket) {
        idle_.with([&](IdleSockets& all) {
            auto& sockets = all[target.poolKey()];
            if (sockets.size() >= kMaxIdle)
                sockets.erase(sockets.begin());
            sockets.push_back({socket, Poco::Clock()});
        });
    }

    ClientOptions options_;
    Resolver resolve_;
    AddressPolicy policy_;
    Context::Ptr context_;
    Guarded<IdleSockets> idle_;
};

PocoClient::PocoClient(ClientOptions options) : PocoClient(std::move(options), askSystem) {}

PocoClient::PocoClient(ClientOptions options, Resolver resolver) {
    checkOptions(options);
    impl_ = std::make_unique<Impl>(std::move(options), std::move(resolver));
}

PocoClient::~PocoClient() = default;

Answer PocoClient::send(const ClientRequest& request) {
    return impl_->send(request);
}

}  // namespace bowline::http
