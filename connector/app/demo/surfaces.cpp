// The store is read through a connection that only reads; a file is taken as its bytes lie there.
#include "connector/app/demo/surfaces.h"

#include "connector/app/configuration.h"
#include "connector/app/demo/child_process.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/store_files.h"
#include "connector/ledger/entry.h"
#include "connector/store/sealed_cells.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

#include <algorithm>
#include <functional>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;

/// The store of an installation with the keys that open it.
class OpenedStore {
public:
    explicit OpenedStore(const Installation& installation)
        : config_(std::move(*loadOrRefuse(installation.configFile.string()).config)),
          keys_(masterKeyOf(config_, secretSource(installation.configFile.string()))),
          files_(config_),
          cells_(files_.openReader()),
          wrapped_(files_.openReader()) {}

    void eachCell(const std::function<void(const store::SealedCell&, std::string)>& each) {
        store::forEachSealedCell(*cells_, [&](const store::SealedCell& cell) {
            each(cell, opened(cell));
        });
    }

    void eachEntry(const std::function<void(std::string_view)>& each) {
        const auto log = auditLogOf(keys_, config_.tenant);
        constexpr std::size_t kAll = 1'000'000;
        log.read(*cells_, 1, kAll, [&](std::uint64_t, std::string_view bytes) { each(bytes); });
    }

private:
    std::string opened(const store::SealedCell& cell) {
        const auto key = keyOf(cell);
        if (!key)
            return "";  // the key was destroyed: nobody opens it
        const vault::CellAddress address{
            cell.tenant.str(), cell.table, cell.column, cell.row.bytes(), cell.version};
        return std::string(vault::openText(*key, address, cell.bytes).view());
    }

    std::optional<vault::SealingKey> keyOf(const store::SealedCell& cell) {
        if (auto key = keys_.tokenKey(cell.tenant); key.id() == cell.key)
            return key;
        const auto wrapped = store::SealingKeys(*wrapped_).find(cell.key);
        return wrapped ? std::optional(keys_.unwrap(*wrapped)) : std::nullopt;
    }

    settings::Config config_;
    vault::Keys keys_;
    StoreFiles files_;
    std::unique_ptr<store::Database> cells_;
    std::unique_ptr<store::Database> wrapped_;  ///< a connection asks one thing at a time
};

bool isTicket(const fs::path& file) {
    return file.parent_path().filename() == "tickets";
}

std::string controlFor(const fs::path& file, const std::string& bytes, const Controls& controls) {
    if (isTicket(file) && bytes.find(controls.kept) != std::string::npos)
        return controls.kept;
    if (isTicket(file))
        return controls.inTickets;
    return file.filename() == "bowline.db" ? controls.inStore : "";
}

std::vector<Surface> filesIn(const fs::path& folder, const Controls& controls) {
    std::vector<Surface> surfaces;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        auto bytes = bytesOf(entry.path());
        auto control = controlFor(entry.path(), bytes, controls);
        surfaces.push_back(
            {fs::relative(entry.path(), folder).string(),
             std::move(bytes),
             std::move(control),
             isTicket(entry.path())}
        );
    }
    std::ranges::sort(surfaces, {}, &Surface::name);
    return surfaces;
}

}  // namespace

std::vector<Surface> surfacesOf(const Installation& installation, const Controls& controls) {
    auto surfaces = filesIn(installation.stateFolder, controls);
    surfaces.push_back({"log", bytesOf(installation.logFile), "event=daemon.ready", true});
    std::string ledger;
    OpenedStore(installation).eachEntry([&](std::string_view entry) {
        ledger += std::string(entry) + "\n";
    });
    surfaces.push_back(
        {"ledger", std::move(ledger), std::string(toText(ledger::Act::DisclosureReleased)), true}
    );
    return surfaces;
}

OpenedCells openCells(const Installation& installation) {
    OpenedCells cells;
    OpenedStore(installation).eachCell([&](const store::SealedCell& cell, std::string plain) {
        if (cell.table == "outbox" && cell.column == "item")
            cells.masked.push_back(
                {"outbox.item " + cell.row.hex().substr(0, 8) + ", opened",
                 std::move(plain),
                 "",
                 true}
            );
        else
            cells.originals.push_back(std::move(plain));
    });
    return cells;
}

std::map<std::string, std::uint64_t> maskedByClass(const Installation& installation) {
    std::map<std::string, std::uint64_t> sums;
    OpenedStore(installation).eachEntry([&](std::string_view bytes) {
        const auto entry = ledger::parseEntry(bytes);
        if (!entry || entry->act != ledger::Act::DisclosureReleased)
            return;
        for (const auto& [cls, count] : entry->counts)
            sums[cls] += count;
    });
    return sums;
}

}  // namespace bowline::app
