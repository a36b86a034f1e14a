// The parts of the table of filters, a duty a file; put together in filters.cpp. Of this room only.
#pragma once

#include "connector/expression/filters.h"

namespace bowline::expression {

constexpr ArgumentKind kAny[] = {ArgumentKind::Any};
constexpr ArgumentKind kNumber[] = {ArgumentKind::Number};
constexpr ArgumentKind kText[] = {ArgumentKind::Text};
constexpr ArgumentKind kTwoTexts[] = {ArgumentKind::Text, ArgumentKind::Text};
constexpr ArgumentKind kTextAndAny[] = {ArgumentKind::Text, ArgumentKind::Any};
constexpr ArgumentKind kMap[] = {ArgumentKind::Map};
constexpr ArgumentKind kDateFormat[] = {ArgumentKind::DateFormat};
constexpr ArgumentKind kPattern[] = {ArgumentKind::Pattern};
constexpr ArgumentKind kSeparator[] = {ArgumentKind::Separator};

/// One value to another of the same or another kind: default, int, length, map, str.
std::span<const Filter> valueFilters();
/// Texts to texts, and questions to texts.
std::span<const Filter> textFilters();
/// Lists and maps.
std::span<const Filter> listFilters();
/// Points in time.
std::span<const Filter> timeFilters();
/// JSON, base64, RFC 2047.
std::span<const Filter> encodingFilters();
/// HTML, both ways.
std::span<const Filter> htmlFilters();
/// Plain text in the markup of other systems, shown there as it is.
std::span<const Filter> markupFilters();
/// Literals of query languages.
std::span<const Filter> quotingFilters();

}  // namespace bowline::expression
