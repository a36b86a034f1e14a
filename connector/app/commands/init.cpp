// `bowline init`: configuration, mappings, key and recovery copy for a new installation.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/prompt.h"
#include "connector/app/exit_codes.h"
#include "connector/app/setup.h"
#include "connector/base/error.h"
#include "connector/vault/master_key_file.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct InitOptions {
    SetupOptions setup;
    bool acceptLoss = false;
};

void printRecoveryCopy(const vault::MasterKey& key) {
    std::cout << "\nRecovery copy of the master key: print these lines, give each to another "
                 "person, keep none here.\n"
                 "Any 3 of the 5 restore the key; without them and without the key file nothing "
                 "stored can be read.\n";
    for (const auto& share : vault::splitMasterKey(key, 3, 5))
        std::cout << "  " << vault::forPrinting(share) << "\n";
}

void printNextSteps(const InitOptions& options) {
    const auto config = options.setup.configDir / "bowline.yaml";
    std::cout << "\nNext:\n  1. enter at the provider: the address of this host with the path "
                 "/webhooks/meta and the word in\n     "
              << (options.setup.configDir / "credentials" / "verify_token").string()
              << "\n  2. bowline check --config " << config.string()
              << "\n  3. bowline serve --config " << config.string()
              << "     (or: systemctl enable --now bowline)\n";
}

int runInit(const InitOptions& options) {
    const auto appSecret = askSecret("App secret of your Meta app (not shown): ");
    if (appSecret.view().empty()) {
        throw ConfigError(
            "init: no app secret was given", "copy it from App settings > Basic in Meta's dashboard"
        );
    }
    const auto setup = layDown(options.setup, appSecret);
    for (const auto& file : setup.written)
        std::cout << "wrote " << file.string() << "\n";
    if (!options.acceptLoss)
        printRecoveryCopy(setup.masterKey);
    printNextSteps(options);
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
    command->add_flag(
        "--i-accept-loss",
        options->acceptLoss,
        "print no recovery copy: losing the key file loses everything"
    );
    command->callback([options, &chosen] { chosen = [options] { return runInit(*options); }; });
}

}  // namespace bowline::app
