// What a live ticket system makes of what an adapter file says: one made-up ticket is made, read
// back, compared and taken away again. Systems drop a field that they do not know without a word;
// this is how an operator hears it before a customer's message is in it.
#pragma once

#include "adapters/rest/rest_adapter.h"
#include "connector/app/probe_item.h"
#include "connector/base/clock.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bowline::app {

enum class ProbeState { Ok, Note, Fault };
std::string_view toText(ProbeState state);

struct ProbeLine {
    std::string what;  ///< "health.check", "ticket.fields.WA-Alias"
    ProbeState state = ProbeState::Ok;
    std::string expected;
    std::string found;
    std::string cure;  ///< of a fault
};

struct ProbeReport {
    std::vector<ProbeLine> lines;
    std::vector<std::string> excess;   ///< rights that the token has and does not need
    std::vector<std::string> remains;  ///< what the probe left in the system
    [[nodiscard]] bool passed() const;
};

/// The references outlive it. One run.
class Probe {
public:
    /// `outlet`: the destination's bare way out; the egress guard stands before it here too.
    /// `say` tells somebody who waits what for.
    Probe(
        adapters::rest::RestAdapter& adapter,
        adapter_api::Exchange& outlet,
        const ProbeItem& item,
        Clock& clock,
        std::function<void(const std::string&)> say
    );

    /// Never throws what an adapter or the way out throws: it is a fault of the report.
    ProbeReport run();

private:
    using Primitive = adapter_api::Primitive;
    using Ran = adapters::rest::Ran;
    enum class Wanted { There, Gone };

    void checkHealth();
    void listExcess();
    void ensureContact();
    /// True when it was made as it should be.
    bool makeTicket();
    void findLeftover();
    void findTicket();
    void readBack();
    void comment();
    void makeComment(Primitive how);
    void cleanUp();
    void amendComment();
    void eraseComment();
    void eraseTicket();
    void solveTicket();
    void eraseContact();
    /// What the adapter says of its erasing, as the system shows it.
    void seeGone(Primitive erase, Primitive look);

    [[nodiscard]] bool can(Primitive primitive) const;
    /// Absence: nothing after a failure, which is a line of the report then.
    std::optional<Ran> run(Primitive primitive);
    Ran runThrottled(Primitive primitive);
    /// The same until it is as `wanted` or the index has had its time.
    std::optional<Ran> lookUp(Primitive primitive, Wanted wanted);
    /// The id when it was delivered. Everything else is a fault that says `expected`.
    std::optional<std::string> idOf(
        Primitive primitive, const std::optional<Ran>& ran, std::string expected
    );
    void compare(std::string what, const std::string& expected, const std::string& found);
    void compareFields(const expression::Map& picked);
    void compareTags(const expression::Map& picked);
    void add(std::string what, ProbeState state, std::string expected, std::string found);
    void fault(std::string what, std::string expected, std::string found, std::string cure);

    adapters::rest::RestAdapter& adapter_;
    adapter_api::Exchange& outlet_;
    const ProbeItem& item_;
    Clock& clock_;
    std::function<void(const std::string&)> say_;
    adapter_api::PrimitiveInput input_;
    ProbeReport report_;
    bool mayHaveWritten_ = false;
    bool isOurTicket_ = false;  ///< the subject read back is ours: other values may be shown
};

}  // namespace bowline::app
