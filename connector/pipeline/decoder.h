// Step A: journal rows become events. One transaction a row; the raw body is dropped in it, its
// hash, time and size stay. A body that cannot be understood stays parked with its body; nothing is
// thrown away. What is addressed to a number that is not the channel's is parked as an event: it is
// nobody's of ours to answer.
//
// Threads: one at a time calls step(); the pipeline owns the thread.
#pragma once

#include "connector/pipeline/lanes.h"
#include "connector/pipeline/parts.h"
#include "connector/pipeline/sender_keys.h"
#include "connector/store/events.h"
#include "connector/store/journal.h"

#include <vector>

namespace bowline::pipeline {

class Decoder {
public:
    /// `parts` and `lanes` outlive it.
    Decoder(const Parts& parts, Lanes& lanes);

    /// Puts events that an earlier run left queued into the lanes. True while there may be more.
    bool loadBacklog();
    /// Decodes what waits in the journal, at most one batch, and waits for its commit. Returns the
    /// rows that are done; 0 when none waited or none could be done now.
    std::size_t step();

private:
    struct Work;
    struct Batch;  ///< one journal row on its way
    Work prepare(const store::JournalRow& row);
    void prepareEvents(Work& work, std::vector<Event> events);
    store::EventRow sealEvent(Work& work, Event event);
    /// What a group is known by; it gets a key of its own like a sender, for its alias and links.
    BlindIndex groupIn(Work& work, const ProviderId& group);
    SenderKey& senderKeyIn(Work& work, const std::vector<BlindIndex>& indexes);
    void submit(std::shared_ptr<Work> work, std::shared_ptr<Batch> batch);
    void handOver(const Work& work);
    void sayForeign(const ChannelId& channel);

    const Parts& parts_;
    Lanes& lanes_;
    std::unique_ptr<store::Database> reader_;
    KeyedHash eventKeys_;
    KeyedHash blindIndexes_;
    store::EventCursor backlog_;
    Instant foreignSaidUntil_;  ///< no line before: one a minute; on the writer's thread
    std::size_t foreignUnsaid_ = 0;
};

}  // namespace bowline::pipeline
