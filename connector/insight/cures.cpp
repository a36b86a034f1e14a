// A row for what has a cure of its own, then a row a topic. Sources: reference whatsapp.md 5.1
// (error codes) and 2 (fields of account-level webhooks).
#include "connector/insight/cures.h"

#include <algorithm>

namespace bowline::insight {

namespace {

struct Row {
    std::string_view code;  ///< whole, or a topic with its dot
    std::string_view cure;
};

constexpr std::string_view kRestricted =
    "Meta restricts the account: read the decision in Business Support Home and appeal it or mend "
    "what it names; until then replies are refused";
constexpr std::string_view kPayment =
    "Meta reports a payment problem: add or renew the payment method in WhatsApp Manager";
constexpr std::string_view kToken =
    "the access token is no longer taken: make a new one for the system user in Meta Business "
    "settings and put it into the credential";
constexpr std::string_view kRegister =
    "the number is not registered: register it again in WhatsApp Manager";
constexpr std::string_view kSlower =
    "Meta limits how much the number may send since people block or report it: stop campaigns and "
    "look at the quality rating in WhatsApp Manager";

constexpr Row kRows[] = {
    {"account.account_deleted", kRestricted},
    {"account.account_restriction", kRestricted},
    {"account.account_violation", kRestricted},
    {"account.disabled_update", kRestricted},
    {"errors.0", kToken},
    {"errors.190", kToken},
    {"errors.368", kRestricted},
    {"errors.130497", kRestricted},
    {"errors.131031", kRestricted},
    {"errors.131042", kPayment},
    {"errors.131044", kPayment},
    {"errors.131045", kRegister},
    {"errors.133010", kRegister},
    {"errors.131048", kSlower},
    {"errors.131064", kSlower},
    {"incident.leak_guard",
     "a mapping would have let a value through: `bowline queue` says which class, in which field "
     "and "
     "for which destination; mend the mapping and `bowline reload`. The value has not left, a note "
     "without it stands in the ticket"},
    {"incident.egress_guard",
     "a request held a value that its item should not have: `bowline queue` says which class and "
     "for "
     "which destination; mend the adapter or the mapping. The request was not sent"},
    {"incident.late_discovery",
     "the beginning of a value that came in several messages was shown in a ticket. Where the "
     "system can change an entry it is replaced by now; else the newest entry says so: remove it "
     "there. What the system mailed keeps it"},
    {"number.foreign",
     "webhooks name another number than the channel: correct `number` of the channel, or take that "
     "number's webhooks away from its path; the messages are parked and not lost"},
    {"account.",
     "something about the account or a number changed: read it in WhatsApp Manager, account tools"},
    {"errors.", "Meta reports a failure of the account: look the code up in Meta's list of errors"},
    {"flow.", "a Flow is paused or its endpoint fails: open WhatsApp Manager, Flows"},
    {"history.", "the history of a number was not shared: connect the phone again and allow it"},
    {"security.",
     "a security setting of a number was changed: make sure that it was one of you, else change "
     "the "
     "PIN of the number and the passwords of its administrators"},
    {"template.",
     "a message template was rejected, paused or flagged: open WhatsApp Manager, message "
     "templates, "
     "and mend it or use another one"},
};

bool covers(const Row& row, std::string_view code) {
    return row.code.ends_with('.') ? code.starts_with(row.code) : code == row.code;
}

}  // namespace

std::string_view cureOf(std::string_view alarmCode) {
    const auto* row =
        std::ranges::find_if(kRows, [&](const Row& r) { return covers(r, alarmCode); });
    return row != std::end(kRows) ? row->cure : "look at the account in WhatsApp Manager";
}

}  // namespace bowline::insight
