// Every form at hand, and every form that is one edit away from it: nothing throws, and no message
// is lost.
#include "connector/channels/form_body.h"
#include "connector/channels/twilio_content.h"
#include "connector/channels/twilio_decode.h"
#include "tests/unit/channels/forms.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace bowline;
using namespace bowline::channels;

namespace {

constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

Decoded decoded(const std::string& form) {
    return decodeTwilio(form, "", kReceived);
}

bool isSound(const Decoded& all) {
    if (!all.undecodable.empty())
        return all.undecodable == "form_size" && all.updates.empty();
    for (std::size_t i = 0; i < all.updates.size(); ++i) {
        const auto* placeholder = std::get_if<PlaceholderUpdate>(&all.updates[i].body);
        if (all.updates[i].position != i || all.updates[i].sentAt != kReceived)
            return false;
        if (placeholder != nullptr &&
            !std::ranges::binary_search(
                twilioPlaceholderKinds(), std::string_view(placeholder->kind)
            ))
            return false;
    }
    return !all.updates.empty();
}

std::size_t messagesIn(const Decoded& all) {
    return static_cast<std::size_t>(std::ranges::count_if(all.updates, [](const Update& update) {
        return std::holds_alternative<MessageUpdate>(update.body);
    }));
}

std::string wordsIn(const Decoded& all) {
    std::string out;
    for (const auto& update : all.updates) {
        const auto* message = std::get_if<MessageUpdate>(&update.body);
        if (message == nullptr)
            continue;
        for (const auto& part : message->content.parts)
            out += std::string(part.text.expose()) + "\n";
        if (message->content.media)
            out += std::string(message->content.media->id.expose()) + "\n";
    }
    return out;
}

/// Who wrote stands in one of these; without any of them there is no ticket to put a message in.
/// Without an id and anything sent there is no message.
bool canBeMessage(const std::string& form) {
    const FormBody body(form, {std::size_t{1} << 20, 1'000});
    const auto hasAny = [&](std::initializer_list<const char*> names) {
        return std::ranges::any_of(names, [&](const char* name) {
            return body.text(name).has_value();
        });
    };
    return hasAny({"From", "WaId", "ExternalUserId"}) &&
           (hasContent(body) || hasAny({"MessageSid", "SmsMessageSid", "SmsSid"}));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_form_at_hand_is_read) {
    if (!std::filesystem::exists(forms::sharedForms()))
        BOOST_TEST_MESSAGE("SKIPPED: shared forms; set BOWLINE_SHARED to run this test on them");
    else
        BOOST_TEST(forms::in(forms::sharedForms()).size() == 13u);
    BOOST_TEST(forms::in(forms::own()).size() >= 21u);
    for (const auto& form : forms::all())
        BOOST_TEST(isSound(decoded(form.content)), form.name);
}

BOOST_AUTO_TEST_CASE(every_shared_form_is_a_message_with_all_that_it_holds) {
    for (const auto& form : forms::in(forms::sharedForms())) {
        const auto all = decoded(form.content);
        const FormBody body(form.content, {std::size_t{1} << 20, 1'000});
        const auto files = std::string(body.text("NumMedia").value_or("0"));
        BOOST_TEST(messagesIn(all) == std::max<std::size_t>(1, std::stoul(files)), form.name);
        const auto words = wordsIn(all);
        for (const char* name :
             {"Body",
              "MediaUrl0",
              "MediaUrl1",
              "Latitude",
              "Longitude",
              "ReferralHeadline",
              "ReferralBody",
              "ReferralSourceUrl"})
            BOOST_TEST(
                words.find(body.text(name).value_or("")) != std::string::npos,
                form.name << " " << name
            );
        const auto& from = std::get<MessageUpdate>(all.updates[0].body).from;
        const auto address = std::string(body.text("From").value_or(""));
        const auto plain = address.substr(address.find(':') + 1);
        const bool isNumber = plain.starts_with('+');
        BOOST_TEST((isNumber ? from.phone == Phone(plain) : from.bsuid == Bsuid(plain)), form.name);
        BOOST_TEST(all.updates[0].number.starts_with("MG"), form.name);
    }
}

BOOST_AUTO_TEST_CASE(without_any_one_field_a_message_stays_a_message) {
    for (const auto& form : forms::all()) {
        const auto before = messagesIn(decoded(form.content));
        const auto pairs = forms::pairs(form.content);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            auto fewer = pairs;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            const auto edited = forms::joined(fewer);
            const auto all = decoded(edited);
            BOOST_TEST(isSound(all), form.name << " without " << pairs[i]);
            BOOST_TEST(
                (before == 0 || messagesIn(all) > 0 || !canBeMessage(edited)),
                form.name << " without " << pairs[i]
            );
        }
    }
}

BOOST_AUTO_TEST_CASE(with_any_one_field_twice_nothing_is_lost) {
    for (const auto& form : forms::all()) {
        const auto before = decoded(form.content);
        for (const auto& pair : forms::pairs(form.content)) {
            const auto all = decoded(pair + "&" + form.content);
            BOOST_TEST(all.duplicateKeys == 1u);
            BOOST_TEST(messagesIn(all) == messagesIn(before), form.name << " twice " << pair);
            BOOST_TEST(wordsIn(all) == wordsIn(before), form.name << " twice " << pair);
        }
    }
}

BOOST_AUTO_TEST_CASE(another_value_in_any_one_field_never_throws_and_keeps_the_message) {
    for (const auto& form : forms::all()) {
        const auto before = messagesIn(decoded(form.content));
        const auto pairs = forms::pairs(form.content);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto name = pairs[i].substr(0, pairs[i].find('='));
            for (const char* value :
                 {"", "%00", "%FF%FE", "-1", "99999999999999999999", "whatsapp%3A"}) {
                auto edited = pairs;
                edited[i] = name + "=" + value;
                const auto all = decoded(forms::joined(edited));
                BOOST_TEST(isSound(all), form.name << " " << edited[i]);
                const bool isCallback = name == "MessageStatus";
                BOOST_TEST(
                    (before == 0 || isCallback || messagesIn(all) > 0 ||
                     !canBeMessage(forms::joined(edited)) || name == "From"),
                    form.name << " " << edited[i]
                );
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(cutting_a_form_anywhere_never_throws) {
    for (const auto& form : forms::all())
        for (std::size_t size = 0; size < form.content.size(); ++size)
            BOOST_TEST(isSound(decoded(form.content.substr(0, size))), form.name << " " << size);
}

BOOST_AUTO_TEST_CASE(any_bytes_in_any_form_never_throw) {
    std::mt19937 draw(20261126);
    const auto all = forms::all();
    for (int round = 0; round < 2'000; ++round) {
        auto form = all[draw() % all.size()].content;
        for (auto left = draw() % 8; left > 0; --left)
            form[draw() % form.size()] = static_cast<char>(draw() % 256);
        BOOST_TEST(isSound(decoded(form)), form);
    }
}
