#include "adapters/rest/loader_scope.h"

#include "connector/base/text.h"
#include "connector/expression/filters.h"
#include "connector/settings/lint.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;

enum class Object { None, Contact, Ticket, Comment, Attachment };

Object objectOf(Primitive primitive) {
    switch (primitive) {
        case Primitive::ContactFind:
        case Primitive::ContactCreate:
        case Primitive::ContactUpdate:
        case Primitive::ContactUpsert:
        case Primitive::ContactErase:
            return Object::Contact;
        case Primitive::TicketFind:
        case Primitive::TicketCreate:
        case Primitive::TicketUpdate:
        case Primitive::TicketGet:
        case Primitive::TicketErase:
            return Object::Ticket;
        case Primitive::CommentFind:
        case Primitive::CommentPublic:
        case Primitive::CommentInternal:
        case Primitive::CommentAmend:
        case Primitive::CommentErase:
            return Object::Comment;
        case Primitive::AttachmentUpload:
            return Object::Attachment;
        case Primitive::HealthCheck:
            return Object::None;
    }
    return Object::None;
}

bool isOneOf(Primitive primitive, std::initializer_list<Primitive> list) {
    return std::ranges::find(list, primitive) != list.end();
}

void addAll(NameScope& scope, std::initializer_list<std::string_view> paths) {
    for (const auto path : paths)
        scope.add(path);
}

/// The whole map is there always: it holds what the mapping fills and nothing else.
void addFields(
    NameScope& scope, const std::string& root, const std::set<std::string>& names, bool any
) {
    scope.add(root);
    if (any)
        scope.add(root + ".*");
    for (const auto& name : names)
        scope.add(root + "." + name);
}

void addContact(NameScope& scope, const InputShape& shape, const FieldScope& fields) {
    addAll(scope, {"in.key", "in.op_id", "in.contact.key", "in.contact.alias", "in.contact.name"});
    addFields(scope, "in.contact.fields", fields.contactFields, fields.any);
    const bool isMadeHere = isOneOf(
        shape.primitive,
        {Primitive::ContactFind, Primitive::ContactCreate, Primitive::ContactUpsert}
    );
    if (shape.hasContacts && !isMadeHere)
        scope.add("in.contact.id");
}

void addTicket(NameScope& scope, const InputShape& shape, const FieldScope& fields) {
    addAll(
        scope,
        {"in.ticket.key",
         "in.ticket.subject",
         "in.ticket.queue",
         "in.ticket.tags",
         "in.ticket.priority",
         "in.ticket.status"}
    );
    addFields(scope, "in.ticket.fields", fields.ticketFields, fields.any);
    if (!isOneOf(shape.primitive, {Primitive::TicketFind, Primitive::TicketCreate}))
        scope.add("in.ticket.id");
}

void addMessage(NameScope& scope, const InputShape& shape) {
    addAll(
        scope,
        {"in.message.key",
         "in.message.text",
         "in.message.kind",
         "in.message.sent_at",
         "in.message.late",
         "in.message.from_customer",
         "in.internal",
         "in.part",
         "in.notice"}
    );
    const bool canCarry = isOneOf(
        shape.primitive,
        {Primitive::TicketCreate, Primitive::CommentPublic, Primitive::CommentInternal}
    );
    if (canCarry && shape.takesFiles)
        scope.add("in.files");
    if (isOneOf(shape.primitive, {Primitive::CommentAmend, Primitive::CommentErase}))
        scope.add("in.comment.id");
}

