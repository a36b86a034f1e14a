// Renders a ticket as Markdown; see the header for the one promise that matters.
#include "adapters/folder/markdown.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::folder {

namespace {

// What opens markup in CommonMark, GitHub's tables, strike-through and mathematics, and HTML.
constexpr std::string_view kMarkup = "\\`*_{}[]<>#|~&!$";
// What opens a block only at the beginning of a line: lists, headings underlined, fences, indented
// code.
constexpr std::string_view kLineOpeners = "+-=: \t";

std::string reference(char c) {
    return fmt::format("&#{};", static_cast<int>(static_cast<unsigned char>(c)));
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

std::string escaped(char c) {
    if (isControl(c))
        return " ";
    return kMarkup.find(c) == std::string_view::npos ? std::string(1, c) : reference(c);
}

// "1." and "1)" at the beginning of a line open a list: the length of such digits, or 0.
std::size_t listNumberLength(std::string_view line) {
    const auto end = std::ranges::find_if_not(line, isDigit) - line.begin();
    const auto length = static_cast<std::size_t>(end);
    if (length == 0 || length == line.size())
        return 0;
    return line[length] == '.' || line[length] == ')' ? length : 0;
}

std::string escapedLine(std::string_view line) {
    const auto number = listNumberLength(line);
    std::string out;
    bool opening = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        opening = opening && kLineOpeners.find(line[i]) != std::string_view::npos;
        const bool closesNumber = number != 0 && i == number;
        out += opening || closesNumber ? reference(line[i]) : escaped(line[i]);
    }
    return out;
}

std::string withUnixLines(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool partOfPair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!partOfPair)
            out += text[i] == '\r' ? '\n' : text[i];
    }
    return out;
}

std::string tableOf(const TicketFile& ticket) {
    std::string rows =
        fmt::format("| Alias | {} |\n|---|---|\n", inlineMarkdown(ticket.contact.alias));
    const auto add = [&rows](std::string_view name, std::string_view value) {
        if (!value.empty())
            rows += fmt::format("| {} | {} |\n", inlineMarkdown(name), inlineMarkdown(value));
    };
    add("Name", ticket.contact.name);
    for (const auto& [name, value] : ticket.contact.fields)
        add(name, toText(value));
    add("Queue", ticket.queue);
    add("Status", ticket.status);
    add("Priority", ticket.priority);
    add("Tags", fmt::format("{}", fmt::join(ticket.tags, ", ")));
    for (const auto& [name, value] : ticket.fields)
        add(name, toText(value));
    return rows;
}

std::string sectionOf(const TicketEntry& entry) {
    return fmt::format(
        "\n## {}{}{}\n\n{}",
        inlineMarkdown(entry.at),
        entry.kind == "text" ? "" : " · " + inlineMarkdown(entry.kind),
        entry.late ? " · arrived late" : "",
        quotedMarkdown(entry.text)
    );
}

}  // namespace

std::string inlineMarkdown(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(line, isControl, ' ');
    return escapedLine(line);
}

std::string quotedMarkdown(std::string_view text) {
    const auto lines = withUnixLines(text);
    std::string out;
    for (std::size_t begin = 0; begin <= lines.size();) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        const bool last = end == lines.size();
        out += "> " + escapedLine(std::string_view(lines).substr(begin, end - begin));
        out += last ? "\n" : "  \n";  // two blanks keep the line break
        begin = end + 1;
    }
    return out;
}

std::string toMarkdown(const TicketFile& ticket) {
    const auto subject = ticket.subject.empty() ? ticket.contact.alias : ticket.subject;
    std::string page = fmt::format("# {}\n\n{}", inlineMarkdown(subject), tableOf(ticket));
    for (const auto& entry : ticket.entries)
        page += sectionOf(entry);
    return page;
}

}  // namespace bowline::adapters::folder
