// The status line and headers of an answer, taken apart.
#pragma once

#include "connector/http/client.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace bowline::http {

/// Reads a head without its empty line. Absence: nothing when a line is not what it should be;
/// folded lines and control characters count as that.
std::optional<ClientAnswer> readAnswerHead(std::string_view head);

/// How the end of the body is told.
struct BodyFraming {
    enum class Kind { Length, Chunked, ToEnd } kind;
    std::uint64_t length;  ///< with Kind::Length
};
/// Absence: nothing when it is told in two ways or in an unknown one.
std::optional<BodyFraming> framingOf(const ClientAnswer& answer);

}  // namespace bowline::http
