#include "connector/insight/prometheus_text.h"

#include <cmath>
#include <fmt/format.h>

namespace bowline::insight {

namespace {

std::string escaped(std::string_view text, bool quotes) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '"' && quotes)
            out += "\\\"";
        else
            out += c;
    }
    return out;
}

std::string labelsText(const Sample& sample) {
    std::string out;
    for (const auto& [name, value] : sample.labels)
        out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escaped(value, true));
    return out.empty() ? out : "{" + out + "}";
}

std::string numberText(double value) {
    constexpr double kExact = 9'007'199'254'740'992.0;  // 2^53: whole numbers up to here are exact
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    if (std::trunc(value) == value && std::abs(value) <= kExact)
        return fmt::format("{}", static_cast<std::int64_t>(value));
    return fmt::format("{}", value);
}

}  // namespace

std::string toPrometheusText(const std::vector<Metric>& metrics) {
    std::string out;
    for (const auto& metric : metrics) {
        if (metric.samples.empty())
            continue;
        out += fmt::format("# HELP {} {}\n", metric.name, escaped(metric.help, false));
        out += fmt::format(
            "# TYPE {} {}\n", metric.name, metric.type == MetricType::Counter ? "counter" : "gauge"
        );
        for (const auto& sample : metric.samples)
            out +=
                fmt::format("{}{} {}\n", metric.name, labelsText(sample), numberText(sample.value));
    }
    return out;
}

}  // namespace bowline::insight
