// A ticket system in memory whose answers a test can replace. It can create tickets, comment and
// find both by our keys; what a comment says is written as a file, so that it passes the guard.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/contract/adapter/memory_exchange.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bowline::tests {

/// What the desk saw; shared by the adapter, which the courier owns, and the test. Threads: any.
struct DeskBook {
    struct State {
        std::vector<std::string> steps;                         ///< "comment hello", "find comment"
        std::map<std::string, std::vector<std::string>> texts;  ///< by ticket key, in order
        std::map<std::string, bool> comments;                   ///< by message key
    };
    Guarded<State> state;
    /// Called before a comment; an answer given here is the comment's, and nothing is written.
    std::function<
        std::optional<adapter_api::PrimitiveOutcome>(const ClearedItem&, adapter_api::Exchange&)>
        beforeComment;
    std::function<std::optional<adapter_api::PrimitiveOutcome>()> beforeFind;
    /// Called before a ticket is created, with what the adapter was given; likewise.
    std::function<std::optional<
        adapter_api::PrimitiveOutcome>(const adapter_api::PrimitiveInput&, adapter_api::Exchange&)>
        beforeCreate;
    std::chrono::milliseconds lag{};
    std::uint32_t concurrency = 64;
    /// May comments go out as one, and how many bytes one holds.
    std::optional<adapter_api::Joining> joining{};
    std::size_t longestComment = 1000;

    std::vector<std::string> steps() {
        return state.with([](State& s) { return s.steps; });
    }
    std::vector<std::string> textsOf(int ticket) {
        const auto key = clearedItem(ticket, 0, "").keys().ticket;
        return state.with([&](State& s) { return s.texts[key]; });
    }
};

class OpenDesk final : public adapter_api::Adapter {
public:
    explicit OpenDesk(std::shared_ptr<DeskBook> book) : book_(std::move(book)) {}

    std::set<adapter_api::Primitive> capabilities() const override {
        using enum adapter_api::Primitive;
        return {TicketFind, TicketCreate, CommentFind, CommentPublic};
    }
    std::chrono::milliseconds indexLag() const override { return book_->lag; }
    adapter_api::Limits limits() const override {
        adapter_api::Limits limits;
        limits.concurrency = book_->concurrency;
        return limits;
    }
    std::optional<adapter_api::Joining> joining() const override { return book_->joining; }
    bool isOneComment(const ClearedItem& item) const override {
        return item.content().commentText.size() <= book_->longestComment;
    }
    std::string cureFor(std::string_view code) const override {
        return code == "bad_token" ? "make a new token" : "";
    }
    adapter_api::PrimitiveOutcome run(
        adapter_api::Primitive primitive,
        const adapter_api::PrimitiveInput& input,
        adapter_api::Exchange& exchange
    ) override {
        using enum adapter_api::Primitive;
        if (primitive == CommentPublic)
            return comment(*input.item, exchange);
        if (primitive == CommentFind)
            return findComment(*input.item);
        if (primitive == TicketCreate)
            return create(input, exchange);
        return adapter_api::Absent{};
    }

private:
    adapter_api::PrimitiveOutcome create(
        const adapter_api::PrimitiveInput& input, adapter_api::Exchange& exchange
    ) {
        if (book_->beforeCreate) {
            if (auto answer = book_->beforeCreate(input, exchange))
                return *answer;
        }
        return Delivered{"T" + input.item->keys().ticket.substr(0, 8)};
    }
    adapter_api::PrimitiveOutcome comment(
        const ClearedItem& item, adapter_api::Exchange& exchange
    ) {
        if (book_->beforeComment) {
            if (auto answer = book_->beforeComment(item, exchange))
                return *answer;
        }
        exchange.writeFile(item.keys().message, item.content().commentText);
        keep(item);
        return Delivered{item.keys().message};
    }
    void keep(const ClearedItem& item) {
        book_->state.with([&](DeskBook::State& s) {
            s.steps.push_back("comment " + item.content().commentText);
            s.texts[item.keys().ticket].push_back(item.content().commentText);
            s.comments[item.keys().message] = true;
        });
    }
    adapter_api::PrimitiveOutcome findComment(const ClearedItem& item) {
        if (book_->beforeFind) {
            if (auto answer = book_->beforeFind())
                return *answer;
        }
        return book_->state.with([&](DeskBook::State& s) -> adapter_api::PrimitiveOutcome {
            s.steps.push_back("find comment");
            if (s.comments.contains(item.keys().message))
                return Delivered{item.keys().message};
            return adapter_api::Absent{};
        });
    }

    std::shared_ptr<DeskBook> book_;
};

}  // namespace bowline::tests
