// Reads through nlohmann's events, not its tree: the depth is known before a level is entered, a
// fault is an answer and not a text that quotes the input, and numbers arrive as they are spelled.
#include "connector/expression/json_value.h"

#include "connector/base/text.h"
#include "connector/expression/template.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <limits>
#include <utility>

namespace bowline::expression {

namespace {

using Json = nlohmann::json;

/// A list or map that is still being read, and the key that its next value belongs to.
struct Open {
    bool isMap;
    List list;
    Map map;
    std::string key;
};

class Reader {
public:
    Value result;

    bool null() { return put(Value()); }
    bool boolean(bool b) { return put(Value(b)); }
    bool number_integer(Json::number_integer_t n) { return put(Value(std::int64_t{n})); }
    bool number_unsigned(Json::number_unsigned_t n) {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        if (n > static_cast<Json::number_unsigned_t>(kMost))
            return put(Value(std::to_string(n)));
        return put(Value(static_cast<std::int64_t>(n)));
    }
    bool number_float(Json::number_float_t, const std::string& spelled) {
        return put(Value(spelled));
    }
    bool string(std::string& text) { return put(Value(std::move(text))); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool key(std::string& name) {
        open_.back().key = std::move(name);
        return true;
    }
    bool end_object() {
        Value done(std::move(open_.back().map));
        return close(std::move(done));
    }
    bool end_array() {
        Value done(std::move(open_.back().list));
        return close(std::move(done));
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) {
        return false;
    }

private:
    bool open(bool isMap) {
        open_.push_back({isMap, {}, {}, {}});
        return open_.size() <= kJsonDepth;
    }

    bool close(Value done) {
        open_.pop_back();
        return put(std::move(done));
    }

    bool put(Value value) {
        if (open_.empty())
            result = std::move(value);
        else if (open_.back().isMap)
            open_.back().map.insert_or_assign(std::move(open_.back().key), std::move(value));
        else
            open_.back().list.push_back(std::move(value));
        return ++values_ <= kJsonValues;
    }

    std::vector<Open> open_;
    std::size_t values_ = 0;
};

/// What stands for a character of its own in a JSON text; empty for one that needs nothing.
std::string escaped(char32_t c) {
    switch (c) {
        case U'"':
            return "\\\"";
        case U'\\':
            return "\\\\";
        case U'\n':
            return "\\n";
        case U'\r':
            return "\\r";
        case U'\t':
            return "\\t";
        default:
            return c < 0x20 ? fmt::format("\\u{:04x}", static_cast<unsigned>(c)) : std::string();
    }
}

class JsonWriter {
public:
    std::string out;

    void operator()(std::nullptr_t) { out += "null"; }
    void operator()(bool b) { out += b ? "true" : "false"; }
    void operator()(std::int64_t n) { out += std::to_string(n); }
    void operator()(Instant t) {
        if (isCalendarTime(t))
            (*this)(toIso8601(t));
        else
            (*this)(nullptr);
    }
    void operator()(const std::string& text) {
        out += '"';
        for (std::size_t at = 0; at < text.size();) {
            const CodePoint c = codePointAt(text, at);
            const std::string special = escaped(c.value);
            if (special.empty())
                appendUtf8(out, c.value);
            out += special;
            at += c.length;
        }
        out += '"';
    }
    void operator()(const List& list) {
        out += '[';
        for (const auto& item : list) {
            if (&item != &list.front())
                out += ',';
            inside(item);
        }
        out += ']';
    }
    void operator()(const Map& map) {
        out += '{';
        for (auto entry = map.begin(); entry != map.end(); ++entry) {
            if (entry != map.begin())
                out += ',';
            (*this)(entry->first);
            out += ':';
            inside(entry->second);
        }
        out += '}';
    }

private:
    // What was decoded, and around it what a tree of an adapter file can write.
    static constexpr int kDeepest = 2 * kJsonDepth;

    void inside(const Value& item) {
        if (depth_ == kDeepest)
            return (*this)(nullptr);
        ++depth_;
        std::visit(*this, item.data());
        --depth_;
    }

    int depth_ = 0;
};

}  // namespace

std::optional<Value> valueFromJson(std::string_view text, std::size_t mostBytes) {
    if (text.size() > mostBytes)
        return std::nullopt;
    Reader reader;
    if (!Json::sax_parse(text.begin(), text.end(), &reader))
        return std::nullopt;
    return std::move(reader.result);
}

std::string toJson(const Value& value) {
    JsonWriter writer;
    std::visit(writer, value.data());
    return std::move(writer.out);
}

}  // namespace bowline::expression
