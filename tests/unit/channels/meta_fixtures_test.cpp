// Every body at hand, and every body that is one edit away from it: nothing is lost, nothing
// throws.
#include "connector/channels/meta_decode.h"
#include "tests/unit/channels/bodies.h"
#include "tests/unit/channels/slow_count.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace bowline;
using namespace bowline::channels;
using nlohmann::json;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

/// The provider's id that an update carries, empty when it has none.
struct IdOf {
    std::string operator()(const MessageUpdate& m) const { return std::string(m.id.expose()); }
    std::string operator()(const StatusUpdate& s) const { return std::string(s.of.expose()); }
    std::string operator()(const PreferenceUpdate&) const { return {}; }
    std::string operator()(const AmendUpdate& a) const { return std::string(a.id.expose()); }
    std::string operator()(const IdentityUpdate& i) const { return std::string(i.id.expose()); }
    std::string operator()(const CallUpdate& c) const { return std::string(c.id.expose()); }
    std::string operator()(const NoticeUpdate&) const { return {}; }
    std::string operator()(const AddressBookUpdate&) const { return {}; }
    std::string operator()(const PlaceholderUpdate& p) const {
        return p.id ? std::string(p.id->expose()) : std::string();
    }
};

std::map<std::string, int> idsOf(const Decoded& decoded) {
    std::map<std::string, int> out;
    for (const auto& update : decoded.updates)
        ++out[std::visit(IdOf{}, update.body)];
    return out;
}

bool isKnownKind(const Update& update) {
    const auto* placeholder = std::get_if<PlaceholderUpdate>(&update.body);
    return placeholder == nullptr ||
           std::ranges::binary_search(metaPlaceholderKinds(), std::string_view(placeholder->kind));
}

bool isPositioned(const Decoded& decoded) {
    for (std::size_t i = 0; i < decoded.updates.size(); ++i)
        if (decoded.updates[i].position != i)
            return false;
    return true;
}

/// Every place in the document, parents before children.
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

json without(json body, const json::json_pointer& at) {
    auto& parent = body[at.parent_pointer()];
    if (parent.is_array())
        parent.erase(parent.begin() + std::stol(at.back()));
    else
        parent.erase(at.back());
    return body;
}

json replaced(json body, const json::json_pointer& at, const json& by) {
    body[at] = by;
    return body;
}

json doubled(json body, const json::json_pointer& at) {
    auto& parent = body[at.parent_pointer()];
    parent.insert(parent.begin() + std::stol(at.back()), json(body[at]));
    return body;
}

/// `before`: what the body held. The edited body decodes, to as many updates as the slow count
/// finds, and still has the ids of all elements that the edit did not touch.
std::string faultAfterEdit(
    const std::vector<slow::Element>& before, const json& after, const json::json_pointer& at
) {
    const auto decoded = decodeMetaCloud(after.dump(), kReceived);
    const bool foreign = after.contains("object") && after["object"].is_string()
                             ? after["object"] != "whatsapp_business_account"
                             : !after.contains("object") && !after.contains("entry");
    if (foreign || (!after.contains("entry") && !decoded.undecodable.empty()))
        return decoded.undecodable == "not_whatsapp" ? "" : "not refused as foreign";
    if (!decoded.undecodable.empty())
        return decoded.undecodable;
    if (decoded.updates.size() != slow::of(after).size())
        return "count";
    if (!isPositioned(decoded) || !std::ranges::all_of(decoded.updates, isKnownKind))
        return "position or kind";
    const auto ids = idsOf(decoded);
    std::map<std::string, int> wanted;
    for (const auto& element : before)
        if (!element.id.empty() && !slow::related(element.path, at))
            ++wanted[element.id];
    for (const auto& [id, count] : wanted)
        if (!ids.contains(id) || ids.at(id) < count)
            return "lost another element";
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_fixture_gives_as_many_updates_as_a_slow_count_finds) {
    const auto fixtures = bodies::all();
    if (!std::filesystem::exists(bodies::shared()))
        BOOST_TEST_MESSAGE("SKIPPED: shared fixtures; set BOWLINE_SHARED to run this test on them");
    BOOST_TEST(fixtures.size() >= 9u);
    for (const auto& fixture : fixtures) {
        const auto decoded = decodeMetaCloud(fixture.content, kReceived);
        BOOST_TEST(decoded.undecodable == "", fixture.name);
        BOOST_TEST(
            decoded.updates.size() == slow::of(json::parse(fixture.content)).size(), fixture.name
        );
        BOOST_TEST(isPositioned(decoded), fixture.name);
        BOOST_TEST(std::ranges::all_of(decoded.updates, isKnownKind), fixture.name);
    }
}

BOOST_AUTO_TEST_CASE(deleting_any_one_key_never_loses_another_element) {
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        std::vector<json::json_pointer> places;
        collectPlaces(body, json::json_pointer(), places);
        const auto before = slow::of(body);
        for (const auto& at : places) {
            const auto fault = faultAfterEdit(before, without(body, at), at);
            BOOST_TEST(fault == "", fixture.name << " without " << at.to_string());
        }
    }
}

BOOST_AUTO_TEST_CASE(changing_the_type_of_any_value_never_loses_another_element) {
    const json substitutes[] = {
        nullptr,
        true,
        -7,
        1e300,
        "x",
        "",
        json::array(),
        json::object(),
        json::array({nullptr, 1, "y", json::object()})};
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        std::vector<json::json_pointer> places;
        collectPlaces(body, json::json_pointer(), places);
        const auto before = slow::of(body);
        for (const auto& at : places)
            for (const auto& by : substitutes) {
                const auto fault = faultAfterEdit(before, replaced(body, at, by), at);
                BOOST_TEST(
                    fault == "", fixture.name << " " << at.to_string() << " = " << by.dump()
                );
            }
    }
}

BOOST_AUTO_TEST_CASE(doubling_any_element_of_a_list_never_loses_another_element) {
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content);
        std::vector<json::json_pointer> places;
        collectPlaces(body, json::json_pointer(), places);
        const auto before = slow::of(body);
        for (const auto& at : places) {
            if (!body[at.parent_pointer()].is_array())
                continue;
            const auto fault = faultAfterEdit(before, doubled(body, at), at);
            BOOST_TEST(fault == "", fixture.name << " doubled " << at.to_string());
        }
    }
}

BOOST_AUTO_TEST_CASE(cutting_a_body_anywhere_never_throws) {
    for (const auto& fixture : bodies::all()) {
        const auto body = json::parse(fixture.content).dump();
        for (std::size_t size = 0; size < body.size(); ++size)
            BOOST_TEST(
                decodeMetaCloud(body.substr(0, size), kReceived).undecodable == "json_syntax"
            );
    }
}
