// A mapping's templates over their roots, and the forms that subjects, tags and priorities have
// everywhere.
#pragma once

#include "connector/expression/value.h"
#include "connector/model/rules.h"

#include <string>
#include <vector>

namespace bowline::stages {

/// Subjects, queues and names are one line; a line end in them would begin a header of a mail.
std::string oneLine(std::string text);

/// Empty without a template.
std::string filled(const TemplatePtr& written, const expression::Map& roots);

struct FilledFields {
    FieldValues values;
    std::vector<std::string> unfit;  ///< names of those that do not take what they were given
};

/// A field whose template gives null is left out; an empty text is a value.
FilledFields filled(const FieldRules& fields, const expression::Map& roots);

/// One line each; those that come out empty are left out. The tags of the route are several;
/// everything else is one tag, whatever is in it.
std::vector<std::string> filledTags(
    const std::vector<TemplatePtr>& tags, const RouteRule& route, const expression::Map& roots
);

/// One of kPriorities, `normal` for a word that no system knows and that would be refused with the
/// whole ticket; empty without a template.
std::string filledPriority(const TemplatePtr& written, const expression::Map& roots);

}  // namespace bowline::stages
