// One pass from the left. Where a tag is not closed, it is no tag: every look ahead either moves on
// past what it found or is never made again, which keeps the pass linear.
#include "connector/expression/html_text.h"

#include "connector/base/text.h"
#include "connector/expression/html_entities.h"

#include <algorithm>

namespace bowline::expression {

namespace {

constexpr auto kNowhere = std::string_view::npos;

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

bool endsLine(std::string_view tag) {
    constexpr std::string_view kTags =
        " br p div li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote pre hr section article ";
    return kTags.find(" " + std::string(tag) + " ") != kNowhere;
}

bool hidesItsText(std::string_view tag) {
    return tag == "script" || tag == "style" || tag == "head" || tag == "title";
}

class HtmlReader {
public:
    explicit HtmlReader(std::string_view html) : html_(html) {}

    std::string run() {
        while (at_ < html_.size()) {
            if (html_[at_] == '<' && (comment() || tag()))
                continue;
            if (html_[at_] == '&' && entity())
                continue;
            character();
        }
        return std::string(trimmed(out_));
    }

private:
    void character() {
        const char c = html_[at_++];
        if (!isBlank(c) || preformatted_ > 0)
            out_ += c;
        else if (!out_.empty() && !isBlank(out_.back()))
            out_ += ' ';
    }

    void endLine() {
        while (!out_.empty() && out_.back() == ' ')
            out_.pop_back();
        // Two line ends are an empty line; more only stretch the reply.
        if (!out_.empty() && !out_.ends_with("\n\n"))
            out_ += '\n';
    }

    bool comment() {
        if (!html_.substr(at_).starts_with("<!--"))
            return false;
        skipPast("-->");
        return true;
    }

    void skipPast(std::string_view end) {
        const auto found = html_.find(end, at_);
        at_ = found == kNowhere ? html_.size() : found + end.size();
    }

    /// The place of the `>` that ends the tag, with regard to quotes as long as they are in pairs.
    std::size_t tagEnd() {
        char quote = '\0';
        for (std::size_t i = at_; i < html_.size() && !quotesAreBroken_; ++i) {
            const char c = html_[i];
            if (quote == '\0' && c == '>')
                return i;
            if (quote == '\0' && (c == '"' || c == '\''))
                quote = c;
            else if (c == quote)
                quote = '\0';
        }
        quotesAreBroken_ = true;
        const auto end = noMoreTags_ ? kNowhere : html_.find('>', at_);
        noMoreTags_ = end == kNowhere;
        return end;
    }

    bool tag() {
        const bool closes = at_ + 1 < html_.size() && html_[at_ + 1] == '/';
        const std::size_t nameAt = at_ + (closes ? 2 : 1);
        if (nameAt >= html_.size() || (!isLetter(html_[nameAt]) && html_[nameAt] != '!'))
            return false;
        const std::size_t end = tagEnd();
        if (end == kNowhere)
            return false;
        const auto* const nameEnd =
            std::find_if(html_.begin() + nameAt, html_.begin() + end, [](char c) {
                return isBlank(c) || c == '/';
            });
        at_ = end + 1;
        shape(toLowerAscii(std::string_view(html_.begin() + nameAt, nameEnd)), closes);
        return true;
    }

    void shape(const std::string& name, bool closes) {
        if (hidesItsText(name) && !closes)
            return skipHidden(name);
        if (name == "br")
            return endLine();
        if (name == "pre")
            preformatted_ = std::max(0, preformatted_ + (closes ? -1 : 1));
        if (endsLine(name) && !out_.empty() && out_.back() != '\n')
            endLine();
        if (name == "li" && !closes)
            out_ += "- ";
        if ((name == "td" || name == "th") && closes)
            out_ += ' ';
    }

    void skipHidden(const std::string& name) {
        const std::string end = "</" + name;
        const auto same = [](char a, char b) { return a == (isLetter(b) ? (b | 0x20) : b); };
        const auto* const found = std::search(
            html_.begin() + at_,
            html_.end(),
            end.begin(),
            end.end(),
            [&](char b, char a) { return same(a, b); }
        );
        at_ = static_cast<std::size_t>(found - html_.begin());
    }

    bool entity() {
        const auto read = entityAt(html_.substr(at_));
        if (!read)
            return false;
        out_ += read->text;
        at_ += read->length;
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string out_;
    int preformatted_ = 0;
    bool quotesAreBroken_ = false;
    bool noMoreTags_ = false;
};

}  // namespace

std::string htmlToText(std::string_view html) {
    return HtmlReader(html).run();
}

}  // namespace bowline::expression
