// Looks into a daemon's store with SQLite's own interface, past the product: what is stored is
// counted by other code than the code that stored it, and a ledger can be tampered with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

struct sqlite3;

namespace bowline::tests {

class StoreProbe {
public:
    /// Opens the store that is there. Writing is for stores whose daemon has ended.
    explicit StoreProbe(const std::filesystem::path& file);
    ~StoreProbe();
    StoreProbe(const StoreProbe&) = delete;
    StoreProbe& operator=(const StoreProbe&) = delete;

    /// The first column of the first row of a query; 0 when there is none.
    [[nodiscard]] std::int64_t number(const std::string& sql) const;
    [[nodiscard]] std::string text(const std::string& sql) const;
    void change(const std::string& sql) const;
    /// The bytes of every value of every table that has at least `atLeast` of them.
    [[nodiscard]] std::set<std::string> valuesOf(std::size_t atLeast) const;

private:
    sqlite3* db_ = nullptr;
};

}  // namespace bowline::tests
