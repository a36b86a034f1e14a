#include "connector/expression/fitted.h"

#include "connector/expression/template.h"

#include <algorithm>

namespace bowline::expression {

namespace {

constexpr std::int64_t kGreatest = (std::int64_t{1} << 53) - 1;

std::optional<FieldValue> text(const Value& value, const FieldForm& form) {
    if (value.isNull())
        return std::nullopt;
    auto written = toText(value);
    if (form.oneOf.empty())
        return shortened(written, form.longest);
    if (std::ranges::find(form.oneOf, written) == form.oneOf.end())
        return std::nullopt;
    return written;
}

std::optional<FieldValue> number(const Value& value) {
    const auto* found = std::get_if<std::int64_t>(&value.data());
    if (found == nullptr || *found > kGreatest || *found < -kGreatest)
        return std::nullopt;
    return *found;
}

std::optional<FieldValue> boolean(const Value& value) {
    const auto* found = std::get_if<bool>(&value.data());
    return found == nullptr ? std::nullopt : std::optional<FieldValue>(*found);
}

/// "2026-12-01T14:21:11Z"; its day is what stands before the T.
std::optional<FieldValue> time(const Value& value, FieldKind kind) {
    const auto* found = std::get_if<Instant>(&value.data());
    if (found == nullptr || !isCalendarTime(*found))
        return std::nullopt;
    auto written = toText(value);
    return kind == FieldKind::Date ? written.substr(0, written.find('T')) : written;
}

std::optional<FieldValue> taken(const Value& value, const FieldForm& form) {
    switch (form.kind) {
        case FieldKind::Text:
            return text(value, form);
        case FieldKind::Number:
            return number(value);
        case FieldKind::Boolean:
            return boolean(value);
        case FieldKind::Date:
        case FieldKind::Time:
            return time(value, form.kind);
    }
    return std::nullopt;
}

}  // namespace

std::optional<FieldValue> fitted(const Value& value, const FieldForm& form) {
    auto written = taken(value, form);
    return written ? written : form.otherwise;
}

}  // namespace bowline::expression
