// A destination that cannot be written: while an Outage lives, a folder stands in the place of
// every ticket that exists, so that deliveries to it fail and wait. It works for root too, whom
// file modes do not stop.
#pragma once

#include <filesystem>
#include <vector>

namespace bowline::tests {

class Outage {
public:
    /// `aside` is a folder of the same file system; it keeps the tickets meanwhile.
    Outage(std::filesystem::path tickets, std::filesystem::path aside);
    /// Puts the tickets back.
    ~Outage();
    Outage(const Outage&) = delete;
    Outage& operator=(const Outage&) = delete;

private:
    std::filesystem::path tickets_;
    std::filesystem::path aside_;
    std::vector<std::filesystem::path> names_;
};

}  // namespace bowline::tests
