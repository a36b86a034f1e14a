// Looks for forbidden values in finished bytes. Written apart from the detectors on purpose: it knows the
// values themselves and undoes encodings instead of recognising shapes. Used by the leak guard on the
// finished item and by the egress guard on the finished request.
//
// Digit values of six or more digits are found anywhere after dropping what is not a digit, as E.164,
// national and last nine; words only on token borders and from five letters on. Encodings undone: JSON
// escapes, percent, base64 at every alignment and across line breaks, hex, HTML entities, UTF-16,
// keycap and full-width digits, zero-width characters; nested to depth 3.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connector/model/item.h"

namespace bowline::detect {

struct ForbiddenHit {
    std::string cls;   ///< class of the value that was found
    std::string form;  ///< how: "plain", "digits", "base64", "percent", "hex", ... from a closed list
};

class ForbiddenSearch {
public:
    explicit ForbiddenSearch(const Forbidden& forbidden);
    ~ForbiddenSearch();
    ForbiddenSearch(ForbiddenSearch&&) noexcept;

    /// The first hit, or nothing. Linear in the bytes. Also looks for checksum-bearing classes (payment
    /// cards) that nobody listed when `alsoChecksums`. Threads: any.
    [[nodiscard]] std::optional<ForbiddenHit> in(std::string_view bytes, bool alsoChecksums) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

}  // namespace bowline::detect
