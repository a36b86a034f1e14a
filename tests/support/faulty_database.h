// A database whose disk fails on demand, as a real SQLite would report it. Everything else goes to
// the real database behind it.
#pragma once

#include "connector/store/database.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace bowline::tests {

/// What fails next, and how. Shared by the test and every database that it opens.
struct Faults {
    int failCommits = 0;   ///< so many commits fail as after a failed fsync
    int fillCommits = 0;   ///< so many commits find no space
    int failVerifies = 0;  ///< so many verifications find damage
    int commits = 0;       ///< counted: commits that succeeded
    int opens = 0;         ///< counted: databases that were opened
};

class FaultyDatabase final : public store::Database {
public:
    FaultyDatabase(std::unique_ptr<store::Database> real, Faults& faults)
        : real_(std::move(real)), faults_(faults) {
        ++faults_.opens;
    }

    std::int64_t execute(std::string_view sql, store::Params params) override {
        return real_->execute(sql, params);
    }
    void query(std::string_view sql, store::Params params, const store::RowFn& onRow) override {
        real_->query(sql, params, onRow);
    }
    void executeScript(std::string_view sql) override { real_->executeScript(sql); }
    void begin() override { real_->begin(); }
    void beginSnapshot() override { real_->beginSnapshot(); }
    void commit() override {
        if (strikes(faults_.fillCommits))
            throw store::StoreFull("store: cannot commit: no space (made by the test)");
        if (strikes(faults_.failCommits))
            throw store::StoreDamaged("store: cannot commit: fsync failed (made by the test)");
        real_->commit();
        ++faults_.commits;
    }
    void rollback() override { real_->rollback(); }
    bool inTransaction() const override { return real_->inTransaction(); }
    void savepoint() override { real_->savepoint(); }
    void releaseSavepoint() override { real_->releaseSavepoint(); }
    void rollbackToSavepoint() override { real_->rollbackToSavepoint(); }
    std::int64_t checkpoint() override { return real_->checkpoint(); }
    std::int64_t pagesInLog() const override { return real_->pagesInLog(); }
    void verify() override {
        if (strikes(faults_.failVerifies))
            throw store::StoreDamaged("store: the file is damaged (made by the test)");
        real_->verify();
    }

private:
    static bool strikes(int& left) { return std::exchange(left, std::max(0, left - 1)) > 0; }

    std::unique_ptr<store::Database> real_;
    Faults& faults_;
};

}  // namespace bowline::tests
