// The decoder against a slow one of the tests' own, over every body at hand and bodies that are one
// edit away: of no element that the edit did not touch is a word, an id or a person lost.
#include "tests/property/webhook_comparison.h"
#include "tests/unit/channels/bodies.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

using namespace bowline;
using namespace bowline::channels;
using nlohmann::json;

namespace {

void collectPlaces(
    const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& out
) {
    if (!at.empty())
        out.push_back(at);
    if (value.is_object())
        for (const auto& [key, child] : value.items())
            collectPlaces(child, at / key, out);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            collectPlaces(value[i], at / i, out);
}

std::vector<json::json_pointer> placesOf(const json& body) {
    std::vector<json::json_pointer> places;
    collectPlaces(body, json::json_pointer(), places);
    return places;
}

std::vector<slow::Claim> untouched(
    const std::vector<slow::Claim>& claims, const json::json_pointer& at
) {
    std::vector<slow::Claim> out;
    std::ranges::copy_if(claims, std::back_inserter(out), [&](const slow::Claim& claim) {
        return !slow::related(claim.path, at);
    });
    return out;
}

/// An edit inside of one element leaves the others as they are; one beside all of them (contacts,
/// field) may change what is known of them.
std::function<bool(const slow::Claim&)> weakUnless(
    const std::vector<slow::Element>& elements, const json::json_pointer& at
) {
    const auto place = at.to_string() + "/";
    const bool inside = std::ranges::any_of(elements, [&](const slow::Element& element) {
        return place.starts_with(element.path.to_string() + "/");
    });
    return [inside](const slow::Claim&) { return !inside; };
}

/// The body says that it is another product's, or nothing at all.
bool isRefused(const json& body) {
    if (!body.is_object())
        return true;
    return body.contains("object") && body["object"].is_string()
               ? body["object"] != "whatsapp_business_account"
               : !body.contains("entry");
}

/// Runs `edit` at every place of every body; an edit gives nothing where it does not apply.
void compareEdits(
    const std::string& way,
    const std::function<std::optional<json>(const json&, const json::json_pointer&)>& edit
) {
    Comparison comparison(way);
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        const auto claims = slow::claimsOf(body);
        const auto elements = slow::of(body);
        for (const auto& at : placesOf(body)) {
            const auto edited = edit(body, at);
            if (!edited || isRefused(*edited))
                continue;
            comparison.check(
                untouched(claims, at),
                edited->dump(),
                fixture.name + " at " + at.to_string(),
                weakUnless(elements, at)
            );
        }
    }
    BOOST_TEST(comparison.row().bodies > 500u);
}

/// The places right behind each "{" of an object with keys.
std::vector<std::size_t> objectBegins(const std::string& text) {
    std::vector<std::size_t> out;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inText && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            inText = !inText;
        else if (!inText && text[i] == '{' && text[i + 1] != '}')
            out.push_back(i + 1);
    }
    return out;
}

/// Puts what `member` gives for the first key of an object before that key, at every object.
void compareInsertions(
    const std::string& way, const std::function<std::string(const std::string&)>& member
) {
    Comparison comparison(way);
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        const auto claims = slow::claimsOf(body);
        const auto text = body.dump();
        for (const auto at : objectBegins(text)) {
            const auto key = text.substr(at, text.find("\":", at) + 1 - at);
            auto edited = text;
            edited.insert(at, member(key));
            comparison.check(claims, edited, fixture.name + " with " + way);
        }
    }
    BOOST_TEST(comparison.row().bodies > 500u);
}

json reversed(json body) {
    for (auto& child : body)
        if (child.is_structured())
            child = reversed(child);
    if (body.is_array())
        std::reverse(body.begin(), body.end());
    return body;
}

std::string nested(std::size_t depth) {
    return "\"zz\":" + std::string(depth, '[') + std::string(depth, ']') + ",";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(webhook_decoding)

BOOST_AUTO_TEST_CASE(every_body_says_what_a_slow_decoder_says) {
    Comparison comparison("as it is");
    std::map<std::string, int> kinds;
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        const auto claims = slow::claimsOf(body);
        for (const auto& claim : claims)
            ++kinds[claim.kind];
        comparison.check(claims, fixture.content, fixture.name);
    }
    for (const auto* kind :
         {"message", "echo", "status", "preference", "reaction", "edit", "revoke"})
        BOOST_TEST(kinds[kind] > 0, kind);
}

BOOST_AUTO_TEST_CASE(bodies_that_came_together_lose_nothing) {
    Comparison comparison("two bodies merged");
    const auto all = bodies::all();
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto body = json::parse(all[i - 1].content);
        const auto other = json::parse(all[i].content);
        if (!body["entry"].is_array() || !other["entry"].is_array())
            continue;
        for (const auto& entry : other["entry"])
            body["entry"].push_back(entry);
        body["object"] = "whatsapp_business_account";
        comparison.check(slow::claimsOf(body), body.dump(), all[i].name);
    }
}

BOOST_AUTO_TEST_CASE(the_order_of_lists_does_not_matter) {
    Comparison comparison("every list reversed");
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        comparison.check(slow::claimsOf(body), reversed(body).dump(), fixture.name);
    }
}

BOOST_AUTO_TEST_CASE(a_key_that_is_missing_costs_at_most_its_own_element) {
    compareEdits("one key or element deleted", [](const json& body, const auto& at) {
        json edited = body;
        auto& parent = edited[at.parent_pointer()];
        if (parent.is_array())
            parent.erase(parent.begin() + std::stol(at.back()));
        else
            parent.erase(at.back());
        return std::optional(edited);
    });
}

BOOST_AUTO_TEST_CASE(a_value_of_another_type_costs_at_most_its_own_element) {
    const json substitutes[] = {
        nullptr,
        true,
        -7,
        1e300,
        "x",
        json::array(),
        json::object(),
        json::array({1, json::object()})};
    for (const auto& by : substitutes) {
        compareEdits("every value once " + by.dump(), [&](const json& body, const auto& at) {
            json edited = body;
            edited[at] = by;
            return std::optional(edited);
        });
    }
}

BOOST_AUTO_TEST_CASE(an_element_that_is_there_twice_hides_no_other) {
    compareEdits("one element doubled", [](const json& body, const auto& at) {
        json edited = body;
        auto& parent = edited[at.parent_pointer()];
        if (!parent.is_array())
            return std::optional<json>();
        parent.insert(parent.begin() + std::stol(at.back()), json(body[at]));
        return std::optional(edited);
    });
}

BOOST_AUTO_TEST_CASE(strange_members_cost_nothing) {
    const auto always = [](std::string member) {
        return [member](const std::string&) { return member; };
    };
    compareInsertions("a number beyond all numbers", always("\"zz\":-1e99999,"));
    compareInsertions("a long integer", always("\"zz\":" + std::string(400, '9') + ","));
    compareInsertions("bytes that are no UTF-8", always("\"z\xff\":\"\xc3\xff\xed\xa0\x80\","));
    compareInsertions("half of a surrogate pair", always("\"zz\":\"\\ud83d x \\udc00\","));
    compareInsertions("forty lists in each other", always(nested(40)));
    compareInsertions("an unknown key twice", always("\"zz\":\"a\",\"zz\":\"b\","));
    compareInsertions("the first key twice", [](const auto& key) { return key + ":null,"; });
}

BOOST_AUTO_TEST_SUITE_END()
