// The same writer, reader and deadline as for the outside; only the address is a file.
#include "connector/http/unix_client.h"

#include "connector/http/client_request.h"
#include "connector/http/exchange.h"
#include "connector/http/timed_socket.h"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

namespace bowline::http {

Answer askLocally(
    const std::string& socketPath,
    const LocalRequest& request,
    std::chrono::milliseconds timeout,
    std::size_t maxAnswerBytes
) {
    // The server wants a Host; a Unix socket has none to give but this.
    const ClientRequest asked{
        .method = request.method,
        .url = "http://localhost" + request.path,
        .headers = {},
        .body = request.body};
    const auto bytes = wireForm(asked, checkedTarget(asked));
    const Deadline deadline(timeout);
    try {
        const Poco::Net::SocketAddress address(Poco::Net::SocketAddress::UNIX_LOCAL, socketPath);
        TimedSocket socket(address, timeout, deadline);
        return exchange(
                   socket, bytes, AnswerReader(request.method == "HEAD", maxAnswerBytes), deadline
        )
            .answer;
    } catch (const Poco::Exception&) {
        return NoAnswer{NoAnswerCode::Connect, false};
    }
}

}  // namespace bowline::http
