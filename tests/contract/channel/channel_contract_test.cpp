// What every channel must do, whoever its provider is: the rules that intake and pipeline rely on.
#include "tests/contract/channel/channel_subjects.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace bowline;
using namespace bowline::tests;
using channels::Channel;
namespace data = boost::unit_test::data;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

bool accepts(const Channel& channel, const Proof& proof, const std::string& body) {
    return channel.isAuthentic({proof.headers, body, proof.query, proof.segment});
}

/// Every proof that differs from this one by one character, and some that lack or repeat it.
std::vector<Proof> brokenForms(const Proof& proof) {
    std::vector<Proof> broken;
    for (std::size_t i = 0; i < proof.segment.size(); ++i) {
        broken.push_back(proof);
        broken.back().segment[i] ^= 1;
    }
    for (std::size_t i = 0; i < proof.headers.size(); ++i) {
        const auto& value = proof.headers[i].second;
        for (std::size_t at = 0; at < value.size(); ++at) {
            broken.push_back(proof);
            broken.back().headers[i].second[at] ^= 1;
        }
        for (const auto& other :
             {std::string(),
              value + value,
              value + " ",
              " " + value,
              value.substr(0, value.size() / 2),
              std::string(100'000, 'a')}) {
            broken.push_back(proof);
            broken.back().headers[i].second = other;
        }
        broken.push_back(proof);
        broken.back().headers.push_back(proof.headers[i]);
    }
    broken.push_back({});
    return broken;
}

bool isSound(const Decoded& decoded) {
    constexpr std::string_view kCodes[] = {
        "json_syntax", "json_depth", "json_size", "not_whatsapp", "form_size"};
    if (!decoded.undecodable.empty())
        return decoded.updates.empty() && std::ranges::count(kCodes, decoded.undecodable) == 1;
    for (std::size_t i = 0; i < decoded.updates.size(); ++i)
        if (decoded.updates[i].position != i)
            return false;
    return !decoded.updates.empty();
}

}  // namespace

BOOST_DATA_TEST_CASE(a_proved_body_is_authentic_and_says_hello, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    BOOST_TEST(accepts(*channel, sample.prove(body), body));
    const auto decoded = channel->decode(body, kReceived);
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 1u);
    const auto& message = std::get<MessageUpdate>(decoded.updates[0].body);
    BOOST_REQUIRE(spokenWord(message.content) != nullptr);
    BOOST_TEST(spokenWord(message.content)->expose() == "hello");
    BOOST_TEST((message.from.phone == Phone("+447700900123")));
}

BOOST_DATA_TEST_CASE(
    a_missing_doubled_or_malformed_proof_is_refused, data::make(channelSubjects())
) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    for (const auto& proof : brokenForms(sample.prove(body)))
        BOOST_TEST(!accepts(*channel, proof, body));
}

BOOST_DATA_TEST_CASE(a_signature_is_of_one_body_only, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    const auto other = sample.bodyTo(kOtherNumber);
    BOOST_TEST(accepts(*channel, sample.prove(body), other) == !sample.coversBody);
}

BOOST_DATA_TEST_CASE(the_proof_of_another_channel_opens_nothing, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    for (const auto& other : channelSubjects()) {
        const bool isItself = std::string_view(other.name) == sample.name;
        BOOST_TEST(accepts(*channel, other.prove(body), body) == isItself, other.name);
    }
}

BOOST_DATA_TEST_CASE(no_question_without_our_token_is_answered, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto asked = [](const std::string& value) {
        return [value](std::string_view) -> std::optional<std::string> { return value; };
    };
    BOOST_TEST(!channel->verifyHandshake([](std::string_view) { return std::nullopt; }));
    BOOST_TEST(!channel->verifyHandshake(asked("")));
    BOOST_TEST(!channel->verifyHandshake(asked("subscribe")));
}

BOOST_DATA_TEST_CASE(any_bytes_decode_to_updates_or_a_code, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    std::mt19937 draw(20261126);
    for (int round = 0; round < 2'000; ++round) {
        std::string bytes = round % 2 == 0 ? body : std::string(draw() % 200, '\0');
        for (auto left = draw() % 20; left > 0 && !bytes.empty(); --left)
            bytes[draw() % bytes.size()] = static_cast<char>(draw() % 256);
        BOOST_TEST(isSound(channel->decode(bytes, kReceived)));
    }
    for (std::size_t size = 0; size <= body.size(); ++size)
        BOOST_TEST(isSound(channel->decode(body.substr(0, size), kReceived)), size);
}

BOOST_DATA_TEST_CASE(the_same_body_says_the_same_again, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto body = sample.bodyTo(kOurNumber);
    const auto first = channel->decode(body, kReceived);
    const auto again = channel->decodeBody(RawBody(body), kReceived);
    BOOST_TEST((first.updates == again.updates));
}

BOOST_DATA_TEST_CASE(what_is_for_another_number_is_not_ours, data::make(channelSubjects())) {
    const auto channel = sample.make();
    const auto serves = [&](const std::string& number) {
        return channel->serves(channel->decode(sample.bodyTo(number), kReceived).updates.at(0));
    };
    BOOST_TEST(serves(kOurNumber));
    BOOST_TEST(!serves(kOtherNumber));
    BOOST_TEST(channel->serves(Update{}));  // about the account
}
