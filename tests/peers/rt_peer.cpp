// See the header.
#include "tests/peers/rt_peer.h"

#include "tests/support/temp_folder.h"

#include <fmt/format.h>

namespace bowline::tests {

namespace {

using nlohmann::json;

constexpr int kPageSize = 100;  // RT caps it there without a word

std::string text(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// "  a\n\n" as the agent reads it.
std::string trimmedEnd(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r'))
        text.pop_back();
    return text;
}

}  // namespace

std::string rtDestination(
    std::uint16_t port, const std::string& tokenFile, const std::string& queue
) {
    return fmt::format(
        R"(  - name: helpdesk
    adapter: rt
    url: http://127.0.0.1:{}
    token: "${{file:{}}}"
    queue: {}
    allow: [127.0.0.1]
)",
        port,
        tokenFile,
        queue
    );
}

std::string RtPeer::destination(std::uint16_t port, const std::string& tokenFile) const {
    return rtDestination(port, tokenFile, queue());
}

Peer::Reply RtPeer::askAs(
    const std::string& token, std::string_view method, const std::string& path, const json& body
) const {
    return ask(
        method,
        value("RT_URL") + "/REST/2.0" + path,
        {{"Authorization", "token " + token}, {"Content-Type", "application/json"}},
        body.is_null() ? "" : body.dump()
    );
}

std::vector<std::string> RtPeer::ids() const {
    std::vector<std::string> all;
    for (int page = 1;; ++page) {
        const auto found = askAs(
            value("RT_ADMIN_TOKEN"),
            "GET",
            fmt::format(
                "/tickets?query=id%3E0&orderby=id&order=ASC&per_page={}&page={}", kPageSize, page
            ),
            {}
        );
        const auto items = found.json().at("items");
        for (const auto& item : items)
            all.push_back(text(item.at("id")));
        if (items.size() < kPageSize)
            return all;
    }
}

DeskTicket RtPeer::read(const std::string& id) const {
    const auto answer = askAs(value("RT_ADMIN_TOKEN"), "GET", "/ticket/" + id, {});
    const auto ticket = answer.json();
    DeskTicket seen;
    seen.bytes = answer.body;
    seen.id = id;
    seen.subject = ticket.at("Subject");
    seen.status = ticket.at("Status");
    seen.queue = text(ticket.at("Queue").at("id"));
    for (const auto& field : ticket.at("CustomFields")) {
        const auto& values = field.at("values");
        seen.fields[field.at("name")] = values.empty() ? "" : text(values.at(0));
    }
    readEntries(id, seen);
    return seen;
}

void RtPeer::readEntries(const std::string& id, DeskTicket& ticket) const {
    for (int page = 1;; ++page) {
        const auto history = askAs(
            value("RT_ADMIN_TOKEN"),
            "GET",
            fmt::format(
                "/ticket/{}/history?fields=Type,Created&per_page={}&page={}", id, kPageSize, page
            ),
            {}
        );
        ticket.bytes += history.body;
        const auto items = history.json().at("items");
        for (const auto& item : items) {
            const std::string type = item.at("Type");
            if (type == "Create" || type == "Correspond")
                addMessage(ticket, textOf(text(item.at("id")), ticket));
            if (type == "Comment")
                ticket.notes.push_back(textOf(text(item.at("id")), ticket));
        }
        if (items.size() < kPageSize)
            return;
    }
}

std::string RtPeer::textOf(const std::string& transaction, DeskTicket& ticket) const {
    const auto answer = askAs(
        value("RT_ADMIN_TOKEN"),
        "GET",
        fmt::format("/transaction/{}/attachments?fields=ContentType,Content,Filename", transaction),
        {}
    );
    ticket.bytes += answer.body;
    const auto answered = answer.json();
    for (const auto& attachment : answered.at("items")) {
        if (text(attachment.at("ContentType")).starts_with("text/"))
            return trimmedEnd(text(attachment.at("Content")));
    }
    return {};
}

std::string RtPeer::mails() const {
    return readFile(value("RT_MBOX"));
}

void RtPeer::remove(const DeskTicket& ticket) {
    (void)askAs(value("RT_ADMIN_TOKEN"), "PUT", "/ticket/" + ticket.id, {{"Status", "deleted"}});
}

void RtPeer::solve(const DeskTicket& ticket) {
    (void)askAs(value("RT_AGENT_TOKEN"), "PUT", "/ticket/" + ticket.id, {{"Status", "resolved"}});
}

void RtPeer::merge(const DeskTicket& from, const DeskTicket& into) {
    (void)askAs(value("RT_AGENT_TOKEN"), "PUT", "/ticket/" + from.id, {{"MergeInto", into.id}});
}

std::string RtPeer::makeTicket(const std::string& words) {
    const auto made = askAs(
        token(),
        "POST",
        "/ticket",
        {{"Queue", queue()}, {"Subject", "[WA]"}, {"Content", words}, {"ContentType", "text/plain"}}
    );
    return text(made.json().at("id"));
}

void RtPeer::write(const std::string& ticket, const std::string& words) {
    (void)askAs(
        token(),
        "POST",
        "/ticket/" + ticket + "/correspond",
        {{"Content", words}, {"ContentType", "text/plain"}}
    );
}

std::vector<std::filesystem::path> RtPeer::storeFiles() const {
    return {folder() / "var" / "rt.sqlite"};
}

}  // namespace bowline::tests
