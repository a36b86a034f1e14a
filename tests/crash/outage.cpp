// Ticket and folder change places in one step: in between, a courier would find nothing and begin
// the ticket anew.
#include "tests/crash/outage.h"

#include <cstdio>
#include <fcntl.h>
#include <stdexcept>
#include <utility>

namespace bowline::tests {

namespace {

bool exchange(const std::filesystem::path& a, const std::filesystem::path& b) {
    return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

Outage::Outage(std::filesystem::path tickets, std::filesystem::path aside)
    : tickets_(std::move(tickets)), aside_(std::move(aside)) {
    for (const auto& file : std::filesystem::directory_iterator(tickets_)) {
        if (file.path().extension() == ".json")
            names_.push_back(file.path().filename());
    }
    for (const auto& name : names_) {
        std::filesystem::create_directories(aside_ / name);
        if (!exchange(tickets_ / name, aside_ / name))
            throw std::runtime_error("cannot take a ticket aside");
    }
}

Outage::~Outage() {
    for (const auto& name : names_) {
        if (exchange(tickets_ / name, aside_ / name))
            std::filesystem::remove(aside_ / name);
    }
}

}  // namespace bowline::tests
