// The closed world of the egress guard: whatever an adapter file makes of a forbidden value with
// the filters of the table, alone or in pairs, in a JSON body, a form or in base64, the guard finds
// it, or it is not there any more. A new filter without a call below, or without a decoder in the
// guard, fails.
#include "connector/base/base64.h"
#include "connector/base/text.h"
#include "connector/detect/forbidden_search.h"
#include "connector/expression/filters.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace bowline;
using namespace bowline::expression;
using detect::ForbiddenSearch;

namespace {

struct Bait {
    std::string value;  ///< what is forbidden
    std::string cls;
    std::string written;  ///< how it stands in the text
};
const Bait kBaits[] = {
    {"+12025550143", "phone", "+1 (202) -555-0143"},
    {"+12025550143", "phone", "12025550143"},
    {"+2025550143", "phone", "2025550143"},
    {"+12025550143", "phone", "+1 202\n555 0143"},
    {"maria.lopez@example.org", "email", "maria.lopez@example.org"},
    {"4111 1111 1111 1111", "payment_card", "4111-1111 1111 1111"},
    {"Zoë D'Müller", "contact_name", "D'Müller"},
    {"Zoë D'Müller", "contact_name", "Zoë\nD'Müller"},
};

/// How each filter is called; a shape of input that it does not take gives null.
const std::multimap<std::string, std::string> kCalls = {
    {"adf", ""},
    {"any", "('f', 'x')"},
    {"at", "(0)"},
    {"at", "(-1)"},
    {"b64", ""},
    {"b64url", ""},
    {"by", "('k', 'f')"},
    {"by", "('f', 'k')"},
    {"contains", "('a')"},
    {"date", ""},
    {"default", "('x')"},
    {"epoch", ""},
    {"es", ""},
    {"first", ""},
    {"first_or_self", ""},
    {"get", "('f')"},
    {"get", "(0)"},
    {"html_to_text", ""},
    {"int", ""},
    {"iso8601", ""},
    {"join", "(', ')"},
    {"jql", ""},
    {"json", ""},
    {"last", ""},
    {"length", ""},
    {"lower", ""},
    {"map", "({'a': 'b'})"},
    {"markdown", ""},
    {"matches", "('a')"},
    {"parse_json", ""},
    {"plus_seconds", "(1)"},
    {"rfc2047", ""},
    {"shorten", "(1000)"},
    {"shorten", "(12)"},
    {"soql", ""},
    {"split", "(' ')"},
    {"split", "('-')"},
    {"split", "('\\n')"},
    {"starts_with", "('a')"},
    {"str", ""},
    {"text_to_html", ""},
    {"textile", ""},
    {"trim", ""},
    {"tsql", ""},
    {"unb64", ""},
    {"upper", ""},
    {"where", "('k', 'x')"},
    {"where_contains", "('f', '')"},
    {"where_prefix", "('f', '')"},
    {"wiki", ""},
};

std::vector<std::string> callsOf(const Filter& filter) {
    const auto [from, to] = kCalls.equal_range(std::string(filter.name));
    std::vector<std::string> calls;
    for (auto call = from; call != to; ++call)
        calls.push_back(call->first + call->second);
    return calls;
}

/// A value in every shape that a filter may take.
std::vector<Value> shapesOf(const Bait& bait) {
    const std::string sentence =
        "Grüße & please \"call\"\t" + bait.written + " today; it's <urgent>";
    return {
        Value(bait.written),
        Value(sentence),
        Value(List{"other", sentence}),
        Value(List{sentence, "other"}),
        Value(Map{{"f", sentence}}),
        Value(List{Map{{"k", "x"}, {"f", sentence}}, Map{{"k", "y"}, {"f", "other"}}})};
}

void addTexts(const Value& value, std::vector<std::string>& texts) {
    if (const auto* text = std::get_if<std::string>(&value.data()))
        texts.push_back(*text);
    if (const auto* list = std::get_if<List>(&value.data())) {
        for (const auto& item : *list)
            addTexts(item, texts);
    }
    if (const auto* map = std::get_if<Map>(&value.data())) {
        for (const auto& [key, item] : *map) {
            texts.push_back(key);
            addTexts(item, texts);
        }
    }
}

/// All texts of a tree, keys too.
std::vector<std::string> textsOf(const Value& value) {
    std::vector<std::string> texts;
    addTexts(value, texts);
    return texts;
}

std::string joined(const std::vector<std::string>& texts) {
    return std::accumulate(texts.begin(), texts.end(), std::string());
}

/// Only letters and digits, so that what stands between them does not matter.
std::string core(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

bool holdsPlainly(const Value& value, const Bait& bait) {
    return core(joined(textsOf(value))).find(core(bait.written)) != std::string::npos;
}

std::string percent(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            out += c;
        else
            out += "%" + toHex(std::string_view(&c, 1));
    }
    return out;
}

/// A form repeats the name for a list.
std::string form(const Value& value) {
    const auto* list = std::get_if<List>(&value.data());
    std::string out = "a=1";
    for (const auto& item : list ? *list : List{value})
        out += "&text=" + percent(toText(item));
    return out;
}

bool isTree(const Value& value) {
    return std::holds_alternative<Map>(value.data()) || std::holds_alternative<List>(value.data());
}

std::vector<std::string> bodiesOf(const Value& value) {
    const std::string json = toJson(Value(Map{{"ticket", Map{{"id", 7}, {"text", value}}}}));
    std::vector<std::string> bodies{json, toBase64(isTree(value) ? toJson(value) : toText(value))};
    const auto* list = std::get_if<List>(&value.data());
    if (!isTree(value) || (list && std::ranges::none_of(*list, isTree)))
        bodies.push_back(form(value));
    return bodies;
}

/// True for a value that cannot hold a text.
bool isTextless(const Value& value) {
    return textsOf(value).empty() && !std::holds_alternative<std::int64_t>(value.data());
}

class World {
public:
    explicit World(const Bait& bait)
        : bait_(bait), search_(Forbidden{{{FoundValue(bait.value), bait.cls}}}) {}

