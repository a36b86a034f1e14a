#include "connector/app/demo/play.h"

#include "connector/base/clock.h"

#include <algorithm>
#include <fmt/format.h>
#include <future>
#include <utility>

namespace bowline::app {

namespace {

/// A later message lifts a stop of `answer`, so what follows an opt-out is passed on again.
Fate fateOf(StepKind kind) {
    switch (kind) {
        case StepKind::Stop:
            return Fate::StopNote;
        case StepKind::Status:
            return Fate::Recorded;
        case StepKind::BadSignature:
            return Fate::Refused;
        default:
            return Fate::Entry;
    }
}

/// A step as its sender would describe it.
std::string describe(const Line& line, StepKind kind) {
    if (kind == StepKind::Unknown)
        return "(a message of type " + line.text + ")";
    return kind == StepKind::Status ? "(status of a message to her: " + line.text + ")" : line.text;
}

}  // namespace

int Played::count(Fate fate) const {
    return static_cast<int>(std::ranges::count(sent, fate, &SentMessage::fate));
}

std::set<std::string> Played::peopleWithTicket() const {
    std::set<std::string> people;
    for (const auto& message : sent) {
        if (message.fate == Fate::Entry)
            people.insert(message.who);
    }
    return people;
}

Play::Play(
    const Chats& chats,
    Provider& provider,
    std::string number,
    std::int64_t firstSecond,
    std::function<void()> settled
)
    : chats_(chats),
      provider_(provider),
      number_(std::move(number)),
      second_(firstSecond),
      settled_(std::move(settled)) {}

Played Play::run() {
    for (const auto& step : chats_.steps) {
        if (step.kind == StepKind::Twins)
            sendTwins(step);
        else if (step.kind == StepKind::BadSignature)
            sendBadlySigned(step);
        else if (step.kind == StepKind::Status)
            sendStatus(step);
        else
            send(step);
    }
    return std::move(played_);
}

void Play::send(const Step& step) {
    if (step.kind == StepKind::Stop)
        settled_();
    std::vector<OutgoingMessage> messages;
    for (const auto& line : step.lines) {
        messages.push_back(messageFrom(line, step.kind));
        note(line, step.kind, messages.back());
    }
    const auto body = bodyOf(number_, messages);
    expect(200, provider_.post(body), "a signed webhook");
    if (step.kind == StepKind::Duplicate) {
        expect(200, provider_.post(body), "the same body again");
        ++played_.duplicates;
    }
}

void Play::sendTwins(const Step& step) {
    std::vector<std::future<int>> answers;
    for (const auto& line : step.lines) {
        const auto message = messageFrom(line, step.kind);
        note(line, step.kind, message);
        answers.push_back(std::async(std::launch::async, [this, body = bodyOf(number_, {message})] {
            return provider_.post(body);
        }));
    }
    for (auto& answer : answers)
        expect(200, answer.get(), "one of two first messages at once");
}

void Play::sendBadlySigned(const Step& step) {
    const auto& line = step.lines.front();
    const auto message = messageFrom(line, step.kind);
    note(line, step.kind, message);
    played_.providerIds.pop_back();  // no control may look for it: nothing of it is kept
    const int status = provider_.postBadlySigned(bodyOf(number_, {message}));
    expect(401, status, "a badly signed webhook");
    played_.refused += status == 401 ? 1 : 0;
    played_.refusedTexts.push_back({"unsigned_text", line.text});
    played_.refusedTexts.push_back({"unsigned_id", message.id});
    played_.refusedTexts.push_back({"unsigned_number", message.from->waId});
}

void Play::sendStatus(const Step& step) {
    const auto& line = step.lines.front();
    const auto message = messageFrom(line, step.kind);
    note(line, step.kind, message);
    expect(200, provider_.post(statusBodyOf(number_, message, line.text)), "a status");
}

OutgoingMessage Play::messageFrom(const Line& line, StepKind kind) {
    const auto& person = chats_.people.at(line.who);
    OutgoingMessage message{&person, newWamid(person), second_++, "text", line.text};
    if (kind == StepKind::Unknown)
        message.type = line.text;
    played_.providerIds.push_back({"provider_id", message.id});
    return message;
}

void Play::note(const Line& line, StepKind kind, const OutgoingMessage& message) {
    const auto at = toIso8601(fromMillis(message.second * 1000));
    played_.sent.push_back({line.who, describe(line, kind), at, fateOf(kind)});
}

void Play::expect(int wanted, int got, const char* what) {
    ++played_.webhooks;
    if (wanted != got)
        played_.faults.push_back(fmt::format("{} was answered {}, not {}", what, got, wanted));
}

}  // namespace bowline::app
