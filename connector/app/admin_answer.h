// An answer of the admin socket to what an operator asked for: a status and a line for her.
#pragma once

#include "connector/http/server.h"

#include <string>
#include <utility>

namespace bowline::app {

inline http::Response said(int status, std::string text) {
    http::Response response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

}  // namespace bowline::app
