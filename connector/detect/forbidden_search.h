// Looks for forbidden values in finished bytes. Written apart from the detectors on purpose: it
// knows the values themselves and undoes encodings instead of recognising shapes. Used by the leak
// guard on the finished item and by the egress guard on the finished request.
//
// Digit values of six or more digits are found anywhere after dropping what is not a digit, as
// E.164, national and last nine; words only on token borders and from five letters on. Encodings
// undone: backslash escapes of JSON, markup and query languages, percent, base64 at every alignment
// and across line breaks, hex, HTML entities and tags, RFC 2047, the texts of a JSON document
// joined, times as seconds, UTF-16, keycap and full-width digits, zero-width characters; nested to
// depth 3.
#pragma once

#include "connector/model/item.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace bowline::detect {

struct ForbiddenHit {
    /// Class of the value that was found; "unknown" with the form "too_nested".
    std::string cls;
    /// How it stood there, the outermost encoding first to be undone: "plain", "digits",
    /// "checksum", or a form of undo.h; or
    /// "too_nested": the bytes unfold to more than we look through, which no honest text does.
    std::string form;
};

/// The classes whose values give themselves away.
struct Checksums {
    bool cards = false;     ///< "payment_card"
    bool accounts = false;  ///< "iban"
    /// Accounts that are no hit, small letters and digits; null for none. Outlives the search.
    const std::set<std::string>* allowedAccounts = nullptr;
};
constexpr Checksums kNoChecksums{};
constexpr Checksums kAllChecksums{true, true};

class ForbiddenSearch {
public:
    explicit ForbiddenSearch(const Forbidden& forbidden);
    ~ForbiddenSearch();
    ForbiddenSearch(ForbiddenSearch&&) noexcept;

    /// The first hit, or nothing. Linear in the bytes. Also finds values that nobody listed, by
    /// their check digits. Threads: any.
    [[nodiscard]] std::optional<ForbiddenHit> in(std::string_view bytes, const Checksums& also)
        const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

}  // namespace bowline::detect
