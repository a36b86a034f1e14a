#include "connector/settings/yaml_tree.h"

#include "connector/base/text.h"
#include "connector/settings/tree_builder.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

namespace bowline::settings {

namespace {

/// Lets yaml-cpp read the text where it lies.
class ViewBuffer final : public std::streambuf {
public:
    explicit ViewBuffer(std::string_view text) {
        char* begin = const_cast<char*>(text.data());  // a get area only; nothing writes through it
        setg(begin, begin, begin + text.size());
    }
};

Mark markAt(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto lineBegin = before.rfind('\n');
    const std::size_t column =
        lineBegin == std::string_view::npos ? offset : offset - lineBegin - 1;
    return {static_cast<std::size_t>(lines) + 1, column + 1};
}

bool isForbiddenControl(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/// Offset of the first byte that is not text. yaml-cpp would guess UTF-16 from zero bytes.
std::optional<std::size_t> firstNonText(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        const bool isInvalid = point.value == 0xFFFD && point.length == 1;
        if (isInvalid || isForbiddenControl(point.value))
            return at;
        at += point.length;
    }
    return std::nullopt;
}

bool isReadable(std::string_view text, LintSink& sink) {
    if (text.size() > kMaxFileBytes) {
        sink.error(
            {},
            "file_size",
            "the file is larger than 1 MiB",
            "Split it, or look whether it is the right file"
        );
        return false;
    }
    if (const auto at = firstNonText(text)) {
        sink.error(
            markAt(text, *at), "not_text", "a byte that is not UTF-8 text", "Save the file as UTF-8"
        );
        return false;
    }
    return true;
}

std::string_view lineAt(std::string_view text, std::size_t line) {
    for (std::size_t i = 1; i < line; ++i) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos)
            return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

std::string syntaxHint(std::string_view line) {
    const auto indent = line.substr(0, line.find_first_not_of(" \t"));
    if (indent.find('\t') != std::string_view::npos)
        return "Indent with blanks: YAML does not allow tabs";
    return "Look here and in the line before for a missing colon, quote or bracket, or another "
           "indentation";
}

/// Offset of the quote that closes the one at the begin of `text`; npos when it is never closed.
std::size_t closingQuote(std::string_view text) {
    const char quote = text.front();
    for (std::size_t at = 1; at < text.size(); ++at) {
        const bool isEscape = quote == '"' && text[at] == '\\';
        const bool isDoubled = quote == '\'' && text.substr(at, 2) == "''";
        if (isEscape || isDoubled) {
            ++at;
        } else if (text[at] == quote) {
            return at;
        }
    }
    return std::string_view::npos;
}

/// yaml-cpp 0.7 takes the end of the file for the closing quote when a line end stands before it
/// (measured): all keys between would vanish in a text. Only the last quoted scalar can have
/// reached the end.
bool isLastQuoteClosed(std::string_view text, const TreeBuilder& builder, LintSink& sink) {
    const auto& last = builder.lastQuoted();
    if (!last || last->offset >= text.size())
        return true;
    std::string_view scalar = text.substr(last->offset);
    while (!scalar.empty() && (scalar.front() == '&' || scalar.front() == '!')) {  // anchor and tag
        scalar.remove_prefix(std::min(scalar.find_first_of(" \t\r\n"), scalar.size()));
        scalar.remove_prefix(std::min(scalar.find_first_not_of(" \t\r\n"), scalar.size()));
    }
    const bool isQuote = !scalar.empty() && (scalar.front() == '"' || scalar.front() == '\'');
    if (!isQuote || closingQuote(scalar) != std::string_view::npos)
        return true;
    sink.error(
        last->mark,
        "yaml_syntax",
        "the quote that begins here is never closed",
        "Close it on the same line"
    );
    return false;
}

std::optional<YamlNode> parseEvents(std::string_view text, LintSink& sink) {
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    TreeBuilder first(sink);
    if (!parser.HandleNextDocument(first)) {
        YamlNode empty;
        empty.mark = {1, 1};
        return empty;
    }
    if (!isLastQuoteClosed(text, first, sink))
        return std::nullopt;
    auto root = first.takeRoot();
    TreeBuilder second(sink);
    if (parser.HandleNextDocument(second)) {
        const auto extra = second.takeRoot();
        const Mark at = extra ? extra->mark : Mark{};
        sink.error(
            at,
            "yaml_documents",
            "a second document begins here",
            "Delete the line `---` and what follows"
        );
        return std::nullopt;
    }
    return root;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) {
        return entry.key == key;
    });
    return found == entries.end() ? nullptr : &found->value;
}

std::optional<YamlNode> parseYaml(std::string_view text, LintSink& sink) {
    if (!isReadable(text, sink))
        return std::nullopt;
    try {
        return parseEvents(text, sink);
    } catch (const YamlRefusal& refusal) {
        sink.error(refusal.at, refusal.code, refusal.message, refusal.hint);
    } catch (const YAML::Exception& failure) {
        // Only the place: yaml-cpp's words may quote the file.
        const Mark at = toMark(failure.mark);
        sink.error(at, "yaml_syntax", "not valid YAML here", syntaxHint(lineAt(text, at.line)));
    }
    return std::nullopt;
}

}  // namespace bowline::settings
