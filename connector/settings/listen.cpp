#include "connector/settings/listen.h"

#include "connector/settings/scalar.h"
#include "connector/settings/spec_words.h"

namespace bowline::settings {

namespace {

constexpr std::int64_t kMiB = std::int64_t{1024} * 1024;
/// Two of the largest bodies (4 MiB) fit beside what small ones keep.
constexpr std::int64_t kLeastBodyMemory = 12 * kMiB;

FieldSpec tlsSpec() {
    return with(
        field(
            "tls",
            FieldType::Section,
            "With it `public` speaks TLS itself (1.3, and 1.2 with ECDHE and AEAD). Replaced files "
            "are taken within two minutes, or at once by `systemctl reload`; a pair that does not "
            "work is told in the log, and the old one stays."
        ),
        {required(
             field(
                 "certificate",
                 FieldType::Path,
                 "Certificate (PEM) with the chain after it; the provider takes none that is "
                 "self-signed."
             ),
             "/etc/bowline/tls/fullchain.pem"
         ),
         required(
             field(
                 "key",
                 FieldType::Secret,
                 "Its private key (PEM) without a passphrase. As a file it can be renewed while "
                 "bowline runs; a credential is a copy from the start of the service."
             ),
             "${file:/etc/bowline/tls/privkey.pem}"
         ),
         shown(
             field(
                 "client_ca",
                 FieldType::Path,
                 "Authorities (PEM) of the provider's client certificate. With it nobody else gets "
                 "as far as a request."
             ),
             "/etc/bowline/tls/meta-outbound-api-ca.pem"
         ),
         shown(
             field(
                 "client_name",
                 FieldType::Text,
                 "Common name that the client's certificate must have; without it any of "
                 "`client_ca` is taken."
             ),
             "client.webhooks.fbclientcerts.com"
         )}
    );
}

std::optional<ListenTlsSettings> readTls(const Fields& listen, LintSink& sink) {
    if (!listen.isWritten("tls"))
        return std::nullopt;
    const Fields& tls = listen.section("tls");
    if (tls.isWritten("client_name") && !tls.isWritten("client_ca")) {
        sink.error(
            tls.markOf("client_name"),
            "missing_key",
            "`client_name` says nothing without `client_ca`",
            "Add `client_ca: FILE` with the authority that signs the client's certificate"
        );
    }
    return ListenTlsSettings{
        tls.text("certificate"),
        tls.secret("key").value_or(SecretRef{}),
        tls.text("client_ca"),
        tls.text("client_name"),
        tls.mark()};
}

std::vector<Word> readProxies(const Fields& fields) {
    if (fields.isWritten("proxies"))
        return fields.words("proxies");
    return {{"", "127.0.0.1", {}}, {"", "::1", {}}};
}

void readPlace(const Fields& fields, ListenSettings& listen, LintSink& sink) {
    const std::string& address = fields.text("public");
    const auto colon = address.rfind(':');
    const auto port =
        colon == std::string::npos ? std::nullopt : parseInt(address.substr(colon + 1));
    if (!port || *port < 0 || *port > 65535 || colon == 0) {
        sink.error(
            fields.markOf("public"),
            "bad_address",
            "`public` takes an address and a port",
            "Write it like \"127.0.0.1:8080\" or \"[::1]:8080\""
        );
        return;
    }
    listen.publicMark = fields.markOf("public");
    listen.publicHost = address.substr(0, colon);
    if (listen.publicHost.starts_with('[') && listen.publicHost.ends_with(']')) {
        listen.publicHost = listen.publicHost.substr(1, listen.publicHost.size() - 2);
    }
    listen.publicPort = static_cast<std::uint16_t>(*port);
}

}  // namespace

FieldSpec listenSpec() {
    return with(
        field("listen", FieldType::Section, "The two listeners."),
        {optional(
             field(
                 "public",
                 FieldType::Text,
                 "Address and port for webhooks; without `tls` a reverse proxy with TLS stands "
                 "before it. Port 0 lets the system choose."
             ),
             "127.0.0.1:8080"
         ),
         optional(
             field(
                 "admin", FieldType::Path, "Unix socket for the command line, health and metrics."
             ),
             "/run/bowline/admin.sock"
         ),
         ranged(
             field(
                 "connections",
                 FieldType::Int,
                 "Connections that `public` holds at a time; more are told 503. Each needs a file "
                 "descriptor (`LimitNOFILE` of the unit)."
             ),
             16,
             60'000,
             "16384"
         ),
         ranged(
             field(
                 "per_address",
                 FieldType::Int,
                 "Connections of one sender at a time: an IPv4 address, or a network of 64 bits of "
                 "IPv6. Through a proxy of the list, its requests under way."
             ),
             1,
             60'000,
             "512"
         ),
         shown(
             field(
                 "proxies",
                 FieldType::List,
                 "Addresses and networks of the proxies that are believed when their header "
                 "`Forwarded` says whom they ask for; nobody else is. Without the key, this "
                 "machine's own."
             ),
             "[127.0.0.1, \"::1\"]"
         ),
         ranged(
             field(
                 "body_memory",
                 FieldType::Size,
                 "What the bodies of all webhooks that are not answered yet may take up together. "
                 "Beyond it senders are told 503 and come again; a quarter is kept for bodies "
                 "below 64KiB. The process takes up to five times as much, so keep it below an "
                 "eighth of `MemoryMax` of the unit."
             ),
             kLeastBodyMemory,
             1024 * kMiB,
             "64MiB"
         ),
         tlsSpec()}
    );
}

ListenSettings readListen(const Fields& fields, LintSink& sink) {
    ListenSettings listen;
    listen.adminSocket = fields.text("admin");
    readPlace(fields, listen, sink);
    listen.connections = static_cast<std::uint32_t>(fields.number("connections"));
    listen.perAddress = static_cast<std::uint32_t>(fields.number("per_address"));
    listen.bodyMemory = static_cast<std::uint64_t>(fields.number("body_memory"));
    listen.proxies = readProxies(fields);
    listen.tls = readTls(fields, sink);
    return listen;
}

}  // namespace bowline::settings
