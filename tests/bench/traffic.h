// Made-up webhooks of about a kibibyte, as many as asked for, each with an id of its own, spread
// over some customers; a text holds a card, an e-mail address and a number to be masked.
#pragma once

#include <string>
#include <vector>

namespace bowline::tests {

/// Bodies as the provider sends them. Message ids begin with `run`, which tells runs apart.
std::vector<std::string> webhookBodies(const std::string& run, std::size_t count, int customers);

/// The whole requests: head with the true signature, and body.
std::vector<std::string> signedRequests(const std::vector<std::string>& bodies);

}  // namespace bowline::tests
