// Everything an installation wrote, as surfaces for the bait sweep: the files of its state folder,
// its log, its ledger, and the sealed cells opened with its own keys. Reads only; also while a
// daemon runs on the store.
#pragma once

#include "connector/app/demo/sweep.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bowline::app {

struct Installation {
    std::filesystem::path configFile;
    std::filesystem::path stateFolder;
    std::filesystem::path logFile;
};

/// Texts that must be found where they stand in the open.
struct Controls {
    std::string kept;       ///< an order number that the mapping keeps; where it stands, looked for
    std::string inTickets;  ///< in every other ticket file: the name of the queue
    std::string inStore;    ///< in the database: a plain column, the name of the destination
};

/// Each file of the state folder, the log and the ledger's entries.
/// Errors: Error when the store cannot be read, ConfigError as loadOrRefuse.
std::vector<Surface> surfacesOf(const Installation& installation, const Controls& controls);

/// What the sealed cells hold when they are opened.
struct OpenedCells {
    /// Cells that hold originals: there every bait that was accepted MUST be found, or the sweep
    /// was blind.
    std::vector<std::string> originals;
    std::vector<Surface> masked;  ///< outbox.item: sealed too, and masked all the same
};

/// Errors: as surfacesOf; Error "vault: cell does not open" when a cell is not of this
/// installation.
OpenedCells openCells(const Installation& installation);

/// How many values of each class the ledger says were masked in what was released.
std::map<std::string, std::uint64_t> maskedByClass(const Installation& installation);

}  // namespace bowline::app
