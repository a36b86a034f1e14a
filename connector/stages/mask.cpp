// One walk over the text: what stands between the findings is the person's and stays, what stands
// inside becomes what its rule says. Findings are not trusted to be in order or in bounds.
#include "connector/stages/mask.h"

#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/expression/letters.h"
#include "connector/stages/allowed.h"
#include "connector/stages/generalise.h"
#include "connector/stages/placeholders.h"
#include "connector/stages/plain_form.h"

#include <algorithm>
#include <set>

namespace bowline::stages {

namespace {

constexpr std::size_t kMostKept = 4;

/// The end that a rule with keep_last shows: never more than half of a value, so that a short one
/// is not told.
std::string keptEnd(std::string_view value, const ClassRule& rule) {
    if (rule.action != Action::Mask || rule.keepLast == 0)
        return {};
    const std::string all = lettersAndDigits(value);
    const std::size_t wanted = std::min<std::size_t>(rule.keepLast, kMostKept);
    return all.substr(all.size() - std::min(wanted, all.size() / 2));
}

/// Equal numbers are written in many ways; the digits tell them. Other values by their small
/// letters.
std::string sameness(const std::string& cls, std::string_view value) {
    std::string digits;
    std::ranges::copy_if(value, std::back_inserter(digits), [](char c) {
        return c >= '0' && c <= '9';
    });
    constexpr std::size_t kTooFewToTell = 4;  // a number in words or in other scripts' digits
    return cls == "phone" && digits.size() >= kTooFewToTell ? digits : expression::toLower(value);
}

/// 40 bits in digits and capital letters without those that are mistaken for others.
std::string tokenUnder(std::string_view key, std::string_view cls, std::string_view value) {
    constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr std::size_t kLength = 8;
    const auto digest = KeyedHash(key).ofFields({"token", cls, plainForm(value)});
    std::string token;
    for (std::size_t i = 0; i < kLength; ++i)
        token += kLetters[digest.at(i) % kLetters.size()];
    return token;
}

class Masking {
public:
    Masking(
        const InspectedText& source,
        const Mapping& mapping,
        const std::string& language,
        const TokenKeys& tokens,
        std::string_view region
    )
        : source_(source),
          text_(source.text.expose()),
          fixed_(source.fixed),
          mapping_(mapping),
          language_(language),
          tokens_(tokens),
          region_(region) {}

    MaskedText run(std::vector<Finding> findings) {
        std::ranges::sort(findings, {}, &Finding::span);
        std::size_t at = 0;
        for (const auto& finding : findings) {
            const std::size_t end = std::min(finding.span.end, text_.size());
            const std::size_t begin = std::max(finding.span.begin, at);
            if (begin >= end)
                continue;
            asWritten({at, begin});
            apply(finding, {begin, end});
            at = end;
        }
        asWritten({at, text_.size()});
        return finish();
    }

private:
    void apply(const Finding& finding, Span place) {
        const ClassRule rule = ruleOf(mapping_, finding.cls);
        const auto value = text_.substr(place.begin, place.end - place.begin);
        if (rule.action == Action::Keep || isAllowed(mapping_, finding, source_, region_)) {
            kept_.insert(std::string(value));
            return asWritten(place);
        }
        ++out_.removed[finding.cls];
        out_.removedValues.push_back({FoundValue(value), finding.cls});
        out_.withheld = out_.withheld || rule.action == Action::Withhold;
        if (rule.action != Action::Strip && !rule.silent)
            out_.text += placeholder(finding, value, rule);
    }

    std::string placeholder(const Finding& finding, std::string_view value, const ClassRule& rule) {
        auto& ordinals = ordinals_[finding.cls];
        const auto known =
            ordinals.emplace(sameness(finding.cls, value), ordinals.size() + 1).first;
        // Of a part, the end is not the value's, nor is there a year or a token of it.
        if (finding.isPart)
            return valuePlaceholder({finding.cls, finding.detail, known->second, {}}, language_);
        const std::string kept = keptEnd(value, rule);
        const std::string token = tokenFor(finding.cls, value, rule);
        const std::string roughly =
            rule.action == Action::Generalise ? generalised(value, rule.to) : std::string();
        return valuePlaceholder(
            {finding.cls, finding.detail, known->second, kept, token, roughly}, language_
        );
    }

    /// Empty when the rule asks for none, or nobody gave the key.
    [[nodiscard]] std::string tokenFor(
        std::string_view cls, std::string_view value, const ClassRule& rule
    ) const {
        if (rule.action != Action::Mask || rule.token == TokenScope::None)
            return {};
        const auto& key =
            rule.token == TokenScope::Conversation ? tokens_.conversation : tokens_.destination;
        return key.empty() ? std::string() : tokenUnder(key, cls, value);
    }

    /// Words that stay. Bytes that are no UTF-8 become U+FFFD: no destination takes them.
    void asWritten(Span place) {
        const auto piece = text_.substr(0, place.end);
        for (std::size_t at = place.begin; at < piece.size();) {
            const CodePoint c = codePointAt(piece, at);
            if ((c.value == '[' || c.value == '(') && !isOurs(at))
                brackets_.push_back(out_.text.size());
            appendUtf8(out_.text, c.value);
            at += c.length;
        }
    }

    /// Asked for ascending places.
    bool isOurs(std::size_t at) {
        while (nextFixed_ < fixed_.size() && fixed_[nextFixed_].end <= at)
            ++nextFixed_;
        return nextFixed_ < fixed_.size() && fixed_[nextFixed_].begin <= at;
    }

    MaskedText finish() {
        // What stands elsewhere in the text by rule cannot be forbidden for the whole of it.
        std::erase_if(out_.removedValues, [&](const ForbiddenValue& removed) {
            return kept_.contains(std::string(removed.value.expose()));
        });
        out_.text = out_.withheld ? std::string() : escapeImitations(out_.text, brackets_);
        return std::move(out_);
    }

    const InspectedText& source_;
    std::string_view text_;
    const std::vector<Span>& fixed_;
    std::size_t nextFixed_ = 0;
    const Mapping& mapping_;
    const std::string& language_;
    const TokenKeys& tokens_;
    std::string_view region_;
    MaskedText out_;
    std::vector<std::size_t> brackets_;
    std::set<std::string> kept_;
    std::map<std::string, std::map<std::string, std::size_t>> ordinals_;  ///< by class and sameness
};

}  // namespace

ClassRule ruleOf(const Mapping& mapping, const std::string& cls) {
    const ClassRule& rule = mapping.ruleFor(cls);
    const bool isNamed = mapping.sensitive.contains(cls);
    return rule.action == Action::Keep && !isNamed ? ClassRule{} : rule;
}

MaskedText applyActions(
    const InspectedText& source,
    const Mapping& mapping,
    const std::string& language,
    const TokenKeys& tokens,
    std::string_view region
) {
    return Masking(source, mapping, language, tokens, region).run(source.findings);
}

}  // namespace bowline::stages
