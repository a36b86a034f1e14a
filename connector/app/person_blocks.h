// What `bowline blocks add` and `remove` ask of the daemon: nothing more of a person is shown, or
// all of what she writes from now on is again. What was handed over before stays and goes out.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/http/server.h"
#include "connector/store/audit_log.h"
#include "connector/store/writer.h"
#include "connector/vault/key_cache.h"

#include <optional>
#include <string>

namespace bowline::app {

/// Threads: answer() from any; what it uses outlives it and the answers it owes.
class PersonBlocks {
public:
    PersonBlocks(
        TenantId tenant,
        const Clock& clock,
        vault::KeyCache& openKeys,
        const store::AuditLog& audit,
        store::Writer& writer
    )
        : tenant_(std::move(tenant)),
          clock_(clock),
          openKeys_(openKeys),
          audit_(audit),
          writer_(writer) {}

    /// POST with `alias`, perhaps `destination`, and `remove=1` to end a block. 200 done, or so
    /// before; 404 nobody is called so; 409 several are; 405 another request; 503 try again later.
    void answer(const http::Request& request, const http::Responder& respond);

private:
    struct Wish {
        std::string alias;
        std::optional<DestinationId> destination;
        bool remove = false;
    };
    http::Response carryOut(store::Database& db, const Wish& wish) const;
    bool change(store::Database& db, const Wish& wish, const PersonId& person) const;
    void record(store::Database& db, ledger::Act act, const PersonId& person) const;

    TenantId tenant_;
    const Clock& clock_;
    vault::KeyCache& openKeys_;
    const store::AuditLog& audit_;
    store::Writer& writer_;
};

}  // namespace bowline::app
