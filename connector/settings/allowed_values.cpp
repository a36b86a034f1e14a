// Only classes of which a business has values that it prints on its letters: nobody publishes a
// card or a password.
#include "connector/settings/allowed_values.h"

#include "connector/settings/spec_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace bowline::settings {

namespace {

struct Publishable {
    std::string_view cls;
    std::string_view sentence;
    std::string_view example;
};

constexpr std::array<Publishable, 9> kPublishable = {{
    {"bank_account", "Account numbers that are no IBAN.", "[\"12345678\"]"},
    {"email", "E-mail addresses.", "[service@example.org]"},
    {"iban", "International account numbers.", "[\"DE02 1203 0000 0000 2020 51\"]"},
    {"ip_address", "Addresses of machines.", "[192.0.2.10]"},
    {"person_name", "Names of your own people, as customers address them.", "[Example]"},
    {"phone",
     "Telephone numbers, with + and the country's code; in its country the national form is meant "
     "too.",
     "[\"+1 202 555 0100\"]"},
    {"postcode", "Postal codes.", "[\"SW1A 1AA\"]"},
    {"street_address", "Streets with their number.", "[\"Example Street 5\"]"},
    {"tax_id", "Tax and company numbers.", "[\"DE136695976\"]"},
}};

constexpr std::size_t kMostValues = 100;  // each finding is compared with all of its class
constexpr std::size_t kMostBytes = 128;
constexpr std::size_t kFewestCharacters = 3;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t digitsIn(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, isDigit));
}

/// Of all scripts: bytes beyond ASCII count.
std::size_t charactersIn(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
        return isDigit(c) || isLetter(c) || static_cast<unsigned char>(c) >= 0x80;
    }));
}

// ITU-T E.164: at most 15 digits.
bool isInternational(std::string_view text) {
    constexpr std::size_t kFewest = 8;
    constexpr std::size_t kMost = 16;  // one more for "+49 (0)30"
    const auto digits = digitsIn(text);
    return text.starts_with('+') && digits >= kFewest && digits <= kMost;
}

// ISO 13616: two letters, two check digits, 11 to 30 letters or digits.
bool isAccount(std::string_view text) {
    constexpr std::size_t kFewest = 15;
    constexpr std::size_t kMost = 34;
    std::string plain;
    std::ranges::copy_if(text, std::back_inserter(plain), [](char c) {
        return isDigit(c) || isLetter(c);
    });
    return plain.size() >= kFewest && plain.size() <= kMost && isLetter(plain[0]) &&
           isLetter(plain[1]) && isDigit(plain[2]) && isDigit(plain[3]);
}

struct Fault {
    std::string_view what;
    std::string_view cure;
};

std::optional<Fault> faultOf(std::string_view cls, std::string_view value) {
    if (value.size() > kMostBytes || charactersIn(value) < kFewestCharacters)
        return Fault{
            "too short or too long to be one value", "Write one whole value, at most 128 bytes"};
    if (cls == "phone" && !isInternational(value))
        return Fault{
            "not a number with its country", "Write + and the country's code: \"+1 202 555 0100\""};
    if (cls == "iban" && !isAccount(value))
        return Fault{"not an IBAN", "Write all of it: \"DE02 1203 0000 0000 2020 51\""};
    if (cls == "email" && value.find('@') == std::string_view::npos)
        return Fault{"not an e-mail address", "Write all of it: service@example.org"};
    return std::nullopt;
}

}  // namespace

FieldSpec allowSpec() {
    FieldSpecs classes;
    for (const auto& one : kPublishable) {
        classes.push_back(shown(
            field(std::string(one.cls), FieldType::List, std::string(one.sentence)),
            std::string(one.example)
        ));
    }
    return with(
        field(
            "allow",
            FieldType::Section,
            "Values of your own business that travel as they are, whoever writes them: your "
            "hotline, your account. Exactly these and no others."
        ),
        std::move(classes)
    );
}

void readAllowed(const Fields& fields, AllowedValues& allowed, LintSink& sink) {
    for (const auto& one : kPublishable) {
        auto& values = allowed[std::string(one.cls)];
        for (const Word& word : fields.section("allow").words(one.cls)) {
            if (const auto fault = faultOf(one.cls, word.text))
                sink.error(
                    word.mark, "bad_allowed", std::string(fault->what), std::string(fault->cure)
                );
            values.push_back(word.text);
        }
        if (values.size() > kMostValues)
            sink.error(
                fields.section("allow").markOf(one.cls),
                "too_many",
                "more than 100 values of one class are allowed",
                "What is of a pattern of your own is better a class, under `classes`"
            );
        if (values.empty())
            allowed.erase(std::string(one.cls));
    }
}

}  // namespace bowline::settings