struct Reason {
    std::string_view prefix;
    std::string_view why;
    std::string_view cure;
    bool isCertain;  ///< else a name that is near explains it better
};
constexpr std::array<Reason, 11> kReasons = {
    {{"in.contact.phone",
      "a number is not given to adapters",
      "Key contacts by in.contact.key, and show what the mapping releases as "
      "in.contact.fields.NAME",
      true},
     {"in.contact.id",
      "there is no contact yet, or no operation of this file makes contacts",
      "Find it by in.contact.key",
      true},
     {"in.ticket.id", "there is no ticket yet", "Find it by in.ticket.key", true},
     {"in.contact.fields.", "the mapping of this destination does not fill this field", "", false},
     {"in.ticket.fields.", "the mapping of this destination does not fill this field", "", false},
     {"in.files",
      "the operation says nothing of files",
      "Write `supports: {attachments: inline}` (or multipart, token, object) where a message is "
      "carried",
      true},
     {"in.", "this operation is not given it", "", false},
     {"res.",
      "an answer is there only in `when`, `pick` and `assert`",
      "Pick it in an earlier step and write steps.ID.NAME",
      true},
     {"steps.", "only what an earlier step picks is there", "", false},
     {"auth.", "only what the session's login picks is there", "", false},
     {"item", "items are there only in a poll, and in a webhook with `each`", "", false}}};

/// The names below the root of `path`; the roots themselves when there is no such root.
std::vector<std::string> pathsLike(const std::string& path, const NameScope& scope) {
    const std::string root = path.substr(0, path.find('.')) + ".";
    std::vector<std::string> below;
    std::set<std::string> roots;
    for (const auto& known : scope.dialect.paths) {
        roots.insert(known.substr(0, known.find('.')));
        if (known.starts_with(root) && !known.ends_with(".*"))
            below.push_back(known);
    }
    return below.empty() ? std::vector<std::string>(roots.begin(), roots.end()) : below;
}

}  // namespace

void NameScope::addTree(const std::string& path) {
    add(path);
    add(path + ".*");
}

void NameScope::addItem(const std::string& name, bool isFile) {
    if (!isFile)
        return addTree(name);
    add(name + ".name");
    add(name + ".mime");
    files.insert(name);
}

void NameScope::addAnswer() {
    addTree("res.body");
    addAll(*this, {"res.status", "res.header.*", "res.text", "res.error"});
}

NameScope settingsScope(
    const std::vector<Setting>& settings, const std::vector<std::string>& tokens
) {
    NameScope scope;
    scope.dialect.open = "${";
    for (const auto& filter : expression::filters())
        scope.dialect.filters.emplace(filter.name);
    for (const auto& setting : settings) {
        const auto path = "settings." + setting.name;
        setting.type == SettingType::Map ? scope.addTree(path) : scope.add(path);
        if (setting.type == SettingType::Secret)
            scope.standIns.insert(path);
        if (setting.type == SettingType::Int)
            scope.numbers.insert(path);
    }
    for (const auto& token : tokens) {
        scope.add("auth." + token);
        scope.standIns.insert("auth." + token);
    }
    scope.add("now");
    return scope;
}

void addInput(NameScope& scope, const InputShape& shape, const FieldScope& fields) {
    const Object object = objectOf(shape.primitive);
    if (object == Object::None)
        return;
    addContact(scope, shape, fields);
    if (object == Object::Contact)
        return;
    addTicket(scope, shape, fields);
    if (object == Object::Comment || shape.primitive == Primitive::TicketCreate)
        addMessage(scope, shape);
    if (object == Object::Attachment)
        scope.addItem("in.file", true);
}

PathAdvice adviceFor(const std::string& path, const NameScope& scope) {
    for (const auto& file : scope.files) {
        if (path == file + ".bytes")
            return {
                "the bytes of a file stand alone in a scalar of a body",
                "Write `${" + path + " | b64}` and nothing beside it"};
    }
    const auto known = pathsLike(path, scope);
    const auto reason = std::ranges::find_if(kReasons, [&](const Reason& each) {
        return path.starts_with(each.prefix);
    });
    if (reason == kReasons.end())
        return {{}, settings::suggestion(path, known)};
    const bool isSlip = nearestName(path.substr(0, 64), known).has_value();
    if (reason->isCertain)
        return {std::string(reason->why), std::string(reason->cure)};
    return {isSlip ? std::string() : std::string(reason->why), settings::suggestion(path, known)};
}

}  // namespace bowline::adapters::rest
