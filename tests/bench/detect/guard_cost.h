// What the guards' search of one finished request costs, beside a pass over its bytes.
#pragma once

namespace bowline::tests {

/// A line for each of three sizes.
void printGuardCosts();

}  // namespace bowline::tests
