// Fuzzes the detector: whatever the bytes, findings are sorted, apart, inside the text and on code
// point borders. The first line of the input is the display name. The text is read once as a whole
// and once as three messages, parted at its lines.
#include "connector/base/text.h"
#include "connector/detect/consent_signal.h"
#include "connector/detect/detector.h"
#include "connector/detect/split_values.h"

#include <algorithm>
#include <cstdlib>

using namespace bowline;
using namespace bowline::detect;

namespace {

const Detector& detector() {
    static const Detector instance({
        {"order_number", "ORD-\\d{6}", {}, {}},
        {"any", "[^x]{3}y?", {}, {"case"}},
        {"pet_health", "", {"kidney failure"}, {}},
    });
    return instance;
}

void require(bool holds) {
    if (!holds)
        std::abort();
}

std::vector<bool> borders(std::string_view text) {
    std::vector<bool> all(text.size() + 1);
    for (std::size_t at = 0; at < text.size(); at += codePointAt(text, at).length)
        all[at] = true;
    all[text.size()] = true;
    return all;
}

void requireSound(const std::vector<Finding>& findings, std::string_view text) {
    const auto border = borders(text);
    std::size_t last = 0;
    for (const auto& finding : findings) {
        require(finding.span.begin >= last && finding.span.begin < finding.span.end);
        require(finding.span.end <= text.size());
        require(border[finding.span.begin] && border[finding.span.end]);
        last = finding.span.end;
    }
}

/// Up to the next line end, which is taken away too.
std::string_view takeLine(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

void readAsMessages(
    std::string_view text, const std::vector<KnownValue>& known, std::string_view region
) {
    const auto before = takeLine(text);
    const auto own = takeLine(text);
    const TextsAround around{{before}, {text}, text.size() % 2};
    const auto found = scanAmong(detector(), own, around, known, region);
    requireSound(found.findings, own);
    for (const auto& part : found.earlier)
        require(before.find(part.part.expose()) != std::string_view::npos);
    static_cast<void>(mayGoOn(detector(), own, around, known, region));
    static_cast<void>(mayBeSplit(own));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = asText({data, size});
    const auto line = input.find('\n');
    const auto text = line == std::string_view::npos ? input : input.substr(line + 1);
    const std::vector<KnownValue> known{
        {"contact_name", FoundValue(input.substr(0, line))},
        {"phone", FoundValue("+4915550100123")},
        {"email", FoundValue("maria@example.com")}};
    const std::string_view region = size % 2 == 0 ? "DE" : "";
    requireSound(detector().scan(text, known, region), text);
    readAsMessages(text, known, region);
    static_cast<void>(consentSignalIn(text));
    return 0;
}
