#include "connector/ledger/chain.h"

#include "connector/base/text.h"

namespace bowline::ledger {

std::string Chain::append(EntryFields fields) {
    fields.seq = nextSeq();
    fields.prev = last_;
    auto bytes = formatEntry(fields);
    last_ = leafHash(bytes);
    tree_.append(last_);
    return bytes;
}

std::string Chain::serialise() const {
    return std::string(asText(last_)) + tree_.serialise();
}

std::optional<Chain> Chain::parse(std::string_view bytes) {
    Chain out;
    if (bytes.size() < out.last_.size())
        return std::nullopt;
    bytes.copy(reinterpret_cast<char*>(out.last_.data()), out.last_.size());
    auto tree = Frontier::parse(bytes.substr(out.last_.size()));
    if (!tree)
        return std::nullopt;
    out.tree_ = std::move(*tree);
    return out;
}

}  // namespace bowline::ledger
