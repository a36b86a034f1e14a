// The adapters that the contract suite runs over. A new adapter adds one row here.
#pragma once

#include "adapters/builtin.h"
#include "tests/contract/adapter/memory_exchange.h"

#include <functional>
#include <memory>
#include <ostream>
#include <vector>

namespace bowline::tests {

struct AdapterSubject {
    const char* name;
    /// An exchange with an empty destination behind it that answers as the real system does.
    std::function<std::unique_ptr<adapter_api::Exchange>()> emptyDestination;

    [[nodiscard]] std::unique_ptr<adapter_api::Adapter> make() const {
        return adapter_api::makeAdapter(adapters::builtinAdapters(), name, {});
    }
    friend std::ostream& operator<<(std::ostream& out, const AdapterSubject& subject) {
        return out << subject.name;
    }
};

inline const std::vector<AdapterSubject>& adapterSubjects() {
    static const std::vector<AdapterSubject> subjects = {
        {"folder", [] { return std::make_unique<MemoryExchange>(); }},
    };
    return subjects;
}

}  // namespace bowline::tests
