// The detectors on lines of JSON. Types and offsets are those of the public corpora, so that one
// scorer serves all detectors.
#pragma once

#include <cstddef>
#include <istream>
#include <ostream>
#include <string>

namespace bowline::app {

/// What the public corpora call a class ("CREDIT_CARD"); a class that they lack keeps its name.
std::string corpusTypeOf(const std::string& cls);

/// Reads {"id","text","region"?} from each line of `in` and writes
/// {"id","spans":[{"start","end","type","score","class","detail","reason"}]} to `out`, in order;
/// offsets in code points, end exclusive; an id is a text or a number, anything else becomes null.
/// A line that cannot be read is told to `faults` with its
/// number, in our words, and gets no line of output. Returns how many those were. `region` serves
/// lines without one.
std::size_t detectLines(
    std::istream& in, std::ostream& out, std::ostream& faults, const std::string& region
);

}  // namespace bowline::app
