#include "connector/app/listener_tls.h"

#include "connector/base/error.h"
#include "connector/base/log.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace bowline::app {

namespace {

std::string textOf(const std::string& file, const char* what) {
    if (file.empty())
        return {};
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream || text.empty())
        throw ConfigError(
            std::string("listen: cannot read the file of `") + what + "`",
            "put it there, readable for the user of the service"
        );
    return text;
}

}  // namespace

ListenerTls::ListenerTls(settings::ListenTlsSettings settings, settings::FileSecretSource secrets)
    : settings_(std::move(settings)), secrets_(std::move(secrets)) {}

ListenerTls::Context ListenerTls::read() {
    return readAt(look());
}

/// Looked at before they are read: what is written meanwhile is seen the next time.
ListenerTls::Context ListenerTls::readAt(const Looks& looks) {
    seen_.with([&](Seen& seen) { seen = {looks, looks}; });
    return std::make_shared<const http::TlsContext>(http::TlsMaterial{
        textOf(settings_.certificate, "certificate"),
        secrets_.read(settings_.key),
        textOf(settings_.clientCa, "client_ca"),
        settings_.clientName});
}

ListenerTls::Context ListenerTls::replaced() noexcept {
    try {
        const auto looks = look();
        if (seen_.with([&](const Seen& seen) { return seen.read == looks; }))
            return nullptr;
        auto context = readAt(looks);
        logEvent("tls.taken");
        return context;
    } catch (const Error& failure) {
        logEvent("tls.kept", {{"why", failure.message()}, {"cure", failure.hint()}});
    } catch (const std::exception&) {
        logEvent("tls.kept", {{"why", "out of memory"}});
    }
    return nullptr;
}

ListenerTls::Context ListenerTls::settled() noexcept {
    try {
        const auto looks = look();
        const auto last = seen_.with([&](Seen& seen) { return std::exchange(seen.last, looks); });
        return last == looks ? replaced() : nullptr;
    } catch (const std::exception&) {
        return nullptr;  // a credential without its directory: told at the start
    }
}

ListenerTls::Looks ListenerTls::look() const {
    return {
        lookAt(settings_.certificate),
        lookAt(secrets_.pathOf(settings_.key)),
        lookAt(settings_.clientCa)};
}

}  // namespace bowline::app
