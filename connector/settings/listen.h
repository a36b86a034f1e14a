// The two listeners in bowline.yaml: where they listen, what they take, and under whose
// certificate.
#pragma once

#include "connector/settings/fields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowline::settings {

struct ListenTlsSettings {
    std::string certificate;  ///< PEM file
    SecretRef key;
    std::string clientCa;    ///< PEM file; empty: clients show no certificate
    std::string clientName;  ///< empty: any that `clientCa` signed
    Mark mark;               ///< where the section stands
};

struct ListenSettings {
    std::string publicHost;  ///< address without port; no brackets around IPv6
    Mark publicMark{};
    std::uint16_t publicPort = 0;  ///< 0: the system chooses (tests, demo)
    std::string adminSocket;       ///< path of the Unix socket
    std::uint32_t connections = 0;
    std::uint32_t perAddress = 0;
    std::uint64_t bodyMemory = 0;  ///< bytes
    std::vector<Word> proxies;     ///< addresses and networks, as written: the app reads them
    std::optional<ListenTlsSettings> tls;
};

FieldSpec listenSpec();
/// Errors: all faults go to `sink`.
ListenSettings readListen(const Fields& fields, LintSink& sink);

}  // namespace bowline::settings
