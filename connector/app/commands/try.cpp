// `bowline try`: what a text on standard input, or with --webhook a webhook body, would become and
// what each destination would get. Opens no store, asks no daemon, reads no secret, sends nothing.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/trial/print.h"
#include "connector/app/trial/text_trial.h"
#include "connector/app/trial/webhook_input.h"
#include "connector/base/clock.h"
#include "connector/settings/times_of_day.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>
#include <unistd.h>

namespace bowline::app {

namespace {

struct TryOptions {
    std::string config;
    std::string webhook;
    std::string channel;
    std::string at;
    bool json = false;
};

/// ASCII only: what a person wrote cannot steer a terminal then, nor break a parser.
void printJson(const nlohmann::json& document) {
    constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
    std::cout << document.dump(2, ' ', true, kReplace) << "\n";
}

Instant timeOf(const TryOptions& options) {
    return options.at.empty() ? SystemClock().now() : settings::parseInstant(options.at).value();
}

std::string faultOfTime(const std::string& text) {
    return settings::parseInstant(text) ? "" : "is no time; write 2026-12-25T10:30Z";
}

int tryWebhook(const TryOptions& options, const Configuration& loaded) {
    const auto body = readWebhook(options.webhook, std::cin);
    const auto& channel = channelToTry(*loaded.config, options.channel, body);
    const auto tried = WebhookTrial(loaded, channel).run(body, timeOf(options));
    const TrialHead head{channel.name.str(), loaded.rules->id};
    if (options.json)
        printJson(trialAsJson(head, tried));
    else
        printTrial(std::cout, head, tried);
    return tried.isAccountedFor() ? kOk : kFinding;
}

/// The line end that a terminal or `echo` puts behind a text is no part of it.
std::string readText() {
    auto said = readWebhook("-", std::cin);
    if (said.ends_with('\n'))
        said.pop_back();
    return said;
}

int tryStandardInput(const TryOptions& options, const Configuration& loaded) {
    if (isatty(STDIN_FILENO) == 1)
        std::cerr << "write a message, then press Ctrl-D\n";
    const auto said = readText();
    const auto& channel = options.channel.empty()
                              ? loaded.config->channels.front()
                              : channelToTry(*loaded.config, options.channel, "");
    const auto trial = tryText(loaded.rules, said, channel.name, timeOf(options));
    if (options.json)
        printJson(textTrialAsJson(trial));
    else
        printText(std::cout, trial, isatty(STDOUT_FILENO) == 1);
    return kOk;
}

int runTry(const TryOptions& options) {
    const auto loaded = loadOrRefuse(options.config);
    return options.webhook.empty() ? tryStandardInput(options, loaded)
                                   : tryWebhook(options, loaded);
}

}  // namespace

void addTry(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<TryOptions>();
    auto* command = cli.add_subcommand(
        "try", "show what a message would become and what each destination would get of it"
    );
    addConfigOption(*command, options->config);
    command->add_option(
        "--webhook",
        options->webhook,
        "file with a webhook body, - for standard input; without: a text on standard input"
    );
    command->add_option(
        "--channel",
        options->channel,
        "channel that it came to; without: the first that gets such bodies"
    );
    command->add_option("--at", options->at, "when it is said, for routes with calendars")
        ->check(faultOfTime);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runTry(*options); }; });
}

}  // namespace bowline::app
