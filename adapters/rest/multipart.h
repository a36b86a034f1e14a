// multipart/form-data (RFC 7578). The same item makes the same bytes in every attempt.
#pragma once

#include "adapters/rest/body.h"

#include <string>
#include <variant>
#include <vector>

namespace bowline::adapters::rest {

/// The boundary is made of `in.op_id` and a counter, so that it does not occur in any part.
std::variant<BodyBytes, Refusal> multipartOf(const std::vector<Part>& parts, const Roots& roots);

}  // namespace bowline::adapters::rest
