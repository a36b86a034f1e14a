// Fuzzes the search for forbidden values: it survives any bytes, and a value that stands in them
// plainly, or in base64 at any place, is always found. The first line of the input is one more
// forbidden value.
#include "connector/base/text.h"
#include "connector/detect/forbidden_search.h"

#include <cstdlib>

using namespace bowline;
using namespace bowline::detect;

namespace {

constexpr std::string_view kNumber = "+4915550100123";

void require(bool holds) {
    if (!holds)
        std::abort();
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
        for (bits += 8; bits >= 6; bits -= 6)
            out += kAlphabet[(held >> (bits - 6)) & 63];
    }
    if (bits != 0)
        out += kAlphabet[(held << (6 - bits)) & 63];
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = asText({data, size});
    const auto line = input.find('\n');
    const auto text = line == std::string_view::npos ? input : input.substr(line + 1);
    const ForbiddenSearch search(Forbidden{
        {{FoundValue(kNumber), "phone"}, {FoundValue(input.substr(0, line)), "contact_name"}}});
    static_cast<void>(search.in(text, detect::kAllChecksums));
    // A blank keeps the bytes before from swallowing the first of ours into a character or an
    // escape.
    const std::string head = std::string(text.substr(0, size / 2)) + " ";
    const std::string tail = " " + std::string(text.substr(std::min(text.size(), size / 2)));
    require(search.in(head + std::string(kNumber) + tail, detect::kNoChecksums).has_value());
    require(search.in(head + base64("tel " + std::string(kNumber)) + tail, detect::kNoChecksums)
                .has_value());
    return 0;
}
