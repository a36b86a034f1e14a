// Values that somebody writes over several messages: "4111 1111", then "1111 1111". Each text is
// read together with those around it, so that each part is found in its own message. The words of
// the message before are context too: "what is the number of your passport?", then the number.
#pragma once

#include "connector/detect/detector.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// The texts of one person around one of hers, in their order.
struct TextsAround {
    std::vector<std::string_view> before;
    std::vector<std::string_view> after;
    std::size_t waiting = 0;  ///< so many of the last ones before are not decided themselves
};

/// A part of a value that stands in an earlier text and goes on in this one.
struct EarlierPart {
    std::size_t text = 0;  ///< index into TextsAround::before
    FoundValue part{""};
    std::string cls;
};

struct FoundAmong {
    /// As Detector::scan; what is a part of a value that goes over a border is marked so.
    std::vector<Finding> findings;
    std::vector<EarlierPart> earlier;
    /// The values that go over a border of this text, whole.
    std::vector<std::pair<std::string, FoundValue>> whole;  ///< by class
};

/// False when no text around can change what is found in `text`: it holds no digit, however
/// disguised, and touches no border with an "@". Spares the reading of them.
bool mayBeSplit(std::string_view text);

/// What is found in `text` alone and together with the texts around it. A value goes over a border
/// when each text gives three digits of it or more, or holds nothing but digits and signs; short
/// texts without digits in between ("wait") do not part it. Pure; linear in all texts, of which 256
/// bytes beside each border are read.
FoundAmong scanAmong(
    const Detector& detector,
    std::string_view text,
    const TextsAround& around,
    const std::vector<KnownValue>& known,
    std::string_view region
);

/// True when more may follow that makes a value of what waits: the first that waits holds digits
/// and no word; so do those behind it, this text and all after it, or they are short and hold no
/// digit; and some digit of them is in no value yet.
bool mayGoOn(
    const Detector& detector,
    std::string_view text,
    const TextsAround& around,
    const std::vector<KnownValue>& known,
    std::string_view region
);

}  // namespace bowline::detect
