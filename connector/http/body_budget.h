// How much memory the bodies of all connections may hold at a time, from the first byte that
// arrives until the request is answered. What a sender merely announces costs nothing; what it
// sends does.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace bowline::http {

/// Bytes in use and their bound. Bodies above kSmallBody leave a quarter of it to the small ones,
/// so that a flood of large bodies does not keep an ordinary webhook out. Threads: any.
class BodyBudget {
public:
    /// A webhook of one message has 1 to 4 KiB; a batch of fifty fits.
    static constexpr std::size_t kSmallBody = std::size_t{64} * 1024;

    explicit BodyBudget(std::size_t limit) : limit_(limit) {}

    /// True when a body of `size` bytes would fit now. It promises nothing for later.
    [[nodiscard]] bool hasRoomFor(std::size_t size) const;
    /// Takes `more` bytes for a body that has, or will have, `whole`; false, and nothing is taken,
    /// when they do not fit.
    [[nodiscard]] bool take(std::size_t more, std::size_t whole);
    void giveBack(std::size_t size) { used_ -= size; }
    [[nodiscard]] std::size_t used() const { return used_; }

private:
    [[nodiscard]] std::size_t limitFor(std::size_t size) const;

    std::size_t limit_;
    std::atomic<std::size_t> used_{0};
};

/// What one request holds; given back with the last copy of its owner. Threads: grown by one, may
/// be dropped by another.
class BodyShare {
public:
    explicit BodyShare(std::shared_ptr<BodyBudget> budget) : budget_(std::move(budget)) {}
    ~BodyShare() { budget_->giveBack(held_); }
    BodyShare(const BodyShare&) = delete;
    BodyShare& operator=(const BodyShare&) = delete;

    /// Holds `size` bytes from now on if that is more than before; `whole`: what the body has when
    /// it is complete, as far as known. False when they do not fit.
    [[nodiscard]] bool growTo(std::size_t size, std::size_t whole);

private:
    std::shared_ptr<BodyBudget> budget_;
    std::size_t held_ = 0;
};

}  // namespace bowline::http
