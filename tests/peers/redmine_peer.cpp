// See the header.
#include "tests/peers/redmine_peer.h"

#include "tests/support/temp_folder.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <stdexcept>

namespace bowline::tests {

namespace {

using nlohmann::json;

constexpr int kPageSize = 100;                             // Redmine caps it there without a word
constexpr std::string_view kMarker = "\n\n<!-- bowline ";  // adapters/redmine: a note's last line

std::string text(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// As the page shows it: without our marker, and CommonMark's backslashes undone.
std::string asShown(std::string source) {
    std::erase(source, '\r');
    source.resize(std::min(source.size(), source.rfind(kMarker)));
    std::string shown;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const bool escapes = source[i] == '\\' && i + 1 < source.size() &&
                             std::ispunct(static_cast<unsigned char>(source[i + 1])) != 0;
        shown += source[escapes ? ++i : i];
    }
    return shown;
}

}  // namespace

std::string RedminePeer::destination(std::uint16_t port, const std::string& tokenFile) const {
    return fmt::format(
        R"(  - name: helpdesk
    adapter: redmine
    url: http://127.0.0.1:{}
    key: "${{file:{}}}"
    project: {}
    tracker: {}
    key_field: {}
    allow: [127.0.0.1]
)",
        port,
        tokenFile,
        value("REDMINE_PROJECT"),
        value("REDMINE_TRACKER_ID"),
        value("REDMINE_FIELD_KEY")
    );
}

Peer::Reply RedminePeer::askAs(
    const std::string& key, std::string_view method, const std::string& path, const json& body
) const {
    return ask(
        method,
        value("REDMINE_URL") + path,
        {{"X-Redmine-API-Key", key}, {"Content-Type", "application/json"}},
        body.is_null() ? "" : body.dump()
    );
}

std::vector<std::string> RedminePeer::ids() const {
    std::vector<std::string> all;
    for (;;) {
        const auto found = askAs(
            value("REDMINE_ADMIN_TOKEN"),
            "GET",
            fmt::format(
                "/issues.json?status_id=*&sort=id&limit={}&offset={}", kPageSize, all.size()
            ),
            {}
        );
        const auto issues = found.json().at("issues");
        for (const auto& issue : issues)
            all.push_back(text(issue.at("id")));
        if (issues.size() < kPageSize)
            return all;
    }
}

DeskTicket RedminePeer::read(const std::string& id) const {
    const auto answer = askAs(
        value("REDMINE_ADMIN_TOKEN"),
        "GET",
        fmt::format("/issues/{}.json?include=journals,attachments", id),
        {}
    );
    const auto issue = answer.json().at("issue");
    DeskTicket seen;
    seen.bytes = answer.body;
    seen.id = id;
    seen.subject = issue.at("subject");
    seen.status = issue.at("status").at("is_closed").get<bool>() ? "closed" : "open";
    seen.queue = issue.at("project").at("name");
    for (const auto& field : issue.value("custom_fields", json::array()))
        seen.fields[field.at("name")] = text(field.value("value", json()));
    for (const auto& journal : issue.at("journals")) {
        const auto notes = text(journal.at("notes"));
        if (notes.empty())
            continue;
        if (journal.value("private_notes", false))
            seen.notes.push_back(notes);
        else
            addMessage(seen, asShown(notes));
    }
    return seen;
}

std::string RedminePeer::mails() const {
    std::set<std::filesystem::path> files;
    for (const auto& mail : std::filesystem::directory_iterator(value("REDMINE_MAILS")))
        files.insert(mail.path());
    std::string all;
    for (const auto& file : files)
        all += readFile(file);
    return all;
}

void RedminePeer::remove(const DeskTicket& ticket) {
    (void
    )askAs(value("REDMINE_ADMIN_TOKEN"), "DELETE", fmt::format("/issues/{}.json", ticket.id), {});
}

int RedminePeer::closedStatus() const {
    const auto& token = value("REDMINE_ADMIN_TOKEN");
    const auto all = askAs(token, "GET", "/issue_statuses.json", {}).json();
    for (const auto& status : all.at("issue_statuses")) {
        if (status.at("is_closed"))
            return status.at("id");
    }
    throw std::runtime_error("Redmine has no closed status");
}

void RedminePeer::solve(const DeskTicket& ticket) {
    (void)askAs(
        value("REDMINE_ADMIN_TOKEN"),
        "PUT",
        fmt::format("/issues/{}.json", ticket.id),
        {{"issue", {{"status_id", closedStatus()}}}}
    );
}

std::vector<std::filesystem::path> RedminePeer::storeFiles() const {
    return {folder() / "redmine.sqlite"};
}

}  // namespace bowline::tests
