// See the header.
#include "tests/support/comparison.h"

#include <map>

namespace bowline::tests {

namespace {

struct Place {
    std::size_t talker;
    std::size_t message;  ///< from 0
};

using Places = std::map<std::string, Place>;

Places placesOf(const std::vector<Talker>& talkers) {
    Places places;
    for (std::size_t t = 0; t < talkers.size(); ++t) {
        for (std::size_t n = 0; n < talkers[t].fates().size(); ++n)
            places.emplace(textOf(talkers[t].number(), n + 1), Place{t, n});
    }
    return places;
}

class Comparison {
public:
    explicit Comparison(const std::vector<Talker>& talkers)
        : talkers_(talkers), places_(placesOf(talkers)) {
        for (const auto& talker : talkers)
            seen_.emplace_back(talker.fates().size(), 0);
    }

    void addTicket(const Ticket& ticket) {
        const Place* last = nullptr;
        for (const auto& message : ticket.messages) {
            ++figures_.entries;
            const auto found = places_.find(message.text);
            const auto* place = found != places_.end() ? &found->second : nullptr;
            if (place == nullptr || (last != nullptr && last->talker != place->talker)) {
                ++figures_.strange;
                continue;
            }
            ++seen_[place->talker][place->message];
            figures_.late += message.late ? 1 : 0;
            if (message.late)
                continue;
            figures_.outOfOrder += last != nullptr && last->message > place->message ? 1 : 0;
            last = place;
        }
    }

    TicketFigures result() {
        for (std::size_t t = 0; t < talkers_.size(); ++t) {
            for (std::size_t n = 0; n < seen_[t].size(); ++n)
                count(talkers_[t].fates()[n], seen_[t][n]);
        }
        return figures_;
    }

private:
    void count(Fate fate, int seen) {
        const bool acknowledged = fate == Fate::Acknowledged;
        figures_.acknowledged += acknowledged ? 1 : 0;
        figures_.lost += acknowledged && seen == 0 ? 1 : 0;
        figures_.doubled += seen > 1 ? 1 : 0;
    }

    const std::vector<Talker>& talkers_;
    Places places_;
    std::vector<std::vector<int>> seen_;
    TicketFigures figures_;
};

}  // namespace

TicketFigures compare(const std::vector<Ticket>& tickets, const std::vector<Talker>& talkers) {
    Comparison comparison(talkers);
    for (const auto& ticket : tickets)
        comparison.addTicket(ticket);
    return comparison.result();
}

std::vector<std::string> leftoversIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto extension = file.path().extension();
        if (extension != ".json" && extension != ".md")
            names.push_back(file.path().filename().string());
    }
    return names;
}

}  // namespace bowline::tests
