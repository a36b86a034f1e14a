// What opening something says when its key is gone: for whom that is an answer and no failure.
#pragma once

#include "connector/base/error.h"

namespace bowline::vault {

/// The person was erased: her key was destroyed, and with it what it sealed.
class KeyDestroyed : public Error {
public:
    explicit KeyDestroyed(const std::string& message)
        : Error(message, "the person was erased; nothing to do") {}
    Poco::Exception* clone() const override { return new KeyDestroyed(*this); }
    void rethrow() const override { throw *this; }
};

}  // namespace bowline::vault
