#include "adapters/rest/loader_checks.h"

#include "adapters/rest/answer_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using settings::Mark;
using Operations = std::map<Primitive, Operation>;

bool isFind(Primitive primitive) {
    return primitive == Primitive::ContactFind || primitive == Primitive::TicketFind ||
           primitive == Primitive::CommentFind;
}

bool needsId(Primitive primitive) {
    return isFind(primitive) || primitive == Primitive::ContactCreate ||
           primitive == Primitive::ContactUpsert || primitive == Primitive::TicketCreate;
}

/// The look-up of what `primitive` makes.
std::optional<Primitive> findFor(Primitive primitive) {
    if (primitive == Primitive::ContactCreate)
        return Primitive::ContactFind;
    if (primitive == Primitive::TicketCreate)
        return Primitive::TicketFind;
    return std::nullopt;
}

bool readsKey(const TemplatePtr& expression) {
    return expression && std::ranges::any_of(expression->reads(), [](const std::string& path) {
               return path == "in.key" || path == "in.contact.key" || path == "in.contact.alias" ||
                      path == "in.ticket.key" || path == "in.message.key";
           });
}

bool readsKey(const std::vector<Pick>& list) {
    return std::ranges::any_of(list, [](const Pick& pick) { return readsKey(pick.expression); });
}

/// Something compares the hit with the key that was asked for.
bool isHitChecked(const Operation& operation) {
    const auto inStep = [](const Step& step) {
        return readsKey(step.assertion) || readsKey(step.picks);
    };
    return readsKey(operation.assertion) || readsKey(operation.picks) ||
           std::ranges::any_of(operation.steps, inStep);
}

void checkId(Primitive primitive, const Operation& operation, Mark at, Faults& faults) {
    if (!needsId(primitive) || picks(operation.picks, "id"))
        return;
    const bool hasSteps = operation.steps.size() > 1 ||
                          (operation.steps.size() == 1 && operation.steps.front().id != "main");
    faults.error(
        at,
        "no_id",
        fmt::format("`{}` does not pick `id`", toText(primitive)),
        hasSteps ? fmt::format(
                       "Add `pick: {{id: \"${{steps.{}.id}}\"}}` beside `steps`",
                       operation.steps.back().id
                   )
                 : std::string("Add `pick: {id: /id}` with the place of the id in the answer")
    );
}

void checkUpload(Primitive primitive, const Operation& operation, Mark at, Faults& faults) {
    if (primitive != Primitive::AttachmentUpload || picks(operation.picks, "id") ||
        picks(operation.picks, "token"))
        return;
    faults.error(
        at,
        "no_id",
        "`attachment.upload` picks neither `id` nor `token`",
        "Add `pick: {token: /token}` with the place in the answer"
    );
}

void checkComments(Primitive primitive, const Operations& operations, Mark at, Faults& faults) {
    const bool isComment =
        primitive == Primitive::CommentPublic || primitive == Primitive::CommentInternal;
    if (!isComment || !operations.contains(Primitive::CommentErase) ||
        picks(operations.at(primitive).picks, "id"))
        return;
    faults.error(
        at,
        "no_id",
        fmt::format("`{}` does not pick `id`, so nothing can be erased later", toText(primitive)),
        "Add `pick: {id: ...}`, or delete `comment.erase`"
    );
}

/// A comment is looked up before it is changed, and one that a find does not show yet would stay.
void checkAmend(Primitive primitive, const Operations& operations, Mark at, Faults& faults) {
    const auto find = operations.find(Primitive::CommentFind);
    const bool isSeen = find != operations.end() && find->second.indexLag.count() == 0;
    if (primitive != Primitive::CommentAmend || isSeen)
        return;
    faults.error(
        at,
        "no_find",
        "`comment.amend` needs a `comment.find` that sees its own writes",
        "Describe `comment.find` with `consistency: strong`, or delete `comment.amend`"
    );
}

