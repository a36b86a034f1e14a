#include "connector/detect/measured_recall.h"

#include <algorithm>
#include <iterator>

namespace bowline::detect {

namespace {

constexpr MeasuredRecall kMeasured[] = {
    {"bank_account", 3, 7},     {"crypto_address", 11, 11},  {"date_of_birth", 40, 40},
    {"device_id", 26, 27},      {"driving_licence", 16, 32}, {"email", 129, 130},
    {"health_id", 22, 46},      {"iban", 263, 263},          {"ip_address", 125, 129},
    {"mac_address", 18, 18},    {"national_id", 234, 287},   {"passport", 47, 80},
    {"payment_card", 290, 291}, {"pet_microchip", 60, 60},   {"phone", 827, 857},
    {"postcode", 28, 52},       {"secret", 80, 80},          {"street_address", 270, 821},
    {"tax_id", 152, 202},       {"vehicle", 27, 46},
};

}  // namespace

std::string_view recallMeasuredIn() {
    return "December 2026";
}

std::optional<MeasuredRecall> measuredRecall(std::string_view cls) {
    const auto* const row = std::ranges::find(kMeasured, cls, &MeasuredRecall::cls);
    return row == std::end(kMeasured) ? std::nullopt : std::optional(*row);
}

}  // namespace bowline::detect
