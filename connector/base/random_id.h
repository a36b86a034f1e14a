// Draws ids. Apart from ids.h so that model types need no randomness.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/ids.h"

namespace bowline {

/// A fresh id: 128 random bits.
template <class IdType>
IdType newId() {
    return *IdType::fromBytes(randomBytes(16));
}

}  // namespace bowline
