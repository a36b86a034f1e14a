// A folder in memory that can refuse: the Exchange of adapter tests.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/error.h"
#include "connector/base/guarded.h"

#include <map>
#include <string>
#include <vector>

namespace bowline::tests {

/// Threads: any.
class MemoryExchange final : public adapter_api::Exchange {
public:
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>
    send(const adapter_api::OutboundRequest&) override {
        throw Error("test: this destination has no network");
    }
    void writeFile(std::string_view name, std::string_view bytes) override {
        state_.with([&](State& s) {
            if (s.writesLeft == 0)
                throw Error("test: the disk refuses");
            --s.writesLeft;
            s.written.emplace_back(name);
            s.files[std::string(name)] = bytes;
        });
    }
    std::optional<std::string> readFile(std::string_view name) override {
        return state_.with([&](const State& s) -> std::optional<std::string> {
            const auto found = s.files.find(std::string(name));
            if (found == s.files.end())
                return std::nullopt;
            return found->second;
        });
    }

    [[nodiscard]] std::map<std::string, std::string> files() const {
        return state_.with([](const State& s) { return s.files; });
    }
    /// Names in the order of writing.
    [[nodiscard]] std::vector<std::string> written() const {
        return state_.with([](const State& s) { return s.written; });
    }
    void put(const std::string& name, const std::string& bytes) {
        state_.with([&](State& s) { s.files[name] = bytes; });
    }
    void remove(const std::string& name) {
        state_.with([&](State& s) { s.files.erase(name); });
    }
    /// The next `count` writes succeed, all later ones are refused.
    void refuseAfter(int count) {
        state_.with([&](State& s) { s.writesLeft = count; });
    }

private:
    struct State {
        std::map<std::string, std::string> files;
        std::vector<std::string> written;
        int writesLeft = -1;  // never reaches 0: no refusal
    };
    Guarded<State> state_;
};

}  // namespace bowline::tests
