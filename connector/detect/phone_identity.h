// Phone numbers as identities: E.164 and the other forms under which one person may appear.
#pragma once

#include "connector/base/sensitive.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// E.164 with '+' of a number as a provider sends it (digits, optional '+'); nothing when it cannot
/// be a number.
std::optional<Phone> normalisePhone(std::string_view digits);
/// The number itself first, then its variants: Brazil with or without the 9th digit, Mexico with or
/// without 1, Argentina with or without 9. Source: reference whatsapp.md 4.4.
std::vector<Phone> phoneVariants(const Phone& number);
/// CLDR region of the number ("DE"), empty when unknown.
std::string regionOf(const Phone& number);

}  // namespace bowline::detect
