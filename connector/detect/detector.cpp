// Runs all recognisers on one view of the text and lets the stronger ones win.
#include "connector/detect/detector.h"

#include "connector/detect/built_in_classes.h"
#include "connector/detect/candidate.h"
#include "connector/detect/card.h"
#include "connector/detect/cover.h"
#include "connector/detect/cues.h"
#include "connector/detect/dates.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/email.h"
#include "connector/detect/iban.h"
#include "connector/detect/identifiers/search.h"
#include "connector/detect/known_values.h"
#include "connector/detect/network.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/overlap.h"
#include "connector/detect/own_classes.h"
#include "connector/detect/passwords.h"
#include "connector/detect/person_name.h"
#include "connector/detect/phone.h"
#include "connector/detect/phone_plan.h"
#include "connector/detect/postcode.h"
#include "connector/detect/repeats.h"
#include "connector/detect/scan_text.h"
#include "connector/detect/spelled_digits.h"
#include "connector/detect/split_lines.h"
#include "connector/detect/street_address.h"
#include "connector/detect/tokens.h"
#include "connector/detect/travel_document.h"
#include "connector/detect/words.h"

#include <algorithm>
#include <utility>

namespace bowline::detect {

namespace {

/// An address that contains a known one is the same address; two names side by side are one name.
void joinNames(std::vector<Finding>& findings, std::string_view view) {
    const auto isName = [](const Finding& finding) {
        return finding.cls == "contact_name" || finding.cls == "person_name";
    };
    const auto isOneName = [&](const Finding& a, const Finding& b) {
        return isName(a) && isName(b) &&
               view.substr(a.span.end, b.span.begin - a.span.end).find_first_not_of(' ') ==
                   std::string_view::npos;
    };
    std::vector<Finding> joined;
    for (auto& finding : findings) {
        if (!joined.empty() && isOneName(joined.back(), finding)) {
            joined.back().span.end = finding.span.end;
            if (finding.cls == "contact_name")
                joined.back().cls = finding.cls;
        } else {
            joined.push_back(std::move(finding));
        }
    }
    findings = std::move(joined);
}

Candidates findInDigits(const ScanText& text, const std::vector<KnownValue>& known) {
    if (text.digits.empty())
        return {};
    Candidates found = findCards(text);
    append(found, findDates(text, found));
    append(found, findIbans(text));
    append(found, findIdentifiers(text));
    append(found, findPhones(text));
    append(found, findKnownNumbers(text.view, text.digits, known));
    append(found, findStreetAddresses(text));
    append(found, findPostcodes(text));
    return found;
}

/// Undoes words that stand for digits, and reads the words again where it did. Returns where digits
/// were words.
std::vector<Span> undoWords(NormalView& view, Cues& cues) {
    std::vector<Span> spelled;
    if (const auto digits = spelledDigits(view.text(), cues); !digits.empty()) {
        spelled = view.replace(digits);
        cues = Cues(view.text());
    }
    return spelled;
}

/// The groups of digits of `view`, once letters that stand for digits are undone.
std::vector<DigitGroup> digitsOf(NormalView& view) {
    auto digits = digitGroups(view.text());
    const auto letters = lettersForDigits(view.text(), digits);
    if (letters.empty())
        return digits;
    view.overwrite(letters);
    return digitGroups(view.text());
}

/// Who says that many digits as words hides a number, whatever it is: a telephone's most likely.
Candidates findSpelled(const std::vector<Span>& spelled) {
    constexpr std::size_t kFewest = 8;
    Candidates found;
    for (const Span span : spelled) {
        if (span.end - span.begin >= kFewest)
            found.push_back({{span, "phone", "", 0.5, "spelled"}, Strength::Pattern});
    }
    return found;
}

}  // namespace

struct Detector::Parts {
    std::vector<OwnClassSearch> own;
};

const std::vector<std::string>& builtInClasses() {
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> all;
        for (const auto& one : allBuiltInClasses())
            all.emplace_back(one.id);
        return all;
    }();
    return ids;
}

Detector::Detector(const std::vector<OwnClass>& own) {
    auto parts = std::make_unique<Parts>();
    for (const auto& one : own)
        parts->own.emplace_back(one);
    parts_ = std::move(parts);
    askPlan("+1", {});  // the numbering plans are read here, not in the first message
}

Detector::~Detector() = default;
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;

std::vector<Finding> Detector::scan(
    std::string_view text, const std::vector<KnownValue>& known, std::string_view region
) const {
    NormalView view(text);
    Cues cues(view.text());
    const std::vector<Span> spelled = undoWords(view, cues);
    const std::vector<DigitGroup> digits = digitsOf(view);
    const ScanText scanned{view.text(), digits, cues, region};
    Candidates found = findInDigits(scanned, known);
    append(found, findSpelled(spelled));
    append(found, findTravelDocuments(view.text()));
    append(found, findNetworkAddresses(scanned));
    append(found, findPasswords(scanned));
    append(found, findTokens(scanned));
    append(found, findEmails(view.text()));
    append(found, findPersonNames(scanned));
    append(found, findRepeats(view.text(), found));
    append(found, findKnownEmails(view.text(), known));
    if (!known.empty() || !parts_->own.empty()) {
        const Words words(view.text());
        append(found, findKnownNames(words, view.text(), known));
        for (const auto& own : parts_->own)
            append(found, own.in(view, words));
    }
    std::vector<Finding> findings = withoutOverlaps(std::move(found), view.text());
    joinNames(findings, view.text());
    for (auto& finding : findings)
        finding.span = view.inSource(finding.span);
    std::erase_if(findings, [](const Finding& finding) {
        return finding.span.begin >= finding.span.end;
    });
    auto parts = foundAcrossLines(*this, text, known, region);
    return parts.empty() ? findings : withCover(std::move(parts), findings);
}

}  // namespace bowline::detect
