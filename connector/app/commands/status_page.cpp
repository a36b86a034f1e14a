#include "connector/app/commands/status_page.h"

#include "connector/app/store_files.h"
#include "connector/http/unix_client.h"
#include "connector/insight/admin_pages.h"
#include "connector/store/writer.h"

#include <iostream>

namespace bowline::app {

namespace {

std::optional<std::string> askDaemon(const settings::Config& config) {
    const auto answer = http::askLocally(
        config.listen.adminSocket, {"GET", "/status", ""}, std::chrono::seconds(5), 1 << 20
    );
    const auto* got = std::get_if<http::ClientAnswer>(&answer);
    return got != nullptr && got->status == 200 ? std::optional(got->body) : std::nullopt;
}

/// The same page from the store alone: nothing runs, so there are no circuits and no queue.
std::string readStore(const settings::Config& config) {
    const StoreFiles files(config);
    if (!files.exists())
        throw Error("status: there is no store yet", "start the daemon: bowline serve");
    SystemClock clock;
    insight::Sources sources;
    sources.openReader = [&] { return files.openReader(); };
    sources.writer = [] {
        return insight::WriterFigures{false, 0, store::WriterSettings{}.queueLimit};
    };
    sources.circuits = [] { return std::vector<insight::CircuitFigures>{}; };
    sources.otherMetrics = [] { return std::vector<insight::Metric>{}; };
    sources.otherReasons = [] { return std::vector<std::string>{"not_running"}; };
    sources.launch = [] { return std::string(); };
    http::Request request;
    request.method = "GET";
    request.path = "/status";
    return insight::AdminPages(std::move(sources), clock).answer(request).body;
}

}  // namespace

Status statusOf(const settings::Config& config) {
    if (const auto page = askDaemon(config))
        return {nlohmann::json::parse(*page), true};
    return {nlohmann::json::parse(readStore(config)), false};
}

std::string textOf(const nlohmann::json& object, const char* key) {
    return object[key].is_string() ? object[key].get<std::string>() : std::string();
}

void printIncident(const nlohmann::json& incident) {
    const auto contained = textOf(incident, "contained");
    std::cout << "  " << textOf(incident, "opened") << " " << textOf(incident, "destination")
              << ": " << textOf(incident, "class") << " (" << textOf(incident, "form") << " in "
              << textOf(incident, "field") << "), "
              << (contained.empty() ? "NOT CONTAINED" : "contained " + contained) << ", rules "
              << textOf(incident, "rule_set").substr(0, 12) << "\n";
}

void printAlarm(const nlohmann::json& alarm) {
    const char* const place = alarm.contains("destination") ? "destination" : "channel";
    std::cout << "ALARM " << textOf(alarm, place) << " " << textOf(alarm, "code") << ": since "
              << textOf(alarm, "since") << ", " << alarm["times"].get<std::int64_t>()
              << " time(s)\n  what to do: " << textOf(alarm, "cure")
              << "\n  when you have: bowline alarms ack " << textOf(alarm, "code") << "\n";
}

}  // namespace bowline::app
