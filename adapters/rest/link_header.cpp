#include "adapters/rest/link_header.h"

#include "connector/base/text.h"

#include <algorithm>
#include <utility>

namespace bowline::adapters::rest {

namespace {

constexpr std::string_view kBlank = " \t";

/// Reads the header from its beginning; stops for good at what it cannot read.
class Links {
public:
    explicit Links(std::string_view header) : rest_(header) {}

    struct Link {
        std::string target;
        std::string relations;
    };

    /// Absence: the end, or a fault.
    std::optional<Link> next() {
        while (skip(','))
            ;
        if (!skip('<'))
            return std::nullopt;
        const auto end = rest_.find('>');
        if (end == std::string_view::npos)
            return std::nullopt;
        Link link{std::string(trimmed(rest_.substr(0, end))), {}};
        rest_.remove_prefix(end + 1);
        bool hasRelations = false;
        while (skip(';')) {
            const auto name = toLowerAscii(word());
            const auto value = skip('=') ? parameterValue() : std::string();
            if (name == "rel" && !std::exchange(hasRelations, true))
                link.relations = value;  // a second `rel` is ignored: 3.3
        }
        return link;
    }

private:
    bool skip(char c) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlank), rest_.size()));
        if (!rest_.starts_with(c))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    std::string word() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlank), rest_.size()));
        const auto end = std::min(rest_.find_first_of("=;, \t"), rest_.size());
        std::string found(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return found;
    }

    std::string parameterValue() {
        if (!skip('"'))
            return word();
        std::string value;
        while (!rest_.empty() && rest_.front() != '"') {
            if (rest_.front() == '\\' && rest_.size() > 1)
                rest_.remove_prefix(1);
            value += rest_.front();
            rest_.remove_prefix(1);
        }
        skip('"');
        return value;
    }

    std::string_view rest_;
};

bool holdsWord(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        const auto end = std::min(words.find_first_of(kBlank), words.size());
        if (toLowerAscii(words.substr(0, end)) == wanted)
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace

std::optional<std::string> linkTo(std::string_view header, std::string_view relation) {
    Links links(header);
    while (auto link = links.next()) {
        if (holdsWord(link->relations, relation))
            return std::move(link->target);
    }
    return std::nullopt;
}

}  // namespace bowline::adapters::rest
