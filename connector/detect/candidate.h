// What one recogniser proposes, before the proposals of all are weighed against each other.
#pragma once

#include "connector/model/finding.h"

#include <string>
#include <vector>

namespace bowline::detect {

/// Weak to strong. What has no exact shape, a street or a postal code, takes what is left; a
/// pattern beside a word that speaks of it beats one without; a known value beats a checksum, a
/// checksum beats a shape; an e-mail address stands above a known name because it may contain one
/// and must not be left in halves.
enum class Strength { Soft, Pattern, Context, KnownName, Address, Checksum, KnownValue };

struct Candidate {
    Finding finding;  ///< its span counts bytes of the NormalView
    Strength strength = Strength::Pattern;
};

using Candidates = std::vector<Candidate>;

/// Moves all of `more` behind `all`.
inline void append(Candidates& all, Candidates more) {
    for (auto& one : more)
        all.push_back(std::move(one));
}

}  // namespace bowline::detect
