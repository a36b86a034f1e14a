// bench_bare: the listener of the product and nothing behind it. Prints its port, answers 200 to
// everything, ends when its standard input does.
#include "connector/http/server.h"

#include <chrono>
#include <iostream>
#include <unistd.h>

int main() {
    bowline::http::Server server({}, [](const bowline::http::Request&, const auto& respond) {
        bowline::http::Response response;
        response.status = 200;
        respond(std::move(response));
    });
    server.start();
    std::cout << server.port() << std::endl;
    char end = 0;
    while (read(STDIN_FILENO, &end, 1) > 0) {
    }
    server.stop(std::chrono::milliseconds{0});
}
