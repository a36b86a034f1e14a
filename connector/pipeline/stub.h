// What stands in a ticket when an item was stopped by a guard: that something came, and nothing of
// it.
#pragma once

#include "connector/model/item.h"

#include <string>

namespace bowline::pipeline {

/// `item` with every text replaced by names of ours and a fixed sentence in `language`.
MaskedItem stubOf(MaskedItem item, const std::string& language);

}  // namespace bowline::pipeline
