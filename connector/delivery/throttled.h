// A destination's rates say "later": the one refusal of a way out that carries a time.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/error.h"

namespace bowline::delivery {

/// The request would have had to wait longer than a thread should. Thrown before anything of it was
/// sent. Caught by the carrier: the row waits until then.
class Throttled : public Error {
public:
    explicit Throttled(Instant until)
        : Error("delivery: the destination's rates do not let this request go yet"),
          until_(until) {}
    Poco::Exception* clone() const override { return new Throttled(*this); }
    void rethrow() const override { throw *this; }
    [[nodiscard]] Instant until() const noexcept { return until_; }

private:
    Instant until_;
};

}  // namespace bowline::delivery
