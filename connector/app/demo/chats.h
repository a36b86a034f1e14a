// The made-up conversations of the demo, read from a file of JSON lines: who writes, which values
// are bait, and what is sent in which order. Reads and checks; sends nothing.
//
//   {"kind":"person","id":"alice","wa_id":"12025550101","name":"Alice Example"}
//   {"kind":"bait","class":"payment_card","value":"4111 1111 1111 1111"}
//   {"kind":"text","from":"alice","text":"..."}       also "duplicate", "bad_signature", "stop"
//   {"kind":"unknown","from":"alice","type":"hologram"}
//   {"kind":"batch","items":[{"from":"alice","text":"..."}]}
//   {"kind":"twins","from":"alice","texts":["...","..."]}    two connections at once
//   {"kind":"status","of":"alice","state":"read"}
#pragma once

#include "connector/app/demo/sweep.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bowline::app {

struct MadeUpPerson {
    std::string waId;  ///< digits; a number that is reserved for fiction
    std::string name;
};

enum class StepKind { Text, Batch, Duplicate, Unknown, BadSignature, Twins, Status, Stop };

struct Line {
    std::string who;   ///< id of a person
    std::string text;  ///< what she writes; the type with Unknown, the state with Status
};

struct Step {
    StepKind kind;
    std::vector<Line> lines;  ///< one; several with Batch, two with Twins
};

struct Chats {
    std::map<std::string, MadeUpPerson> people;
    std::vector<Bait> baits;
    std::vector<Step> steps;
};

/// Errors: ConfigError with file, line and cure; it quotes nothing of the line.
Chats readChats(const std::filesystem::path& file);

}  // namespace bowline::app
