// Metrics as Prometheus reads them: text format 0.0.4.
#pragma once

#include "connector/insight/metrics.h"

#include <string>
#include <vector>

namespace bowline::insight {

/// HELP, TYPE and samples of each; metrics without a sample are left out. Whole numbers are written
/// without a point.
std::string toPrometheusText(const std::vector<Metric>& metrics);

}  // namespace bowline::insight
