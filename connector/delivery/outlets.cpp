// The ways out; see the header.
#include "connector/delivery/outlets.h"

#include "connector/base/error.h"

namespace bowline::delivery {

namespace {

using ExchangeAnswer = std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>;

[[noreturn]] void refuseFiles() {
    throw Error(
        "delivery: a destination with a URL cannot write files",
        "give the destination an adapter that sends requests, or a path"
    );
}

ExchangeAnswer translated(const http::ClientAnswer& answer) {
    return adapter_api::InboundAnswer{
        answer.status, answer.headers, adapter_api::AnswerText(answer.body)};
}

ExchangeAnswer translated(const http::NoAnswer& none) {
    return adapter_api::NoAnswer{std::string(http::nameOf(none.code)), none.sent};
}

}  // namespace

std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> FolderOutlet::send(
    const adapter_api::OutboundRequest& /*request*/
) {
    throw Error(
        "delivery: a folder destination cannot send requests",
        "give the destination an adapter that writes files, or a URL"
    );
}

ExchangeAnswer HttpOutlet::send(const adapter_api::OutboundRequest& request) {
    const auto answer = client_.send({request.method, request.url, request.headers, request.body});
    return std::visit([](const auto& a) { return translated(a); }, answer);
}

void HttpOutlet::writeFile(std::string_view /*name*/, std::string_view /*bytes*/) {
    refuseFiles();
}

std::optional<std::string> HttpOutlet::readFile(std::string_view /*name*/) {
    refuseFiles();
}

}  // namespace bowline::delivery
