// The one way from a value to text; what a mixed template, `str`, `join` and `map` use.
#include "connector/base/text.h"
#include "connector/expression/evaluator.h"
#include "connector/expression/template.h"

namespace bowline::expression {

namespace {

/// Writes a tree as text and stops when the output is full or the tree is deeper than any decoder
/// lets in.
class Writer {
public:
    std::string out;

    void operator()(std::nullptr_t) {}
    void operator()(bool b) { out += b ? "true" : "false"; }
    void operator()(std::int64_t n) { out += std::to_string(n); }
    void operator()(const std::string& text) { out += text; }
    void operator()(Instant t) {
        if (isCalendarTime(t))
            out += toIso8601(t);
    }
    void operator()(const List& list) {
        bool isFirst = true;
        for (const auto& item : list)
            next(item, isFirst);
    }
    void operator()(const Map& map) {
        bool isFirst = true;
        for (const auto& entry : map)
            next(entry.second, isFirst);
    }

private:
    static constexpr int kDepth = 64;

    void next(const Value& item, bool& isFirst) {
        if (depth_ == kDepth || out.size() > kOutputBytes)
            return;
        if (!isFirst)
            out += ", ";
        isFirst = false;
        ++depth_;
        std::visit(*this, item.data());
        --depth_;
    }

    int depth_ = 0;
};

}  // namespace

bool isCalendarTime(Instant t) {
    using namespace std::chrono;
    constexpr Instant kFirst = sys_days(year(0) / 1 / 1);
    constexpr Instant kPast = sys_days(year(10000) / 1 / 1);
    return t >= kFirst && t < kPast;
}

std::string toText(const Value& value) {
    Writer writer;
    std::visit(writer, value.data());
    return std::move(writer.out);
}

}  // namespace bowline::expression
