#include "connector/app/detect/jsonl.h"

#include "connector/base/text.h"
#include "connector/detect/detector.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string_view>

namespace bowline::app {

namespace {

/// Counts code points up to places that grow.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : text_(text) {}
    std::size_t upTo(std::size_t byte) {
        for (; at_ < byte; ++count_)
            at_ += codePointAt(text_, at_).length;
        return count_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t count_ = 0;
};

nlohmann::json spansOf(const std::string& text, const std::vector<Finding>& findings) {
    CodePoints points(text);
    auto spans = nlohmann::json::array();
    for (const auto& finding : findings) {
        const auto start = points.upTo(finding.span.begin);
        spans.push_back(
            {{"start", start},
             {"end", points.upTo(finding.span.end)},
             {"type", corpusTypeOf(finding.cls)},
             {"score", finding.score},
             {"class", finding.cls},
             {"detail", finding.detail},
             {"reason", finding.reason}}
        );
    }
    return spans;
}

struct Line {
    nlohmann::json id;
    std::string text;
    std::string region;
};

/// Nothing when the line is no object with a text.
std::optional<Line> readLine(const std::string& line, const std::string& region) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("text") || !json["text"].is_string())
        return std::nullopt;
    const auto own = json.find("region");
    const auto id = json.find("id");
    return Line{
        id != json.end() && id->is_primitive() ? *id : nlohmann::json(),
        json["text"].get<std::string>(),
        own != json.end() && own->is_string() ? own->get<std::string>() : region};
}

}  // namespace

std::string corpusTypeOf(const std::string& cls) {
    static const std::map<std::string_view, std::string_view> types{
        {"bank_account", "BANK_ACCOUNT"},
        {"card_expiry", "DATE"},
        {"card_security_code", "SECRET"},
        {"contact_name", "PERSON"},
        {"person_name", "PERSON"},
        {"crypto_address", "CRYPTO"},
        {"date_of_birth", "DOB"},
        {"device_id", "DEVICE_ID"},
        {"driving_licence", "DRIVER_LICENSE"},
        {"email", "EMAIL"},
        {"health_id", "HEALTH_ID"},
        {"iban", "IBAN"},
        {"ip_address", "IP"},
        {"mac_address", "MAC"},
        {"national_id", "NATIONAL_ID"},
        {"passport", "PASSPORT"},
        {"payment_card", "CREDIT_CARD"},
        {"pet_microchip", "PET_MICROCHIP"},
        {"phone", "PHONE"},
        {"postcode", "POSTCODE"},
        {"secret", "SECRET"},
        {"street_address", "ADDRESS"},
        {"tax_id", "TAX_ID"},
        {"vehicle", "VEHICLE"}};
    const auto type = types.find(cls);
    return type == types.end() ? cls : std::string(type->second);
}

std::size_t detectLines(
    std::istream& in, std::ostream& out, std::ostream& faults, const std::string& region
) {
    const detect::Detector detector({});
    std::size_t number = 0;
    std::size_t unread = 0;
    for (std::string text; std::getline(in, text);) {
        ++number;
        if (trimmed(text).empty())
            continue;
        const auto line = readLine(text, region);
        if (!line) {
            ++unread;
            faults << "line " << number << ": is no JSON object with a \"text\"; it was left out\n";
            continue;
        }
        const auto findings = detector.scan(line->text, {}, line->region);
        out << nlohmann::json{{"id", line->id}, {"spans", spansOf(line->text, findings)}}.dump()
            << "\n";
    }
    return unread;
}

}  // namespace bowline::app
