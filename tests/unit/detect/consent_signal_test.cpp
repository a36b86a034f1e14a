// Opt-out words as whole messages, and the sentences that only contain one.
#include "connector/detect/consent_signal.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace bowline::detect {

std::ostream& operator<<(std::ostream& out, ConsentSignal signal) {
    return out
           << (signal == ConsentSignal::Stop    ? "Stop"
               : signal == ConsentSignal::Start ? "Start"
                                                : "None");
}

namespace {

struct Row {
    const char* text;
    ConsentSignal expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << '"' << row.text << '"';
}

constexpr auto kStop = ConsentSignal::Stop;
constexpr auto kStart = ConsentSignal::Start;
constexpr auto kNone = ConsentSignal::None;

const Row kRows[] = {
    {"stop", kStop},
    {"STOP", kStop},
    {"Stop.", kStop},
    {"  stop!!\n", kStop},
    {"quit", kStop},
    {"end", kStop},
    {"End.", kStop},
    {"revoke", kStop},
    {"opt out", kStop},
    {"Opt-Out", kStop},
    {"optout", kStop},
    {"cancel", kStop},
    {"unsubscribe", kStop},
    {"UNSUBSCRIBE", kStop},
    {"🛑 STOP 🛑", kStop},
    {"stop🙏🏽", kStop},
    {"S T O P", kStop},
    {"s.t.o.p", kStop},
    {"st\u200Bop", kStop},
    {"\uFEFFstop", kStop},
    {"ＳＴＯＰ", kStop},
    {"𝐒𝐓𝐎𝐏", kStop},
    {"𝓼𝓽𝓸𝓹", kStop},
    {"ⓢⓣⓞⓟ", kStop},
    {"🅂🅃🄾🄿", kStop},
    {"🅢🅣🅞🅟", kStop},
    {"🇸🇹🇴🇵", kStop},
    {"STOP 🇺🇸", kStop},
    {"ꜱᴛᴏᴘ", kStop},
    {"\"stop\"", kStop},
    {"*stop*", kStop},
    {"stop\u00A0", kStop},
    {"start", kStart},
    {"START!", kStart},
    {"unstop", kStart},
    {"ｓｔａｒｔ", kStart},
    {"stop by at 5", kNone},
    {"please stop", kNone},
    {"cancel my order", kNone},
    {"end of month", kNone},
    {"stop it", kNone},
    {"quit your job", kNone},
    {"stopp", kNone},
    {"stops", kNone},
    {"don't stop", kNone},
    {"opt out of what?", kNone},
    {"unsubscribed", kNone},
    {"STOP 1", kNone},
    {"stop stop", kNone},
    {"weekend", kNone},
    {"restart", kNone},
    {"start over", kNone},
    {"stop please", kNone},
    {"стоп", kNone},
    {"stop давай", kNone},
    {"", kNone},
    {"🛑", kNone},
    {"...", kNone},
    {"🇺🇸", kNone},
    {"bitte stop", kNone},
    {"\xFFstop ok", kNone},
    {"st\xC3\xB6p", kNone},
    {"cancel?! no", kNone},
    {"the end", kNone},
    {"1stop", kNone},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    only_a_whole_message_of_one_word_is_a_signal, boost::unit_test::data::make(kRows), row
) {
    BOOST_TEST(consentSignalIn(row.text) == row.expected);
}

BOOST_AUTO_TEST_CASE(a_word_in_a_sea_of_invisible_characters_is_still_a_signal) {
    std::string sea;
    for (int i = 0; i < 10000; ++i)
        sea += "\u200B";
    BOOST_TEST(consentSignalIn(sea + "stop" + sea) == ConsentSignal::Stop);
}

}  // namespace bowline::detect
