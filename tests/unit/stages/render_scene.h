// One message on its way to one destination, changed by each test where it matters.
#pragma once
#include "connector/expression/template.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/render.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>

namespace bowline::stages {

inline const DestinationId kDesk{"desk"};
inline const std::string kSaid = "card 4111 1111 1111 1111, thanks";
inline const Instant kSentAt = fromMillis(1'795'443'671'000);  // 2026-11-23T14:21:11Z

inline TemplatePtr written(const std::string& source) {
    auto compiled = expression::Template::compile(source, expression::mappingDialect());
    BOOST_REQUIRE(std::holds_alternative<expression::Template>(compiled));
    return std::make_shared<const expression::Template>(
        std::move(std::get<expression::Template>(compiled))
    );
}

inline Mapping helpdesk() {
    Mapping mapping;
    mapping.name = "helpdesk";
    mapping.destination = kDesk;
    mapping.purpose = PurposeId("answer");
    mapping.text = TextMode::FullMasked;
    mapping.otherwise.action = Action::Mask;
    mapping.contactName = written("{contact.name}");
    mapping.contactFields = {{"Country", {written("{contact.country}")}}};
    mapping.ticketSubject = written("[WA] {contact.alias}: {message.text | shorten(20)}");
    mapping.ticketQueue = written("{route.queue}");
    mapping.ticketFields = {
        {"Until", {written("{window.until | date}")}},
        {"Rule",
         {written("{route.rule} {channel.name} {message.kind} {ticket.key} {ticket.new}")}}};
    mapping.commentText = written("{message.text}");
    return mapping;
}

/// One message on its way, changed by each test where it matters.
struct Scene {
    Mapping mapping = helpdesk();
    Placed placed;
    InspectedText text{MessageText(kSaid), {{{5, 24}, "payment_card", "Visa", 1.0, "luhn"}}};
    InspectedText name{DisplayNameText(), {}};
    PersonValues person;
    std::string language = "en";
    std::string author;
    std::vector<EarlierPart> completes;
    std::vector<ForbiddenValue> whole;
    std::vector<ShownEntry> shown;
    bool amends = false;

    static MessageText DisplayNameText() { return MessageText("Jo +15550100123"); }

    Scene() {
        placed.event.kind = EventKind::Message;
        placed.event.channel = ChannelId("support");
        placed.event.sentAt = kSentAt;
        placed.event.body =
            MessageUpdate{ProviderId("wamid.A1"), {}, textContent(MessageText(kSaid))};
        placed.region = "DE";
        name.findings = {
            {{0, 2}, "contact_name", "", 1.0, "known"}, {{3, 15}, "phone", "", 1.0, "e164"}};
    }

    [[nodiscard]] Rendered run() const {
        RuleSet rules;
        rules.id = "rules-1";
        rules.language = language;
        rules.mappings.emplace(kDesk, mapping);
        const Purpose answer{PurposeId("answer"), Basis::Contract, true};
        auto consented = ConsentGate::check(placed, {}, {{answer.id, answer}});
        const Routed routed{
            {std::move(consented), text, name, completes, whole},
            {kDesk},
            {},
            RouteRule{"first", {}, {kDesk}, "Support"}};
        DestinationView view{"Amber-Falcon-27", {"c", "t", "m"}, author};
        view.shown = shown;
        view.amends = amends;
        return render(routed, kDesk, view, person, rules);
    }
};

inline bool forbids(const Rendered& rendered, const std::string& value, const std::string& cls) {
    const ForbiddenValue wanted{FoundValue(value), cls};
    return std::ranges::find(rendered.forbidden.values, wanted) != rendered.forbidden.values.end();
}

}  // namespace bowline::stages
