// The first answer into an empty box wakes the server; the others find it already called.
#include "connector/http/answer_box.h"

namespace bowline::http {

void AnswerBox::put(PostedAnswer answer) {
    const bool first = content_.with([&](Content& content) {
        if (content.closed)
            return false;
        content.waiting.push_back(std::move(answer));
        return content.waiting.size() == 1;
    });
    if (first)
        wake_();
}

std::vector<PostedAnswer> AnswerBox::takeAll() {
    return content_.with([](Content& content) { return std::exchange(content.waiting, {}); });
}

void AnswerBox::close() {
    // What still waits is dropped outside the lock.
    const auto dropped = content_.with([](Content& content) {
        content.closed = true;
        return std::exchange(content.waiting, {});
    });
}

}  // namespace bowline::http
