// The bare way out for files. Like the one for requests (http_exchange.h) it stands behind the
// egress guard; nobody but the courier's wiring may hand one to an adapter directly.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/delivery/folder_writer.h"

namespace bowline::delivery {

/// Files below one folder; knows no network. Threads: any, one at a time for a name.
class FolderOutlet final : public adapter_api::Exchange {
public:
    /// Errors: ConfigError, as FolderWriter.
    explicit FolderOutlet(const std::string& root) : folder_(root) {}
    /// Errors: always Error: an adapter that sends needs a destination with a URL.
    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override;
    void writeFile(std::string_view name, std::string_view bytes) override {
        folder_.replace(name, bytes);
    }
    std::optional<std::string> readFile(std::string_view name) override {
        return folder_.read(name);
    }

private:
    FolderWriter folder_;
};

}  // namespace bowline::delivery
