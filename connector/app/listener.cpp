#include "connector/app/listener.h"

#include "connector/app/file_look.h"
#include "connector/base/error.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

using settings::LintSink;

constexpr const char* kProxyCure = "write 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32";

void checkProxies(const settings::ListenSettings& listen, LintSink& sink) {
    for (const auto& word : listen.proxies) {
        if (!http::readBlock(word.text))
            sink.error(
                word.mark,
                "bad_address",
                "`proxies` takes addresses and networks",
                "Write 10.1.2.3, 10.1.0.0/16 or 2001:db8::/32"
            );
    }
}

void checkFile(const std::string& file, const char* setting, settings::Mark mark, LintSink& sink) {
    if (file.empty() || lookAt(file) != FileLook{})
        return;
    sink.error(
        mark,
        "missing_file",
        settings::inBackquotes(setting) + " names a file that is not there, or not for this user",
        "Put it there, readable for the user of the service"
    );
}

/// A proxy on another machine is a good reason, so this is no error.
void checkPlain(const settings::ListenSettings& listen, LintSink& sink) {
    const auto block = http::readBlock("127.0.0.0/8");
    const auto address = http::readAddress(listen.publicHost);
    const bool isLocal =
        listen.publicHost == "::1" || (block && address && http::holds(*block, *address));
    if (isLocal)
        return;
    sink.warning(
        listen.publicMark,
        "plain_listener",
        "`public` can be reached from other machines and speaks no TLS",
        "Listen on 127.0.0.1 behind a proxy, add `listen.tls`, or see to it that only the proxy "
        "reaches it"
    );
}

}  // namespace

void checkListener(const settings::ListenSettings& listen, LintSink& sink) {
    checkProxies(listen, sink);
    if (!listen.tls)
        return checkPlain(listen, sink);
    checkFile(listen.tls->certificate, "certificate", listen.tls->mark, sink);
    checkFile(listen.tls->clientCa, "client_ca", listen.tls->mark, sink);
}

http::ServerOptions publicOptionsOf(const settings::ListenSettings& listen) {
    http::ServerOptions options;
    options.address = listen.publicHost;
    options.port = listen.publicPort;
    options.maxConnections = listen.connections;
    options.maxPerAddress = listen.perAddress;
    options.maxBodyMemory = listen.bodyMemory;
    for (const auto& word : listen.proxies) {
        const auto block = http::readBlock(word.text);
        if (!block)
            throw ConfigError("listen: a proxy is neither an address nor a network", kProxyCure);
        options.proxies.push_back(*block);
    }
    return options;
}

}  // namespace bowline::app
