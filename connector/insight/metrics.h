// Metrics in the text format of Prometheus 0.0.4, and which of ours there are. Pure.
// Source: prometheus.io, "Exposition formats", text format 0.0.4; naming rules as `promtool check
// metrics` has them.
#pragma once

#include "connector/insight/figures.h"

#include <string>
#include <utility>
#include <vector>

namespace bowline::insight {

enum class MetricType { Counter, Gauge };

/// One value of a metric. Labels are names of the configuration and codes, never a person's datum.
struct Sample {
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
};

/// `name`: bowline_*, a counter's ends in _total, seconds and bytes as units.
struct Metric {
    std::string name;
    MetricType type = MetricType::Gauge;
    std::string help;
    std::vector<Sample> samples;
};

/// Every metric that the figures give. Those of the store are missing when it could not be read,
/// and bowline_store_readable says so.
std::vector<Metric> metricsOf(const Figures& figures);

}  // namespace bowline::insight
