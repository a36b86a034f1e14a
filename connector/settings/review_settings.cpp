#include "connector/settings/review_settings.h"

#include "connector/settings/config_checks.h"
#include "connector/settings/spec_words.h"

#include <algorithm>

namespace bowline::settings {

namespace {

FieldSpec approversSpec() {
    auto items = shown(
        field(
            "items",
            FieldType::List,
            "What this person's signature covers: privacy, masking, consent, audit. All four when "
            "left out; together the signatures must cover all four."
        ),
        "[privacy, consent]"
    );
    return with(
        field("approvers", FieldType::Rows, "Who may sign a review of the rules."),
        {required(
             field("name", FieldType::Name, "Name as it stands in the audit trail."),
             "privacy-officer"
         ),
         required(
             field(
                 "key",
                 FieldType::Text,
                 "The public key: the line of an OpenSSH file id_ed25519.pub. The private key "
                 "never "
                 "is on this machine."
             ),
             "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILpax6rlvkV3W0hDvezB9iT6Yj4UAlGYz6cYgiPl/7At"
         ),
         std::move(items)}
    );
}

Approver readApprover(const Fields& row) {
    Approver approver{row.text("name"), row.text("key"), row.markOf("key"), {}};
    for (const Word& item : row.words("items"))
        approver.items.insert(item.text);
    if (approver.items.empty())
        approver.items.insert(reviewItems().begin(), reviewItems().end());
    return approver;
}

}  // namespace

const std::vector<std::string>& reviewItems() {
    static const std::vector<std::string> items{"audit", "consent", "masking", "privacy"};
    return items;
}

FieldSpec reviewSpec() {
    return with(
        field(
            "review",
            FieldType::Section,
            "Who approves the rules before they take traffic; see `bowline preflight`."
        ),
        {optional(
             field(
                 "folder",
                 FieldType::Path,
                 "Folder of the signed reviews, where `bowline sign-off` puts them."
             ),
             "reviews"
         ),
         approversSpec()}
    );
}

ReviewSettings readReview(const Fields& fields) {
    ReviewSettings review{fields.text("folder"), {}};
    for (const Fields& row : fields.rows("approvers"))
        review.approvers.push_back(readApprover(row));
    return review;
}

void checkReview(const Fields& fields, LintSink& sink) {
    requireUnique(fields.rows("approvers"), "name", "duplicate_name", "approvers", sink);
    for (const Fields& row : fields.rows("approvers")) {
        for (const Word& item : row.words("items")) {
            if (std::ranges::find(reviewItems(), item.text) != reviewItems().end())
                continue;
            sink.error(
                item.mark,
                "not_a_choice",
                "a review has no item " + inBackquotes(item.text),
                suggestion(item.text, reviewItems())
            );
        }
    }
}

}  // namespace bowline::settings
