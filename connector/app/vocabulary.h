// What this program offers to the configuration: detector classes, adapters that are compiled in
// and those that are described in files. The one place where settings learn of the other rooms.
#pragma once

#include "connector/app/adapter_shelf.h"
#include "connector/settings/vocabulary.h"

namespace bowline::app {

settings::Vocabulary vocabularyOf(const AdapterShelf& shelf);

}  // namespace bowline::app
