// Names that are told by the words around them: a form of address ("Mrs Smith", "Herr Dr. Klein",
// "Ayşe Hanım") or an introduction ("my name is Ana Example").
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "person_name", reason "address" or "introduced", and "repeated" for the same name
/// elsewhere in the text. Of letters with capitals; the form of address is no part of it. Linear.
Candidates findPersonNames(const ScanText& text);

}  // namespace bowline::detect
