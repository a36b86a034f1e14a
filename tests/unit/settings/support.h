// What the tests of settings share: a small sound configuration, a sound policy and mapping, and
// loading of texts.
#pragma once

#include "connector/settings/rule_set.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings::test {

Vocabulary vocabulary();

/// Ten lines; one channel, destination `helpdesk`. Defined here, since tables of cases are made of
/// it before main.
inline const std::string kConfig = R"(store: { path: store }
channels:
  - name: support
    number: "106540352242922"
    app_secret: "${cred:meta.app_secret}"
    verify_token: "${cred:meta.verify_token}"
destinations:
  - name: helpdesk
    adapter: folder
    path: tickets
)";

/// `balanced`.
inline const std::string kPolicy = R"(policy: balanced
text: full_masked
sensitive:
  otherwise: mask
forbidden:
  keep: [payment_card]
)";

/// Serves `helpdesk`, extends `balanced`.
inline const std::string kMapping = R"(mapping: helpdesk
to: helpdesk
purpose: answer
extends: balanced
sensitive:
  otherwise: mask
  payment_card: mask
  order_number: keep
classes:
  order_number: { pattern: 'ORD-[0-9]{6}' }
contact:
  name: "{contact.alias}"
ticket:
  subject: "[WA] {contact.alias}"
comment:
  text: "{message.text}"
tests:
  - name: a card never leaves
    say: "my card is 4111 1111 1111 1111"
    expect: { comment.text: "my card is [card removed: Visa]" }
    never: [payment_card]
)";

Sources soundSources();

/// `text` with the first `from` replaced; throws when `from` is not in it, so that no case can go
/// stale.
std::string replaced(std::string text, std::string_view from, std::string_view to);

/// One lint a line, as `bowline check` prints them.
std::string printed(const std::vector<Lint>& lints);

std::string readFile(const std::string& path);

}  // namespace bowline::settings::test
