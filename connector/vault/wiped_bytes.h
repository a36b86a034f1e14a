// Bytes that leave nothing behind: every block is wiped before it is freed, also the one that a
// growing buffer leaves. For opened cells and for what is about to be sealed.
#pragma once

#include <openssl/crypto.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace bowline::vault {

template <class T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() = default;
    template <class U>
    explicit WipingAllocator(const WipingAllocator<U>&) noexcept {}
    T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
    void deallocate(T* block, std::size_t n) noexcept {
        OPENSSL_cleanse(block, n * sizeof(T));
        std::allocator<T>().deallocate(block, n);
    }
    friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

using WipedBytes = std::vector<char, WipingAllocator<char>>;

inline std::string_view viewOf(const WipedBytes& bytes) {
    return {bytes.data(), bytes.size()};
}

}  // namespace bowline::vault
