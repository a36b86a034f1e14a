#include "adapters/rest/multipart.h"

#include "adapters/rest/encoding.h"
#include "adapters/rest/tree.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::List;
using expression::Value;

struct Piece {
    std::string head;  ///< its header lines
    std::string content;
};

/// A quoted string as RFC 7578 (4.2) takes it from RFC 2183: quotes and backslashes escaped.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : asHeaderValue(text)) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string headOf(const Part& part, const Roots& roots) {
    auto head = "Content-Disposition: form-data; name=" + quoted(textOf(part.name, roots.values));
    if (const auto filename = textOf(part.filename, roots.values); !filename.empty())
        head += "; filename=" + quoted(filename);
    head += "\r\n";
    if (const auto type = asHeaderValue(textOf(part.type, roots.values)); !type.empty())
        head += "Content-Type: " + type + "\r\n";
    return head;
}

/// Collects the pieces of a body; a part whose value is null is left out.
class Pieces {
public:
    /// False when a value is too large.
    bool add(const Part& part, const Roots& roots) {
        const auto value = grown(part.value, roots);
        if (!value)
            return false;
        const bool isTree = listIn(*value) || mapIn(*value);
        if (!value->isNull())
            all.push_back(
                {headOf(part, roots),
                 isTree ? expression::toJson(*value) : expression::toText(*value)}
            );
        return true;
    }

    bool addEach(const Part& part, const Roots& roots) {
        if (!part.each)
            return add(part, roots);
        const Value over = part.each->evaluate(roots.values);
        const List* items = listIn(over);
        return !items || std::ranges::all_of(*items, [&](const Value& item) {
            return add(part, roots.with(part.as, item));
        });
    }

    [[nodiscard]] bool hold(std::string_view text) const {
        return std::ranges::any_of(all, [&](const Piece& piece) {
            return piece.content.find(text) != std::string::npos ||
                   piece.head.find(text) != std::string::npos;
        });
    }

    std::vector<Piece> all;
};

/// Letters and digits of our key of the message; RFC 2046 allows 70 characters in all.
std::string keyIn(const Roots& roots) {
    constexpr std::size_t kMost = 48;
    const auto in = roots.values.find("in");
    const Value* id = in == roots.values.end() ? nullptr : valueAt(in->second, "/op_id");
    std::string key = id && textIn(*id) ? *textIn(*id) : std::string();
    std::erase_if(key, [](char c) {
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    });
    return key.substr(0, kMost);
}

std::string boundaryOf(const Pieces& pieces, const Roots& roots) {
    const auto key = keyIn(roots);
    for (int number = 0;; ++number) {
        auto boundary = fmt::format("bowline-{}-{}", key, number);
        if (!pieces.hold(boundary))
            return boundary;
    }
}

}  // namespace

std::variant<BodyBytes, Refusal> multipartOf(const std::vector<Part>& parts, const Roots& roots) {
    Pieces pieces;
    for (const Part& part : parts) {
        if (!pieces.addEach(part, roots))
            return Refusal{"too_large"};
    }
    const auto boundary = boundaryOf(pieces, roots);
    std::string bytes;
    for (const Piece& piece : pieces.all)
        bytes += "--" + boundary + "\r\n" + piece.head + "\r\n" + piece.content + "\r\n";
    return BodyBytes{
        bytes + "--" + boundary + "--\r\n", "multipart/form-data; boundary=" + boundary};
}

}  // namespace bowline::adapters::rest
