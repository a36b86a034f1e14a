// How the daemon changes its rules: what a reload takes and refuses, and what goes live.
#include "connector/app/daemon.h"
#include "connector/app/restart.h"
#include "connector/app/service_manager.h"
#include "connector/app/wiring.h"
#include "connector/base/error.h"
#include "connector/base/log.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

std::string faultsOf(const std::vector<settings::Lint>& lints) {
    std::string text = "the changed configuration is broken; the old one goes on";
    for (const auto& lint : lints)
        text += "\n" + settings::toText(lint);
    return text;
}

}  // namespace

/// A store that cannot commit now is no reason to end.
void Daemon::fulfil(const Wish& wish) {
    try {
        wish.kind == Wish::Kind::Reload ? reload(wish) : goLive(wish);
    } catch (const Error& failure) {
        logEvent("loop.failed", {{"loop", "main"}});
        wish.answer(503, std::string(failure.what()) + "; say it again later\n");
    }
}

void Daemon::goLive(const Wish& wish) {
    const auto launch = gate_.goLive();
    openToTraffic();
    wish.answer(launch.isGood ? 200 : 409, launch.text);
}

void Daemon::reload(const Wish& wish) {
    // A renewed certificate does not wait for a configuration that somebody has broken.
    if (tls_)
        renewCertificate(tls_->replaced());
    const auto loaded = loadConfiguration(configFile_);
    if (const auto refusal = refusalOf(loaded)) {
        logEvent("config.kept", {{"why", refusal->code}, {"faults", loaded.lints.size()}});
        tellState(fmt::format(
            "the changed configuration is not used ({}); see bowline check", refusal->code
        ));
        return wish.answer(409, refusal->text + "\n");
    }
    use(loaded);
    wish.answer(200, fmt::format("active: {}\n", shortId()));
}

std::optional<Daemon::Refusal> Daemon::refusalOf(const Configuration& changed) {
    if (!changed.usable())
        return Refusal{"broken", faultsOf(changed.lints)};
    if (needsRestart(config_, *changed.config))
        return Refusal{
            "needs_restart",
            "the change needs a restart: it is in a part that the daemon reads only once; the old "
            "configuration goes on"};
    if (auto text = gate_.refusal(subjectOf(changed)))
        return Refusal{"unreviewed", std::move(*text)};
    return std::nullopt;
}

void Daemon::use(const Configuration& loaded) {
    auto fresh = activeRulesOf(loaded.rules);
    gate_.activate(subjectOf(loaded));
    active_.with([&](auto& active) { active = std::move(fresh); });
    openToTraffic();
    logEvent("config.loaded", {{"rule_set", shortId()}});
}

/// What was taken before waits until the rules that would render it are good; and what was rendered
/// waits too, since nobody hears a STOP while webhooks are turned away.
void Daemon::openToTraffic() {
    if (!gate_.takesTraffic() || std::exchange(isOpen_, true))
        return;
    courier_.start();
    pipeline_.start();
    tellState("taking webhooks");
}

}  // namespace bowline::app
