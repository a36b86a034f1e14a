// What is sensitive in a text. One pass, all classes at once, then validators and context; values
// that are known already (the contact's own name, numbers, e-mail) are found first.
//
// Callers know only this header: the scanner behind it can be replaced. Pure: no I/O, no
// configuration reading; never throws on any bytes; time linear in the text.
#pragma once

#include "connector/model/finding.h"
#include "connector/model/rules.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// A value of the contact that is known before the text is read.
struct KnownValue {
    std::string cls;  ///< "contact_name", "phone", "email"
    FoundValue value{""};
    friend bool operator==(const KnownValue&, const KnownValue&) = default;
};

/// Ids of the built-in classes, sorted. "contact_card" and "location" are told by the part that a
/// text plays in its message, the others are found in it.
const std::vector<std::string>& builtInClasses();

class Detector {
public:
    /// `own`: the classes of the rule set's mappings, already checked by validateOwnClass.
    explicit Detector(const std::vector<OwnClass>& own);
    ~Detector();
    Detector(Detector&&) noexcept;
    Detector& operator=(Detector&&) noexcept;

    /// All findings, sorted, not overlapping (the stronger, then the longer wins). `region` is the
    /// CLDR region for national phone numbers ("DE"), taken from the sender's number; empty: only
    /// international forms. Threads: any, concurrently.
    [[nodiscard]] std::vector<Finding> scan(
        std::string_view text, const std::vector<KnownValue>& known, std::string_view region
    ) const;

private:
    struct Parts;
    std::unique_ptr<const Parts> parts_;
};

/// Why an own class cannot be used ("pattern: unclosed bracket"), or nothing. Never RE2's own
/// words.
std::string validateOwnClass(const OwnClass& own);

}  // namespace bowline::detect
