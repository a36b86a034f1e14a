// `bowline init`: configuration, mappings, key and recovery copy for a new installation.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/prompt.h"
#include "connector/app/exit_codes.h"
#include "connector/app/setup.h"
#include "connector/base/error.h"
#include "connector/vault/master_key_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <map>

namespace bowline::app {

namespace {

struct InitOptions {
    SetupOptions setup;
    std::vector<std::string> settings;  ///< "NAME=VALUE"
    bool acceptLoss = false;
};

std::map<std::string, std::string> settingsOf(const std::vector<std::string>& given) {
    std::map<std::string, std::string> settings;
    for (const auto& setting : given) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            throw ConfigError(
                "init: --set takes NAME=VALUE", "for example --set url=https://desk.example.org"
            );
        settings.insert_or_assign(setting.substr(0, equals), setting.substr(equals + 1));
    }
    return settings;
}

/// Asks for each; the app secret first.
SetupSecrets askSecrets(const NewDestination& destination) {
    SetupSecrets secrets{askSecret("App secret of your Meta app (not shown): "), {}};
    if (secrets.app.view().empty()) {
        throw ConfigError(
            "init: no app secret was given", "copy it from App settings > Basic in Meta's dashboard"
        );
    }
    for (const auto& setting : destination.secrets()) {
        auto secret =
            askSecret(fmt::format("`{}` of {} (not shown): ", setting, destination.adapter.name));
        if (secret.view().empty())
            throw ConfigError(
                fmt::format("init: no `{}` was given", setting),
                fmt::format(
                    "give a line for each secret: the app secret, then {}",
                    fmt::join(destination.secrets(), ", ")
                )
            );
        secrets.ofDestination.emplace(setting, std::move(secret));
    }
    return secrets;
}

void printRecoveryCopy(const vault::MasterKey& key) {
    std::cout << "\nRecovery copy of the master key: print these lines, give each to another "
                 "person, keep none here.\n"
                 "Any 3 of the 5 restore the key; without them and without the key file nothing "
                 "stored can be read.\n";
    for (const auto& share : vault::splitMasterKey(key, 3, 5))
        std::cout << "  " << vault::forPrinting(share) << "\n";
}

/// The unit hands over three credentials; further ones must be named to systemd.
void printCredentials(const InitOptions& options, const NewDestination& destination) {
    const auto names = destination.secrets();
    if (names.empty() || options.setup.configDir != "/etc/bowline")
        return;
    std::cout << "\nUnder systemd, say `systemctl edit bowline` and add:\n  [Service]\n";
    for (const auto& setting : names) {
        const auto name = destination.credentialOf(setting);
        std::cout << "  LoadCredential=" << name << ":/etc/bowline/credentials/" << name << "\n";
    }
}

void printNextSteps(const InitOptions& options, const NewDestination& destination) {
    const auto config = options.setup.configDir / "bowline.yaml";
    std::cout << "\nNext:\n  1. enter at the provider: the address of this host with the path "
                 "/webhooks/meta and the word in\n     "
              << (options.setup.configDir / "credentials" / "verify_token").string()
              << "\n  2. bowline check --config " << config.string() << "\n";
    int step = 3;
    if (destination.adapter.name != "folder")
        std::cout << fmt::format(
            "  {}. bowline adapter probe {} --config {}\n",
            step++,
            destination.name,
            config.string()
        );
    std::cout << fmt::format(
        "  {}. a trial: bowline serve --unsigned --config {}\n"
        "  {}. for good: bowline preflight, which says who must sign; then systemctl enable --now "
        "bowline, bowline go-live\n",
        step,
        config.string(),
        step + 1
    );
}

int runInit(InitOptions options) {
    options.setup.settings = settingsOf(options.settings);
    const auto destination = destinationFor(options.setup);
    const auto setup = layDown(options.setup, destination, askSecrets(destination));
    for (const auto& file : setup.written)
        std::cout << "wrote " << file.string() << "\n";
    if (!options.acceptLoss)
        printRecoveryCopy(setup.masterKey);
    printCredentials(options, destination);
    printNextSteps(options, destination);
    return kOk;
}

}  // namespace

void addInit(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<InitOptions>();
    auto* command = cli.add_subcommand("init", "set up a new installation; overwrites nothing");
    command->add_option("--config-dir", options->setup.configDir, "configuration")
        ->capture_default_str();
    command->add_option("--state-dir", options->setup.stateDir, "store and tickets")
        ->capture_default_str();
    command->add_option("--run-dir", options->setup.runDir, "admin socket")->capture_default_str();
    command
        ->add_option(
            "--number", options->setup.number, "the provider's id of your number (phone_number_id)"
        )
        ->capture_default_str();
    command->add_option("--port", options->setup.port, "port for webhooks on loopback")
        ->capture_default_str();
    command->add_option("--adapter", options->setup.adapter, "where tickets go: folder, rt, ...")
        ->capture_default_str();
    command->add_option(
        "--set", options->settings, "a setting of the adapter as NAME=VALUE; may be repeated"
    );
    command
        ->add_option(
            "--queue",
            options->setup.queue,
            "what mappings read as {route.queue}; a help desk has a setting of its own"
        )
        ->capture_default_str();
    command->add_flag(
        "--i-accept-loss",
        options->acceptLoss,
        "print no recovery copy: losing the key file loses everything"
    );
    command->callback([options, &chosen] { chosen = [options] { return runInit(*options); }; });
}

}  // namespace bowline::app
