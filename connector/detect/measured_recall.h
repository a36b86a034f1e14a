// How much of each class the detectors found when it was last measured: what a proof about rules
// cannot say of free text.
#pragma once

#include <optional>
#include <string_view>

namespace bowline::detect {

struct MeasuredRecall {
    std::string_view cls;
    int masked;  ///< values that findings of any class covered whole
    int of;
};

/// When `bench_detect` printed these figures: "December 2026".
std::string_view recallMeasuredIn();

/// Of a built-in class on labelled texts in several languages, made up or from public test suites;
/// nothing for a class that the texts lack. They were at hand while the rules were written, so
/// chats of real customers will have less. Typed in from `bench_detect`, which says when they
/// differ.
std::optional<MeasuredRecall> measuredRecall(std::string_view cls);

}  // namespace bowline::detect
