// See the header.
#include "tests/support/destination.h"

#include "tests/support/temp_folder.h"

#include <filesystem>

namespace bowline::tests {

namespace {

/// `text` with everything from `begin` up to (not with) `end` replaced.
std::string replaced(
    std::string text, std::string_view begin, std::string_view end, std::string_view by
) {
    const auto from = text.find(begin);
    const auto to = text.find(end, from);
    return text.replace(from, to - from, by);
}

}  // namespace

void sendTo(const DaemonProcess& daemon, const DestinationSetup& setup) {
    auto config = replaced(
        readFile(daemon.configFile()), "destinations:", "queues:", "destinations:\n" + setup.yaml
    );
    config = replaced(
        std::move(config), "queues:", "    first", "queues:\n  - name: " + setup.queue + "\n"
    );
    // The route's, not a setting of that name of the destination.
    writeFile(
        daemon.configFile(),
        replaced(
            std::move(config),
            "    to: [helpdesk]",
            "\n#",
            "    to: [helpdesk]\n    queue: " + setup.queue
        )
    );
    const auto example =
        std::filesystem::path(BOWLINE_SOURCE_DIR) / "mappings" / "examples" / setup.mapping;
    writeFile(
        daemon.mappingFile(), replaced(readFile(example), "to: ", "\npurpose:", "to: helpdesk")
    );
}

}  // namespace bowline::tests
