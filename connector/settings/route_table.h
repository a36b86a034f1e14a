// The sections `queues` and `routes`: which message goes where, and who answers for it.
#pragma once

#include "connector/settings/calendars.h"
#include "connector/settings/fields.h"

#include <vector>

namespace bowline::settings {

FieldSpec queuesSpec();
FieldSpec routesSpec();

/// The table of `config`, a file as read by configSpecs; without one and with one destination the
/// rule `default`. Shape: as written, with or without faults: those are checkRoutes' duty.
std::vector<RouteRule> readRoutes(const Fields& config, const Calendars& calendars);

/// All faults go to `sink`: names that are not there, rules that hide others, a last rule with a
/// condition, a queue for which nobody answers.
void checkRoutes(const Fields& config, LintSink& sink);

/// The words for what an entry of a ticket may be: kinds of messages and of news about them.
std::vector<std::string> entryKinds();

/// The classes that conditions name, with their places: what there is is known only when all
/// mappings are read.
std::vector<Word> classesInRoutes(const Fields& config);

}  // namespace bowline::settings
