// A step that is asked page after page. Stays on the host that was asked, ends after `max` pages,
// and when a page names itself as the next.
#pragma once

#include "adapters/rest/step_run.h"

#include <string>
#include <variant>

namespace bowline::adapters::rest {

struct Pages {
    expression::List items;  ///< of all pages, in their order
    StepAnswer last;         ///< of the last page
    bool isWhole = true;     ///< false: `max` pages came, and there are more
};

/// `itemsAt`: JSON pointer into a page's body; what is no list there counts as none.
std::variant<Pages, adapter_api::PrimitiveOutcome> readPages(
    Caller& caller,
    const StepOrder& order,
    const Paging& paging,
    const std::string& itemsAt,
    const Roots& roots
);

}  // namespace bowline::adapters::rest
