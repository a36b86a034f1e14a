// JSON: the texts that are values, joined. Reads anything; what is no JSON merely gives odd texts.
#include "connector/detect/byte_set.h"
#include "connector/detect/joined.h"
#include "connector/detect/undo.h"
#include "connector/detect/undo_layers.h"

#include <algorithm>
#include <vector>

namespace bowline::detect {

namespace {

constexpr auto kNowhere = std::string_view::npos;
constexpr std::size_t kDeepest = 64;

class Leaves {
public:
    explicit Leaves(std::string_view json) : json_(json) {}

    std::optional<std::string> run() {
        constexpr ByteSet kMarks("\"{[}]");
        for (; (at_ = kMarks.firstIn(json_, at_)) < json_.size(); ++at_) {
            const char c = json_[at_];
            if (c == '"')
                text();
            else if (c == '{' || c == '[')
                open();
            else if ((c == '}' || c == ']') && keys_.size() > 1)
                keys_.pop_back();
        }
        return texts_.text();
    }

private:
    /// A list in a map belongs to the same key as the list's own items.
    void open() {
        if (keys_.size() < kDeepest)
            keys_.push_back(keys_.back());
    }

    void text() {
        const std::size_t begin = ++at_;
        constexpr ByteSet kStops("\"\\");
        while ((at_ = kStops.firstIn(json_, at_)) < json_.size() && json_[at_] == '\\')
            at_ += 2;
        const auto content = json_.substr(begin, std::min(at_, json_.size()) - begin);
        const auto next = json_.find_first_not_of(" \t\r\n", std::min(at_ + 1, json_.size()));
        if (next != kNowhere && json_[next] == ':')
            keys_.back() = content;
        else
            texts_.add(keys_.back(), undoBackslashes(content));
    }

    std::string_view json_;
    std::size_t at_ = 0;
    std::vector<std::string_view> keys_{""};
    Joined texts_;
};

}  // namespace

std::optional<std::string> undoLeaves(std::string_view bytes) {
    if (bytes.find('"') == kNowhere)
        return std::nullopt;
    return Leaves(bytes).run();
}

}  // namespace bowline::detect
