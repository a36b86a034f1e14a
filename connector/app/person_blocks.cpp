#include "connector/app/person_blocks.h"

#include "connector/app/admin_answer.h"
#include "connector/store/aliases.h"
#include "connector/store/blocks.h"
#include "connector/store/persons.h"
#include "connector/store/sealing_keys.h"

#include <fmt/format.h>

namespace bowline::app {

void PersonBlocks::answer(const http::Request& request, const http::Responder& respond) {
    const auto alias = request.parameter("alias");
    if (request.method != "POST" || !alias)
        return respond(said(405, "use POST, with alias and perhaps destination and remove\n"));
    const auto name = request.parameter("destination");
    const Wish wish{
        *alias,
        name ? std::optional(DestinationId(*name)) : std::nullopt,
        request.parameter("remove").has_value()};
    const auto done = std::make_shared<http::Response>();
    writer_.submit(
        [this, wish, done](store::Database& db) { *done = carryOut(db, wish); },
        [done, respond](const std::exception_ptr& failure) {
            respond(
                failure ? said(503, "the store cannot commit now; say it again later\n") : *done
            );
        }
    );
}

http::Response PersonBlocks::carryOut(store::Database& db, const Wish& wish) const {
    const auto owners = store::Aliases(db).owners(tenant_, wish.alias, wish.destination);
    if (owners.empty())
        return said(404, "nobody is called so; take the alias from a ticket\n");
    if (owners.size() > 1)
        return said(409, "several are called so; say of which --destination the alias is\n");
    const bool changed = change(db, wish, owners.front());
    if (wish.remove)
        return said(200, changed ? "no longer blocked\n" : "not blocked, nothing changed\n");
    return said(200, changed ? "blocked\n" : "blocked already, nothing changed\n");
}

bool PersonBlocks::change(store::Database& db, const Wish& wish, const PersonId& person) const {
    store::Blocks blocks(db);
    if (wish.remove && blocks.remove(tenant_, person)) {
        record(db, ledger::Act::PersonUnblocked, person);
        return true;
    }
    if (!wish.remove && blocks.add(tenant_, person, clock_.now())) {
        record(db, ledger::Act::PersonBlocked, person);
        return true;
    }
    return false;
}

void PersonBlocks::record(store::Database& db, ledger::Act act, const PersonId& person) const {
    const auto row = store::Persons(db).find(tenant_, person);
    const auto key =
        row ? openKeys_.get(
                  row->keyId, [&](const KeyId& id) { return store::SealingKeys(db).find(id); }
              )
            : nullptr;
    if (!key)
        throw Error("blocks: the key of a person was destroyed", "she was erased; nothing to do");
    const auto subjectKey = vault::Keys::ledgerSubjectHash(*key);
    ledger::EntryFields entry;
    entry.at = clock_.now();
    entry.act = act;
    entry.object = "daemon:main";
    audit_.append(db, {entry, &subjectKey, person});
}

}  // namespace bowline::app