    /// What the filters make of a value, or nothing where the language refuses their order.
    static std::optional<Value> run(const std::string& calls, const Value& value) {
        const Dialect dialect{"${", {"in.x"}, adapterFilters()};
        const auto compiled = Template::compile("${in.x | " + calls + "}", dialect);
        const auto* program = std::get_if<Template>(&compiled);
        if (!program)
            return std::nullopt;
        return program->evaluate({{"in", Map{{"x", value}}}});
    }

    /// The first body in which the guard does not see the value; empty when it sees all.
    std::string unseenIn(const Value& result) {
        for (const auto& body : bodiesOf(result)) {
            if (seen_.contains(body))
                continue;
            if (!search_.in(body, detect::kNoChecksums))
                return body;
            seen_.insert(body);
        }
        return {};
    }

    [[nodiscard]] const Bait& bait() const { return bait_; }

private:
    Bait bait_;
    ForbiddenSearch search_;
    std::set<std::string> seen_;
};

/// Pieces of `whole` and nothing else; shorten's ellipsis is its own.
bool arePiecesOf(const Value& piece, const Value& whole) {
    const auto all = joined(textsOf(whole)) + toText(whole);
    return std::ranges::all_of(textsOf(piece), [&](std::string text) {
        if (text.ends_with("…"))
            text.resize(text.size() - std::string("…").size());
        return all.find(text) != std::string::npos;
    });
}

/// What the sentence of the last filter's disguise promises about `result`, made from `input`.
/// Empty when it holds.
std::string broken(World& world, const Filter& last, const Value& input, const Value& result) {
    if (isTextless(result))
        return {};
    if (last.disguise == Disguise::Gone)
        return arePiecesOf(result, Value("b")) ||
                       std::holds_alternative<std::int64_t>(result.data())
                   ? ""
                   : "a text came out: " + toJson(result);
    if (last.disguise == Disguise::Part && !arePiecesOf(result, input))
        return "no piece of its input: " + toJson(result);
    if (last.disguise == Disguise::Part && !holdsPlainly(result, world.bait()))
        return {};
    // Only the values of a map are joined.
    const bool wasInKeys =
        core(toText(input)).find(core(world.bait().written)) == std::string::npos;
    if (last.disguise == Disguise::Joined && std::holds_alternative<Map>(input.data()) && wasInKeys)
        return {};
    return world.unseenIn(result);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_filter_of_the_table_is_called_here) {
    for (const auto& filter : filters())
        BOOST_TEST(kCalls.contains(std::string(filter.name)), filter.name);
}

BOOST_AUTO_TEST_CASE(the_guard_sees_through_every_filter) {
    std::map<std::string, int> heldBy;
    for (const auto& bait : kBaits) {
        World world(bait);
        for (const auto& filter : filters()) {
            for (const auto& call : callsOf(filter)) {
                for (const auto& shape : shapesOf(bait)) {
                    const auto result = World::run(call, shape);
                    if (!result || isTextless(*result))
                        continue;
                    ++heldBy[std::string(filter.name)];
                    const auto wrong = broken(world, filter, shape, *result);
                    BOOST_TEST(wrong == "", bait.written << " | " << call << ": " << wrong);
                }
            }
        }
    }
    // The control of the control: each filter that can let a value through has done so.
    for (const auto& filter : filters()) {
        const bool lets = filter.disguise != Disguise::Gone && filter.disguise != Disguise::Decoded;
        BOOST_TEST((!lets || heldBy[std::string(filter.name)] > 0), filter.name);
    }
}

BOOST_AUTO_TEST_CASE(the_guard_sees_through_every_pair_of_filters) {
    int pairs = 0;
    for (const auto& bait : kBaits) {
        World world(bait);
        for (const auto& first : filters()) {
            for (const auto& call : callsOf(first)) {
                for (const auto& shape : shapesOf(bait)) {
                    const auto between = World::run(call, shape);
                    const bool isLost = first.disguise == Disguise::Part && between &&
                                        !holdsPlainly(*between, bait);
                    if (!between || isTextless(*between) || isLost ||
                        first.disguise == Disguise::Gone)
                        continue;
                    for (const auto& second : filters()) {
                        for (const auto& next : callsOf(second)) {
                            const auto result = World::run(call + " | " + next, shape);
                            if (!result)
                                continue;
                            ++pairs;
                            const auto wrong = broken(world, second, *between, *result);
                            BOOST_TEST(
                                wrong == "",
                                bait.written << " | " << call << " | " << next << ": " << wrong
                            );
                        }
                    }
                }
            }
        }
    }
    BOOST_TEST(pairs > 10'000);
}

BOOST_AUTO_TEST_CASE(a_filter_without_a_decoder_would_be_noticed) {
    const auto turned = [](const Value& input, const Arguments&) {
        const auto* text = std::get_if<std::string>(&input.data());
        return text ? Value(std::string(text->rbegin(), text->rend())) : Value();
    };
    const Filter fake{"turn", {}, 0, "turn", "Backwards.", false, Disguise::Markup, turned};
    World world(kBaits[0]);
    const Value input(kBaits[0].written);
    BOOST_TEST(broken(world, fake, input, fake.apply(input, {{}, nullptr})) != "");
    const Filter part{"turn", {}, 0, "turn", "Backwards.", false, Disguise::Part, turned};
    BOOST_TEST(broken(world, part, input, part.apply(input, {{}, nullptr})) != "");
    const Filter gone{"turn", {}, 0, "turn", "Backwards.", false, Disguise::Gone, turned};
    BOOST_TEST(broken(world, gone, input, gone.apply(input, {{}, nullptr})) != "");
}

BOOST_AUTO_TEST_CASE(a_clean_text_passes_in_every_disguise) {
    const ForbiddenSearch search(Forbidden{
        {{FoundValue("+12025550143"), "phone"}, {FoundValue("Zoë D'Müller"), "contact_name"}}});
    const Bait clean{"", "", "+1 (202) -555-0144 or D'Möller, order 2025-550-14, 4111 1111 1111"};
    for (const auto& filter : filters()) {
        for (const auto& call : callsOf(filter)) {
            for (const auto& shape : shapesOf(clean)) {
                const auto result = World::run(call, shape);
                for (const auto& body : bodiesOf(result.value_or(Value()))) {
                    const auto hit = search.in(body, detect::kAllChecksums);
                    BOOST_TEST(!hit.has_value(), call << ": " << (hit ? hit->form : ""));
                }
            }
        }
    }
}
