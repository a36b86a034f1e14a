// `bowline alarms`: what a human must look at; `bowline alarms ack CODE`: she has.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/daemon_call.h"
#include "connector/app/commands/status_page.h"
#include "connector/app/commands/word.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct AlarmOptions {
    std::string config;
    bool json = false;
    std::string code;
    std::string channel;  ///< empty: all
};

int listAlarms(const AlarmOptions& options) {
    const auto alarms = statusOf(configOrRefuse(options.config)).page["alarms"];
    if (options.json)
        std::cout << alarms.dump(2) << "\n";
    else if (alarms.empty())
        std::cout << "no alarm is open\n";
    if (!options.json)
        for (const auto& alarm : alarms)
            printAlarm(alarm);
    return alarms.empty() ? kOk : kFinding;
}

int acknowledge(const AlarmOptions& options) {
    const auto config = configOrRefuse(options.config);
    const std::string channel = options.channel.empty() ? "" : "&channel=" + options.channel;
    return tellDaemon(config, "/alarms/acknowledge?code=" + options.code + channel, "alarms");
}

}  // namespace

void addAlarms(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<AlarmOptions>();
    auto* list = cli.add_subcommand(
        "alarms", "what a human must look at, and what to do; exit 1 when an alarm is open"
    );
    addConfigOption(*list, options->config);
    list->add_flag("--json", options->json, "print as JSON");
    list->callback([options, list, &chosen] {
        if (list->get_subcommands().empty())
            chosen = [options] { return listAlarms(*options); };
    });
    auto* ack = list->add_subcommand("ack", "you have looked: the alarm ends until it comes again");
    addConfigOption(*ack, options->config);
    ack->add_option("code", options->code, "as `bowline alarms` shows it")
        ->required()
        ->check(wordOrWhy);
    ack->add_option(
           "--channel", options->channel, "of this channel, or of incidents this destination, only"
    )
        ->check(wordOrWhy);
    ack->callback([options, &chosen] { chosen = [options] { return acknowledge(*options); }; });
}

}  // namespace bowline::app
