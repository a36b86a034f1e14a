// An adapter that is an adapter file: runs its primitives over an Exchange. Knows no system; what
// is particular to one stands in its file.
#pragma once

#include "adapters/rest/auth.h"
#include "adapters/rest/operation_run.h"
#include "adapters/rest/poll.h"
#include "adapters/rest/webhook.h"
#include "connector/adapter_api/registry.h"

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// Keeps tokens in the Exchange and nothing else; one object serves all threads of a destination.
///
/// A text longer than `content.body_max` becomes several comments. Part 1 may travel in
/// ticket.create; comment.public and comment.internal write the parts that are not there yet, and
/// comment.find finds the message only when all are.
class RestAdapter final : public adapter_api::Adapter {
public:
    /// `settings`: the plain ones by name, a map as JSON; what is not there has its default.
    /// `secrets`: the names of those that the destination has.
    RestAdapter(
        AdapterSpecPtr spec,
        const adapter_api::AdapterSettings& settings,
        std::set<std::string> secrets
    );

    [[nodiscard]] std::set<adapter_api::Primitive> capabilities() const override;
    [[nodiscard]] adapter_api::Limits limits() const override;
    [[nodiscard]] std::chrono::milliseconds indexLag() const override;
    [[nodiscard]] std::optional<adapter_api::Joining> joining() const override;
    [[nodiscard]] bool isOneComment(const ClearedItem& item) const override;
    [[nodiscard]] std::string cureFor(std::string_view code) const override;
    adapter_api::PrimitiveOutcome run(
        adapter_api::Primitive primitive,
        const adapter_api::PrimitiveInput& input,
        adapter_api::Exchange& exchange
    ) override;

    /// The same with what the operation picks: `adapter probe` compares it with what was written
    /// (`subject`, `queue`, `fields` of ticket.get). Errors: as run().
    Ran pickedBy(
        adapter_api::Primitive primitive,
        const adapter_api::PrimitiveInput& input,
        adapter_api::Exchange& exchange
    );
    /// The core of both: `in` as a value (input.h), so that it can be run without an item.
    Ran runOn(
        adapter_api::Primitive primitive,
        expression::Map in,
        std::span<const adapter_api::File> files,
        adapter_api::Exchange& exchange
    );

    /// What the token may do and should not, in the words of the file. Rights about which the
    /// system gives no answer are not listed.
    std::vector<std::string> excessRights(adapter_api::Exchange& exchange);

    /// Agents' replies since `cursor`. Precondition: the file has a poll.
    PollResult pollReplies(const expression::Value& cursor, adapter_api::Exchange& exchange);
    /// Precondition: the file has a webhook.
    HookReading hearWebhook(const HookRequest& request, const adapter_api::Exchange& exchange)
        const;

    [[nodiscard]] const AdapterSpec& spec() const { return *spec_; }

private:
    [[nodiscard]] Roots rootsFor(const adapter_api::Exchange& exchange) const;
    [[nodiscard]] bool can(adapter_api::Primitive primitive) const;

    AdapterSpecPtr spec_;
    expression::Map settings_;  ///< plain ones, typed
    std::set<std::string> secrets_;
    Identity identity_;
};

}  // namespace bowline::adapters::rest
