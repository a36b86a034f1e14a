#include "adapters/rest/loader_faults.h"

#include <algorithm>
#include <utility>

namespace bowline::adapters::rest {

namespace {

using settings::Mark;
using settings::YamlNode;

// The sink keeps 200; aliases can repeat each of them many times.
constexpr std::size_t kEnough = 1000;

/// Walks the source beside the text that was read from it.
class ScalarWalk {
public:
    ScalarWalk(std::string_view source, std::size_t begin, bool isQuoted)
        : at_(begin), isQuoted_(isQuoted) {
        if (isQuoted_ && begin < source.size())
            quote_ = source[begin];
        if (isQuoted_)
            ++at_;
    }

    /// False for what does not stand in the source as it was read: block scalars, aliases.
    [[nodiscard]] bool isPossible() const { return !isQuoted_ || quote_ == '"' || quote_ == '\''; }
    [[nodiscard]] std::size_t position() const { return at_; }

    /// Steps over what stands for `c`; false when it is something else.
    bool step(std::string_view source, char c) {
        const std::string_view rest = source.substr(std::min(at_, source.size()));
        const bool isEscape = quote_ == '"' && rest.starts_with('\\');
        const bool isDoubled = quote_ == '\'' && rest.starts_with("''");
        if (!isEscape && !rest.starts_with(c))
            return false;
        at_ += isEscape || isDoubled ? 2 : 1;
        return true;
    }

private:
    std::size_t at_;
    bool isQuoted_;
    char quote_ = '\0';
};

}  // namespace

Faults::Faults(std::string_view source, settings::LintSink& sink)
    : source_(source), lineBegins_{0}, sink_(sink) {
    for (std::size_t at = 0; at < source_.size(); ++at) {
        if (source_[at] == '\n')
            lineBegins_.push_back(at + 1);
    }
}

void Faults::error(Mark at, std::string code, std::string message, std::string hint) {
    if (isNew(at, message))
        sink_.error(at, std::move(code), std::move(message), std::move(hint));
}

void Faults::warning(Mark at, std::string code, std::string message, std::string hint) {
    if (isNew(at, message))
        sink_.warning(at, std::move(code), std::move(message), std::move(hint));
}

bool Faults::isNew(Mark at, const std::string& message) {
    ++seen_;
    return told_.emplace(at, message).second;
}

std::string_view Faults::sourceFrom(Mark at) const {
    if (at.line == 0 || at.line > lineBegins_.size())
        return {};
    const std::size_t offset = lineBegins_[at.line - 1] + at.column - 1;
    return std::string_view(source_).substr(std::min(offset, source_.size()));
}

bool Faults::isTired() const {
    return sink_.isFull() || seen_ > kEnough;
}

Mark Faults::placeIn(const YamlNode& scalar, std::size_t offset) const {
    const Mark begin = scalar.mark;
    if (begin.line == 0 || begin.line > lineBegins_.size() || offset > scalar.text.size())
        return begin;
    const std::size_t lineBegin = lineBegins_[begin.line - 1];
    ScalarWalk walk(source_, lineBegin + begin.column - 1, scalar.isQuoted);
    if (!walk.isPossible())
        return begin;
    for (std::size_t i = 0; i < offset; ++i) {
        if (!walk.step(source_, scalar.text[i]))
            return begin;
    }
    return {begin.line, walk.position() - lineBegin + 1};
}

}  // namespace bowline::adapters::rest
