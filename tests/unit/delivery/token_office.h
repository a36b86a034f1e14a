// A store in a folder of its own, with all that a TokenKeeper needs; it can be left as a killed
// process would leave it.
#pragma once

#include "connector/delivery/token_keeper.h"
#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"
#include "tests/support/faulty_database.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace bowline::tests {

class TokenOffice {
public:
    explicit TokenOffice(Clock& theClock) : TokenOffice(theClock, "") {}
    /// The next start after a kill: works on the files as they are now in the folder of `killed`.
    TokenOffice(Clock& theClock, const TokenOffice& killed)
        : TokenOffice(theClock, killed.folder.path()) {}

    delivery::TokenKeeperParts parts(const std::string& destination = "desk") {
        return {
            TenantId{"acme"},
            DestinationId{destination},
            keys,
            writer,
            [this] {
                ++reads;
                return store::openSqlite(path(), store::OpenMode::ReadOnly);
            },
            clock};
    }
    std::string path() const { return folder / "store.db"; }

    TempFolder folder;
    Faults faults;
    std::atomic<int> reads = 0;  ///< connections that were opened to read
    Clock& clock;
    vault::Keys keys{vault::MasterKey(std::string(32, 'k'))};
    store::Writer writer;

private:
    TokenOffice(Clock& theClock, const std::filesystem::path& files)
        : folder(),
          clock(theClock),
          writer(
              {.open = [this, files] { return opened(files); }, .check = [](store::Database&) {}},
              clock,
              {}
          ) {}

    std::unique_ptr<store::Database> opened(const std::filesystem::path& files) {
        if (!files.empty() && faults.opens == 0)
            std::filesystem::copy(files, folder.path());
        auto real = store::openSqlite(path(), store::OpenMode::ReadWrite);
        auto db = std::make_unique<FaultyDatabase>(std::move(real), faults);
        store::migrateToNewest(*db, clock.now());
        return db;
    }
};

}  // namespace bowline::tests
