#include "adapters/rest/loader_scope.h"

#include "connector/expression/filters.h"

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
    if (shape.primitive == Primitive::CommentErase)
        scope.add("in.comment.id");
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

std::string whyNot(std::string_view path, const NameScope& scope) {
    struct Reason {
        std::string_view prefix;
        std::string_view why;
    };
    constexpr std::array<Reason, 9> kReasons = {
        {{"in.contact.phone",
          "a number is not given to adapters: key contacts by in.contact.key, and show what the "
          "mapping releases as in.contact.fields.NAME"},
         {"in.contact.id", "there is no contact yet, or no operation of this file makes contacts"},
         {"in.contact.fields.", "the mapping of this destination does not fill this field"},
         {"in.ticket.fields.", "the mapping of this destination does not fill this field"},
         {"in.files", "say `supports: {attachments: ...}` in an operation that carries a message"},
         {"in.", "this operation is not given it"},
         {"res.", "an answer is there only in `when`, `pick` and `assert`"},
         {"steps.", "only what an earlier step picks is there"},
         {"auth.", "only what the session's login picks is there"}}};
    for (const auto& file : scope.files) {
        if (path == file + ".bytes")
            return "the bytes of a file stand alone in a scalar of a body";
    }
    const auto found = std::ranges::find_if(kReasons, [&](const Reason& reason) {
        return path.starts_with(reason.prefix);
    });
    return found == kReasons.end() ? std::string() : std::string(found->why);
}

}  // namespace bowline::adapters::rest
