// The bytes of a connection that arrived and are not used up yet, in one block that grows as
// needed.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace bowline::http {

/// Moves what is left to the front before it grows. Not thread-safe.
class Inbox {
public:
    /// Room for `size` more bytes, valid until the next call of any other member.
    char* room(std::size_t size) {
        if (from_ > 0)
            block_.erase(block_.begin(), block_.begin() + static_cast<std::ptrdiff_t>(from_));
        to_ -= from_;
        from_ = 0;
        if (block_.size() < to_ + size)
            block_.resize(to_ + size);
        return block_.data() + to_;
    }
    void arrived(std::size_t size) { to_ += size; }
    void consume(std::size_t size) {
        from_ += size;
        if (from_ == to_)
            from_ = to_ = 0;
    }
    [[nodiscard]] std::string_view view() const { return {block_.data() + from_, to_ - from_}; }
    [[nodiscard]] bool empty() const { return from_ == to_; }
    /// Gives a large block back; for a connection that falls idle.
    void shrink(std::size_t keep) {
        if (empty() && block_.size() > keep)
            block_ = {};
    }

private:
    std::vector<char> block_;
    std::size_t from_ = 0;
    std::size_t to_ = 0;
};

}  // namespace bowline::http
