// The end of a transaction that was not committed.
#include "connector/store/database.h"

namespace bowline::store {

TransactionScope::~TransactionScope() {
    try {
        db_.rollback();
    } catch (const Error&) {
        return;  // a destructor is silent; the connection meets the same fault at its next use
    }
}

}  // namespace bowline::store
