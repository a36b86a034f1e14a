// Requests and handlers that the tests of the server share.
#pragma once

#include "connector/http/server.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bowline::http::test {

inline Response text(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
}

/// Answers with the body it got.
inline void echo(const Request& request, const Responder& respond) {
    respond(text(request.method + " " + request.path + " " + request.body));
}

inline std::string post(const std::string& body) {
    return "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

inline const std::string kGet = "GET /g HTTP/1.1\r\nHost: a\r\n\r\n";

/// Keeps the Responders for another thread.
class Waiting {
public:
    void take(Responder responder) {
        const std::scoped_lock lock(mutex_);
        responders_.push_back(std::move(responder));
        came_.notify_all();
    }
    std::vector<Responder> awaitMany(std::size_t count) {
        std::unique_lock lock(mutex_);
        if (!came_.wait_for(lock, std::chrono::seconds(10), [&] {
                return responders_.size() >= count;
            })) {
            throw std::runtime_error("no request came");
        }
        return std::exchange(responders_, {});
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<Responder> responders_;
};

}  // namespace bowline::http::test
