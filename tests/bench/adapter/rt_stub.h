// A Request Tracker that costs nothing: answers what the adapter asks of it for new tickets and
// messages, with bodies as RT gives them (adapters/rt/cases.yaml), and counts what it does not
// know. In memory; what stands in front of it (a function, a socket) is the caller's.
#pragma once

#include "connector/base/guarded.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace bowline::tests {

struct StubAnswer {
    int status = 200;
    std::string location{};  ///< empty: no such header
    std::string body;
};

/// Threads: any.
class RtStub {
public:
    /// `target`: path and query.
    StubAnswer answer(std::string_view method, std::string_view target, std::string_view body);

    /// Requests that RT would not have understood either; the bench fails for one.
    [[nodiscard]] std::size_t strange() const;
    [[nodiscard]] std::size_t asked() const;

private:
    struct State {
        std::map<std::string, std::string, std::less<>> keyOfTicket;
        std::size_t transactions = 0;
        std::size_t asked = 0;
        std::size_t strange = 0;
    };
    static StubAnswer answerIn(
        State& state, std::string_view method, std::string_view path, std::string_view body
    );

    Guarded<State> state_;
};

}  // namespace bowline::tests
