// In which order filters may stand: an encoded text must come out as it was encoded, or the egress
// guard, and the system that gets it, could not read it any more.
#pragma once

#include "connector/expression/program.h"

#include <string>
#include <vector>

namespace bowline::expression {

/// What is wrong with `call` over what its children hold ("filter lower: cannot follow b64"), or
/// empty. Letters are not changed and texts not cut at separators once they are encoded, trees of a
/// document are not made text, and only what a system answered is decoded from base64: a number
/// decoded is bytes in which nobody finds it.
std::string orderFault(const std::vector<Node>& nodes, const Node& call);
/// True when the expression makes a document's tree, which a text may not be made of.
bool makesDocument(const Expression& expression);

}  // namespace bowline::expression
