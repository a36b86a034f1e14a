// How much of values that are written over several messages is masked.
#pragma once

#include "tests/bench/detect/corpus.h"

namespace bowline::tests {

/// Parts of values that are masked whole: with each conversation as one text, and message by
/// message as the pipeline reads them.
void printSplitValues(const std::vector<LabelledText>& all);

}  // namespace bowline::tests
