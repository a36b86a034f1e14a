// What a Content-Type says, where the contents of multipart/form-data begin and end, and where the
// strings of a JSON text are. Reads what our own adapters wrote; strict, since what is not
// understood gets no secret. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bowline::delivery {

struct MediaType {
    std::string name;      ///< small letters, "application/json"; empty: none
    std::string boundary;  ///< of multipart; empty: none
};
/// Source: RFC 9110 8.3.1, RFC 2046 5.1.1.
MediaType mediaTypeIn(std::string_view header);
bool isJson(const MediaType& type);
bool isForm(const MediaType& type);
bool isMultipart(const MediaType& type);

/// A stretch of a multipart body: the content of one part, or what stands around contents (the
/// delimiters and the heads of parts).
struct MultipartPiece {
    std::string_view bytes;
    bool isContent = false;
    std::string_view type{};  ///< of a content: its Content-Type as written; empty: none
    bool isEncoded = false;   ///< of a content: its head names a transfer encoding
};
/// All pieces in order; together they are `body`. What lacks its closing delimiter is no content.
/// Source: RFC 7578, RFC 2046 5.1.
std::vector<MultipartPiece> piecesOf(std::string_view body, std::string_view boundary);

/// Says for rising places of a JSON text whether they stand in a string. Follows strings and their
/// escapes only: the rest of the grammar is the adapter's engine's.
class JsonStrings {
public:
    /// `json` outlives it.
    explicit JsonStrings(std::string_view json) : json_(json) {}
    /// True when a string goes on at `place`, which is not inside an escape.
    [[nodiscard]] bool holds(std::size_t place);
    /// Leaves out the next `size` bytes: they stand for something else.
    void skip(std::size_t size) { at_ += size; }

private:
    void step();

    std::string_view json_;
    std::size_t at_ = 0;
    bool inside_ = false;
};

}  // namespace bowline::delivery
