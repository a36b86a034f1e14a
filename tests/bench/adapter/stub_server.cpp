// See the header.
#include "tests/bench/adapter/stub_server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/StreamCopier.h>

#include <thread>

namespace bowline::tests {

namespace {

class Handler final : public Poco::Net::HTTPRequestHandler {
public:
    Handler(RtStub& stub, std::chrono::milliseconds delay) : stub_(stub), delay_(delay) {}

    void handleRequest(
        Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response
    ) override {
        std::string body;
        Poco::StreamCopier::copyToString(request.stream(), body);
        const auto answer = stub_.answer(request.getMethod(), request.getURI(), body);
        std::this_thread::sleep_for(delay_);
        response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
        response.setContentType("application/json; charset=utf-8");
        if (!answer.location.empty())
            response.set("Location", answer.location);
        response.sendBuffer(answer.body.data(), answer.body.size());
    }

private:
    RtStub& stub_;
    std::chrono::milliseconds delay_;
};

class Factory final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    Factory(RtStub& stub, std::chrono::milliseconds delay) : stub_(stub), delay_(delay) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&)
        override {
        return new Handler(stub_, delay_);  // Poco owns it
    }

private:
    RtStub& stub_;
    std::chrono::milliseconds delay_;
};

}  // namespace

StubServer::StubServer(RtStub& stub, std::chrono::milliseconds delay) {
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", 0));
    Poco::Net::HTTPServerParams::Ptr how = new Poco::Net::HTTPServerParams;
    how->setKeepAlive(true);
    how->setMaxKeepAliveRequests(0);
    server_ = std::make_unique<Poco::Net::HTTPServer>(new Factory(stub, delay), socket, how);
    server_->start();
}

StubServer::~StubServer() {
    server_->stopAll(true);
}

std::uint16_t StubServer::port() const {
    return server_->port();
}

}  // namespace bowline::tests
