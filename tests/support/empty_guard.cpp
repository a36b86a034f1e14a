// A leak guard that clears everything: the negative control of the guard's tests. Linked instead of
// connector/stages/leak_guard.cpp into one test program, so that the tests can show a bait leaving;
// the product has no such switch.
#include "connector/stages/leak_guard.h"

namespace bowline::stages {

std::variant<ClearedItem, Leak>
LeakGuard::check(MaskedItem item, const Forbidden&, const GuardContext&) {
    return ClearedItem(std::move(item));
}

}  // namespace bowline::stages
