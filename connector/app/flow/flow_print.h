// Who gets what, for people, for programs and as a picture.
#pragma once

#include "connector/app/flow/flow_paths.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace bowline::app {

/// The table: a row a class, a column a destination.
void printFlows(std::ostream& out, const std::vector<ClassFlow>& flows);
/// The proof, or the ways by which it fails.
void printProof(std::ostream& out, const ClassFlow& flow);
nlohmann::json flowsAsJson(const std::string& ruleSet, const std::vector<ClassFlow>& flows);
/// An SVG document: classes on the left, destinations on the right, a line for each way, the more
/// it shows the thicker. No script, no outside resource.
std::string flowsAsSvg(const std::vector<ClassFlow>& flows);

}  // namespace bowline::app
