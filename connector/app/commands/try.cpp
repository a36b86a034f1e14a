// `bowline try --webhook FILE|-`: what one webhook body would become and what each destination
// would get. Opens no store, asks no daemon, reads no secret, sends nothing.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/trial/print.h"
#include "connector/app/trial/webhook_input.h"
#include "connector/base/clock.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct TryOptions {
    std::string config;
    std::string webhook;
    std::string channel;
    bool json = false;
};

/// ASCII only: what a person wrote cannot steer a terminal then, nor break a parser.
void printJson(const TrialHead& head, const TriedBody& body) {
    constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
    std::cout << trialAsJson(head, body).dump(2, ' ', true, kReplace) << "\n";
}

int runTry(const TryOptions& options) {
    const auto loaded = loadOrRefuse(options.config);
    const auto body = readWebhook(options.webhook, std::cin);
    const auto& channel = channelToTry(*loaded.config, options.channel, body);
    const auto tried = WebhookTrial(loaded, channel).run(body, SystemClock().now());
    const TrialHead head{channel.name.str(), loaded.rules->id};
    options.json ? printJson(head, tried) : printTrial(std::cout, head, tried);
    return tried.isAccountedFor() ? kOk : kFinding;
}

}  // namespace

void addTry(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<TryOptions>();
    auto* command = cli.add_subcommand(
        "try", "show what a webhook body would become and what each destination would get"
    );
    addConfigOption(*command, options->config);
    command->add_option("--webhook", options->webhook, "file with the body; - for standard input")
        ->required();
    command->add_option(
        "--channel",
        options->channel,
        "channel that it came to; without: the first that gets such bodies"
    );
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runTry(*options); }; });
}

}  // namespace bowline::app
