#include "tests/unit/settings/support.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace bowline::settings::test {

Vocabulary vocabulary() {
    return {
        {"bank_account",  "card_expiry",   "card_security_code",
         "contact_card",  "contact_name",  "crypto_address",
         "date_of_birth", "device_id",     "driving_licence",
         "email",         "health_id",     "iban",
         "ip_address",    "location",      "mac_address",
         "national_id",   "passport",      "payment_card",
         "person_name",   "pet_microchip", "phone",
         "postcode",      "secret",        "street_address",
         "tax_id",        "vehicle"},
        builtInAdapters()};
}

Sources soundSources() {
    return {
        {"bowline.yaml", kConfig},
        {{"mappings/helpdesk.yaml", kMapping}},
        {{"policies/balanced.yaml", kPolicy}},
        {}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    if (at == std::string::npos)
        throw std::logic_error("not in the text: " + std::string(from));
    return text.replace(at, from.size(), to);
}

std::string printed(const std::vector<Lint>& lints) {
    std::string all;
    for (const Lint& lint : lints)
        all += toText(lint) + "\n";
    return all;
}

std::string readFile(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace bowline::settings::test
