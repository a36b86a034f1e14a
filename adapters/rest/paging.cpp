#include "adapters/rest/paging.h"

#include "adapters/rest/link_header.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/url.h"
#include "adapters/rest/values.h"

namespace bowline::adapters::rest {

namespace {

using adapter_api::PrimitiveOutcome;
using expression::List;
using expression::Map;
using expression::Value;

/// Where the next page begins, kind by kind.
class Walk {
public:
    explicit Walk(const Paging& paging) : paging_(paging) {}

    [[nodiscard]] Additions first() const {
        if (paging_.kind == PageKind::Page)
            return from(Value(1));
        if (paging_.kind == PageKind::Offset)
            return from(Value(0));
        return from(Value());
    }

    /// Absence: the page was the last one.
    std::optional<Additions> next(const StepAnswer& page, const Map& seen, std::size_t count) {
        seen_ += static_cast<std::int64_t>(count);
        ++pages_;
        switch (paging_.kind) {
            case PageKind::Cursor:
            case PageKind::Token:
                return afterCursor(picked(paging_.next, seen));
            case PageKind::Offset:
                return isShort(count) ? std::nullopt : std::optional(from(Value(seen_)));
            case PageKind::Page:
                return isShort(count) ? std::nullopt : std::optional(from(Value(pages_ + 1)));
            case PageKind::LinkBody:
                return afterLink(page, expression::toText(picked(paging_.next, seen)));
            case PageKind::LinkHeader:
                return afterLink(page, headerLink(page));
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool isShort(std::size_t count) const {
        return count == 0 || (paging_.size > 0 && count < paging_.size);
    }

    /// The request of a page that begins at `place`; null: at the beginning.
    [[nodiscard]] Additions from(const Value& place) const {
        Additions additions;
        if (!paging_.sizeKey.empty())
            additions.query.emplace_back(paging_.sizeKey, std::to_string(paging_.size));
        if (place.isNull())
            return additions;
        if (paging_.intoBody)
            additions.body = {paging_.into, place};
        else
            additions.query.emplace_back(paging_.into, expression::toText(place));
        return additions;
    }

    std::optional<Additions> afterCursor(const Value& cursor) {
        const bool isEnd = expression::toText(cursor).empty() || !isTrue(cursor);
        if (isEnd || cursor == cursor_)
            return std::nullopt;
        cursor_ = cursor;
        return from(cursor);
    }

    static std::string headerLink(const StepAnswer& page) {
        const Value* header = valueAt(page.res, "/header/link");
        const auto* text = header ? textIn(*header) : nullptr;
        return text ? linkTo(*text, "next").value_or("") : std::string();
    }

    static std::optional<Additions> afterLink(const StepAnswer& page, const std::string& link) {
        const auto url = link.empty() ? std::string() : resolved(page.url, link);
        if (url.empty() || url == page.url)
            return std::nullopt;
        Additions additions;
        additions.url = url;
        return additions;
    }

    const Paging& paging_;
    Value cursor_;
    std::int64_t seen_ = 0;
    std::int64_t pages_ = 0;
};

}  // namespace

std::variant<Pages, PrimitiveOutcome> readPages(
    Caller& caller,
    const StepOrder& order,
    const Paging& paging,
    const std::string& itemsAt,
    const Roots& roots
) {
    Walk walk(paging);
    Pages pages;
    std::optional<Additions> additions = walk.first();
    for (std::uint32_t page = 0; page < paging.maxPages && additions; ++page) {
        StepOrder asked = order;
        asked.additions = std::move(*additions);
        auto answered = answerOf(caller, asked, roots);
        if (auto* failed = std::get_if<PrimitiveOutcome>(&answered))
            return std::move(*failed);
        pages.last = std::move(std::get<StepAnswer>(answered));
        const Value* found = valueAt(pages.last.res, "/body" + itemsAt);
        const List* items = found ? listIn(*found) : nullptr;
        const std::size_t count = items ? items->size() : 0;
        if (items)
            pages.items.insert(pages.items.end(), items->begin(), items->end());
        const auto seen = roots.with("res", pages.last.res)
                              .with("count", Value(static_cast<std::int64_t>(count)))
                              .values;
        const bool isStopped = paging.stop && holds(paging.stop, seen);
        additions = isStopped ? std::nullopt : walk.next(pages.last, seen, count);
    }
    pages.isWhole = !additions;
    return pages;
}

}  // namespace bowline::adapters::rest
