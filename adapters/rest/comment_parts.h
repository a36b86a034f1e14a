// A message that is too long for one comment, and a first message that travels in its ticket: which
// parts of it are there already, which are to be written. Everything else is one operation.
#pragma once

#include "adapters/rest/operation_run.h"

#include <string>
#include <vector>

namespace bowline::adapters::rest {

class CommentParts {
public:
    /// `roots`: all but `in`. The references outlive the object.
    CommentParts(const AdapterSpec& spec, Caller& caller, Roots roots)
        : spec_(spec), caller_(caller), roots_(std::move(roots)) {}

    /// Precondition: the file describes `primitive`. `in` is prepared.
    Ran run(adapter_api::Primitive primitive, const expression::Map& in);

private:
    Ran runOne(adapter_api::Primitive primitive, const expression::Map& in);
    Ran create(const expression::Map& in);
    Ran find(const expression::Map& in);
    Ran write(adapter_api::Primitive primitive, const expression::Map& in);
    Ran ensure(adapter_api::Primitive primitive, const expression::Map& part);

    /// What is known of a part without asking: the id of its comment, perhaps empty.
    [[nodiscard]] std::optional<std::string> written(const expression::Map& part) const;
    void keep(const expression::Map& part, const std::string& ticketId, const Ran& ran);
    [[nodiscard]] bool ticketCarries() const;

    const AdapterSpec& spec_;
    Caller& caller_;
    Roots roots_;
};

}  // namespace bowline::adapters::rest
