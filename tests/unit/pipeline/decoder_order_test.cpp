// The writer runs beside the decoder: what it commits while a batch is being prepared must not let
// a later message of a new sender overtake an earlier one.
#include "tests/unit/pipeline/pipeline_world.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;

namespace {

const std::string kAna = "447700900123";

/// Reads as the real one; lets the writer work right before the third body of a batch is read.
class BusyWriterChannel final : public channels::Channel {
public:
    BusyWriterChannel(const channels::Channel& real, store::Writer& writer)
        : real_(real), writer_(writer) {}

    [[nodiscard]] std::optional<std::string> verifyHandshake(const channels::QueryParameter& query
    ) const override {
        return real_.verifyHandshake(query);
    }
    [[nodiscard]] bool isAuthentic(const channels::SignedRequest& request) const override {
        return real_.isAuthentic(request);
    }
    [[nodiscard]] Decoded decode(std::string_view rawBody, Instant receivedAt) const override {
        if (++read_ == 3)
            (void)writer_.step();
        return real_.decode(rawBody, receivedAt);
    }
    [[nodiscard]] bool serves(const Update& update) const override { return real_.serves(update); }

private:
    const channels::Channel& real_;
    store::Writer& writer_;
    mutable int read_ = 0;
};

class BusyWorld : public PipelineWorld {
public:
    BusyWorld() {
        auto with = parts();
        with.channels[kSupport] = &busy;
        pipeline = std::make_unique<pipeline::Pipeline>(with, 1);
    }

    /// Journal numbers of the rows of the outbox, as they were made.
    std::string madeInOrder() {
        std::string made;
        reader->query("SELECT journal_seq FROM outbox ORDER BY rowid", {}, [&](const auto& row) {
            made += std::to_string(row.integer(0)) + " ";
        });
        return made;
    }

    BusyWriterChannel busy{channel, writer};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(no_message_of_a_new_sender_overtakes_an_earlier_one, BusyWorld) {
    for (int n = 1; n <= 4; ++n)
        journal(textBody(kAna, "number " + std::to_string(n), 100, "wamid." + std::to_string(n)));
    pipeline->step();
    BOOST_TEST(madeInOrder() == "1 2 3 4 ");
    BOOST_TEST(counts().balanced());
}
