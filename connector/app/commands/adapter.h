// The larger ones of `bowline adapter ...`, each in a file of its own.
#pragma once

#include "connector/app/commands/commands.h"

namespace bowline::app {

void addAdapterCheck(CLI::App& adapter, Chosen& chosen);
void addAdapterProbe(CLI::App& adapter, Chosen& chosen);

}  // namespace bowline::app
