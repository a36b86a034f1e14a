// Sends the conversations to a running daemon and notes for each message what must become of it.
// Every message has a second of its own, by which it is found again in the tickets: bowline shows
// no id of the provider.
#pragma once

#include "connector/app/demo/chats.h"
#include "connector/app/demo/provider.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace bowline::app {

/// What must become of a message.
enum class Fate {
    Entry,     ///< stands in the person's ticket
    StopNote,  ///< an opt-out: recorded, and the ticket says so without its words
    Recorded,  ///< a status of a message: recorded only
    Refused    ///< badly signed: leaves no trace
};

struct SentMessage {
    std::string who;
    std::string said;
    std::string at;  ///< ISO 8601, as the ticket shows it
    Fate fate;
};

struct Played {
    std::vector<SentMessage> sent;
    std::vector<Bait> providerIds;    ///< bait, too
    std::vector<Bait> refusedTexts;   ///< of badly signed messages: not even in a sealed cell
    std::vector<std::string> faults;  ///< answers that were not the expected ones, in words
    int webhooks = 0;
    int refused = 0;     ///< answered 401 as they had to be
    int duplicates = 0;  ///< bodies sent twice

    [[nodiscard]] int count(Fate fate) const;
    /// Persons with an entry: each has one ticket.
    [[nodiscard]] std::set<std::string> peopleWithTicket() const;
};

class Play {
public:
    /// `settled` waits until the daemon has nothing to do; called before an opt-out, so that what
    /// came before it is delivered and not dropped. `firstSecond`: Unix time of the first message.
    /// `chats` and `provider` outlive it.
    Play(
        const Chats& chats,
        Provider& provider,
        std::string number,
        std::int64_t firstSecond,
        std::function<void()> settled
    );

    /// Sends all of it. Errors: as Provider.
    Played run();

private:
    void send(const Step& step);
    void sendTwins(const Step& step);
    void sendBadlySigned(const Step& step);
    void sendStatus(const Step& step);
    OutgoingMessage messageFrom(const Line& line, StepKind kind);
    void note(const Line& line, StepKind kind, const OutgoingMessage& message);
    void expect(int wanted, int got, const char* what);

    const Chats& chats_;
    Provider& provider_;
    std::string number_;
    std::int64_t second_;
    std::function<void()> settled_;
    Played played_;
};

}  // namespace bowline::app
