#include "connector/settings/attachments.h"

#include "connector/settings/spec_words.h"

namespace bowline::settings {

namespace {

constexpr std::int64_t kMaxSize = 100LL << 20;

}  // namespace

FieldSpec attachmentsSpec() {
    return with(
        field("attachments", FieldType::Section, "Which attachments may travel. Left out: none."),
        {shown(
             field("accept", FieldType::List, "Kinds as type/subtype or type/*."),
             "[image/*, application/pdf]"
         ),
         ranged(
             field("max_size", FieldType::Size, "Larger ones stay in bowline."),
             1,
             kMaxSize,
             "10MiB"
         ),
         optional(
             field(
                 "strip_metadata",
                 FieldType::Bool,
                 "Place, device and author are removed from pictures and documents."
             ),
             "true"
         )}
    );
}

void checkAttachments(const Fields& fields, LintSink& sink) {
    for (const Word& kind : fields.section("attachments").words("accept")) {
        const auto slash = kind.text.find('/');
        const bool isKind =
            slash != std::string::npos && slash != 0 && slash + 1 < kind.text.size() &&
            kind.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789/*+.-") ==
                std::string::npos;
        if (!isKind)
            sink.error(
                kind.mark,
                "bad_kind",
                "not a kind of attachment",
                "Write type/subtype or type/*, such as image/*"
            );
    }
}

}  // namespace bowline::settings
