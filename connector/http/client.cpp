// The words for answers and for their absence.
#include "connector/http/client.h"

#include "connector/http/header_name.h"

namespace bowline::http {

std::optional<std::string_view> ClientAnswer::header(std::string_view name) const {
    for (const auto& [have, value] : headers) {
        if (sameName(have, name))
            return value;
    }
    return std::nullopt;
}

std::string_view nameOf(NoAnswerCode code) {
    switch (code) {
        case NoAnswerCode::Dns:
            return "dns";
        case NoAnswerCode::Connect:
            return "connect";
        case NoAnswerCode::Tls:
            return "tls";
        case NoAnswerCode::Timeout:
            return "timeout";
        case NoAnswerCode::Closed:
            return "closed";
        case NoAnswerCode::RefusedAddress:
            return "refused_address";
        case NoAnswerCode::TooLarge:
            return "too_large";
        case NoAnswerCode::Malformed:
            return "malformed";
    }
    return "closed";
}

}  // namespace bowline::http