bool canRepeat(const Operation& operation) {
    return operation.idempotency.kind == IdempotencyKind::Header ||
           operation.idempotency.kind == IdempotencyKind::Upsert;
}

void checkFind(Primitive primitive, const Operations& operations, Mark at, Faults& faults) {
    const auto find = findFor(primitive);
    if (!find || operations.contains(*find) || canRepeat(operations.at(primitive)))
        return;
    faults.warning(
        at,
        "no_find",
        fmt::format("there is no `{}`: a lost answer leaves two, or a human", toText(*find)),
        fmt::format("Describe `{}` by a key that `{}` writes", toText(*find), toText(primitive))
    );
}

const Setting* settingNamed(const std::vector<Setting>& settings, std::string_view name) {
    const auto found = std::ranges::find(settings, name, &Setting::name);
    return found == settings.end() ? nullptr : &*found;
}

}  // namespace

void checkOperation(Primitive primitive, const Operations& operations, Mark at, Faults& faults) {
    const Operation& operation = operations.at(primitive);
    if (operation.steps.empty())
        return;  // not read to its end; that is told already
    checkId(primitive, operation, at, faults);
    checkUpload(primitive, operation, at, faults);
    checkComments(primitive, operations, at, faults);
    checkFind(primitive, operations, at, faults);
    checkAmend(primitive, operations, at, faults);
    if (!isFind(primitive) || isHitChecked(operation))
        return;
    faults.warning(
        at,
        "unchecked_hit",
        fmt::format("`{}` does not compare its hit with the key", toText(primitive)),
        "Systems ignore a search field that they do not know and answer with everybody: write "
        "`assert: \"res.body[0].login == in.key\"`, or pick with where(..., in.key)"
    );
}

void checkRedact(const AdapterSpec& spec, Mark at, Faults& faults) {
    const bool erases = std::ranges::any_of(spec.operations, [](const auto& entry) {
        return toText(entry.first).ends_with(".erase");
    });
    if (erases == (spec.redact != Redact::None))
        return;
    faults.error(
        at,
        "redact",
        erases ? "there are erase operations, but `redact` does not say what they do"
               : "`redact` promises something, but there is no erase operation",
        erases ? "Add `redact: hides` or `redact: destroys`, as read back from the system"
               : "Delete `redact`, or describe `ticket.erase`"
    );
}

void checkThere(
    const TemplatePtr& source,
    std::string_view key,
    Mark at,
    const std::vector<Setting>& settings,
    Faults& faults
) {
    constexpr std::string_view kRoot = "settings.";
    for (const auto& path : source ? source->reads() : std::vector<std::string>()) {
        const auto* setting =
            path.starts_with(kRoot) ? settingNamed(settings, path.substr(kRoot.size())) : nullptr;
        if (!setting || setting->required || !setting->byDefault.empty())
            continue;
        faults.error(
            at,
            "optional_setting",
            fmt::format("`{}` reads `{}`, which a destination may leave out", key, path),
            "Give the setting `required: true` or a default"
        );
    }
}

void checkUrl(
    const settings::YamlNode& node,
    std::string_view key,
    const std::vector<Setting>& settings,
    Faults& faults
) {
    constexpr std::string_view kSetting = "${settings.";
    const std::string_view text = node.text;
    const auto end = text.find('}');
    const bool isSetting = text.starts_with(kSetting) && end != std::string_view::npos;
    const Setting* setting =
        isSetting ? settingNamed(settings, text.substr(kSetting.size(), end - kSetting.size()))
                  : nullptr;
    if ((setting && setting->type == SettingType::Url) || text.starts_with("https://"))
        return;
    faults.error(
        node.mark,
        "bad_url",
        fmt::format("`{}` must begin with a setting of type url, or with https://", key),
        "Declare `url: {type: url, required: true}` and write \"${settings.url}/api\""
    );
}

}  // namespace bowline::adapters::rest
