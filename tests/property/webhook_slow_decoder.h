// A second, slow and obvious decoder of Cloud API bodies: what each element is, its id, who it is
// from or to, what it refers to and the words typed in it. Written from the reference (whatsapp.md
// 2-5), not from the product, so that both can be compared. It says nothing of what it does not
// claim to know: groups, errors, notices, unknown lists.
#pragma once

#include "tests/unit/channels/slow_count.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace bowline::channels::slow {

/// What is claimed of one element. Texts are sorted.
struct Claim {
    Pointer path;
    std::string kind;
    std::string id;
    std::string digits;
    std::string userId;
    std::string target;
    std::vector<std::string> texts;

    /// Everything in one line; `weak`: only what no surrounding of the element can change.
    [[nodiscard]] std::string line(bool weak) const {
        std::string out = id;
        if (!weak)
            out += "|" + kind + "|" + digits + "|" + userId + "|" + target;
        for (const auto& text : texts)
            out += "|" + text;
        return out;
    }
};

inline const json& at(const json& value, const std::string& key) {
    static const json kNone;
    return value.is_object() && value.contains(key) ? value[key] : kNone;
}

inline std::string textAt(const json& value, const std::string& key) {
    const auto& found = at(value, key);
    return found.is_string() ? found.get<std::string>() : std::string();
}

inline std::string digitsAt(const json& value, const std::string& key) {
    const auto& found = at(value, key);
    std::string out;
    for (const char c : found.is_number_integer() ? found.dump() : textAt(value, key))
        if (c >= '0' && c <= '9')
            out += c;
    return out;
}

/// Fills in the other identifier from the contact with the same number or user id, never by place.
inline void complete(Claim& claim, const json& value) {
    for (const auto& [path, contact] : listAt(value, Pointer(), "contacts")) {
        const bool byNumber = !claim.digits.empty() && digitsAt(contact, "wa_id") == claim.digits;
        const bool byUser = claim.digits.empty() && !claim.userId.empty() &&
                            textAt(contact, "user_id") == claim.userId;
        if (!byNumber && !byUser)
            continue;
        if (claim.userId.empty())
            claim.userId = textAt(contact, "user_id");
        if (claim.digits.empty())
            claim.digits = digitsAt(contact, "wa_id");
        return;
    }
}

/// The words that a person typed or chose, by the table of section 3.
inline std::vector<std::string> wordsOf(const json& message) {
    const auto type = textAt(message, "type");
    const auto& content = at(message, type);
    std::vector<std::string> words;
    const auto add = [&](std::string word) {
        if (!word.empty())
            words.push_back(std::move(word));
    };
    if (type == "text")
        add(textAt(content, "body"));
    if (isOneOf(type, {"image", "video", "document"}))
        add(textAt(content, "caption"));
    if (type == "document")
        add(textAt(content, "filename"));
    if (type == "button")
        add(textAt(content, "text"));
    if (type == "interactive" && isOneOf(textAt(content, "type"), {"button_reply", "list_reply"}))
        add(textAt(at(content, textAt(content, "type")), "title"));
    add(textAt(at(content, "call_permission_reply"), "response"));
    // The answers of a form are JSON in a text; broken ones are shown as they came.
    const auto answers = textAt(at(content, "nfm_reply"), "response_json");
    if (!json::parse(answers, nullptr, false).is_object())
        add(answers);
    std::sort(words.begin(), words.end());
    return words;
}

inline Claim ofMessage(
    const Pointer& path,
    const json& message,
    const json& value,
    bool echo,
    const std::string& thread
) {
    Claim claim{path, echo ? "echo" : "message", textAt(message, "id"), {}, {}, {}, {}};
    claim.digits = digitsAt(message, echo ? "to" : "from");
    claim.userId = textAt(message, echo ? "to_user_id" : "from_user_id");
    if (!thread.empty()) {
        claim.kind = digitsAt(message, "from") == thread ? "message" : "echo";
        claim.digits = thread;
        claim.userId.clear();
    }
    complete(claim, value);
    const auto type = textAt(message, "type");
    const bool nobody = claim.digits.empty() && claim.userId.empty();
    if (nobody || type == "request_welcome") {
        claim.kind = "placeholder";
        claim.digits.clear();
        claim.userId.clear();
        return claim;
    }
    claim.texts = wordsOf(message);
    claim.target = textAt(at(message, "context"), "id");
    if (type == "reaction" || type == "edit" || type == "revoke") {
        claim.kind = type;
        claim.target =
            textAt(at(message, type), type == "reaction" ? "message_id" : "original_message_id");
        const auto emoji = textAt(at(message, type), "emoji");
        claim.texts =
            type == "edit" ? wordsOf(at(at(message, type), "message")) : std::vector<std::string>{};
        if (!emoji.empty())
            claim.texts = {emoji};
        if (claim.target.empty()) {
            claim.kind = "placeholder";
            claim.texts.clear();
            claim.digits.clear();
            claim.userId.clear();
        }
    }
    if (type == "system") {
        const bool known = isOneOf(
            textAt(at(message, "system"), "type"),
            {"user_changed_number",
             "customer_changed_number",
             "user_changed_user_id",
             "user_identity_changed",
             "customer_identity_changed"}
        );
        claim.kind = known ? "identity" : "placeholder";
        claim.target.clear();
        claim.digits.clear();  // who it was and who it is: other tests
        claim.userId.clear();
    }
    return claim;
}

inline std::optional<Claim> ofListed(
    const std::string& list, const Pointer& path, const json& element, const json& value
) {
    if (list == "messages" || list == "message_echoes")
        return ofMessage(path, element, value, list == "message_echoes", "");
    if (list == "statuses" && textAt(element, "type") != "call") {
        Claim claim{path, "status", textAt(element, "id"), {}, {}, {}, {}};
        claim.digits = digitsAt(element, "recipient_participant_id");
        claim.userId = textAt(element, "recipient_participant_user_id");
        if (claim.digits.empty() && claim.userId.empty()) {
            claim.digits = digitsAt(element, "recipient_id");
            claim.userId = textAt(element, "recipient_user_id");
        }
        claim.target = claim.id;
        return claim.id.empty() ? std::nullopt : std::optional(claim);
    }
    if (list == "state_sync") {
        Claim claim{path, "address_book", {}, {}, {}, {}, {}};
        claim.digits = digitsAt(at(element, "contact"), "phone_number");
        claim.userId = textAt(at(element, "contact"), "user_id");
        return claim.digits.empty() ? std::nullopt : std::optional(claim);
    }
    if (list == "user_preferences" && isOneOf(textAt(element, "value"), {"stop", "resume"}) &&
        textAt(element, "category") == "marketing_messages") {
        Claim claim{path, "preference", {}, {}, {}, {}, {}};
        claim.digits = digitsAt(element, "wa_id");
        claim.userId = textAt(element, "user_id");
        complete(claim, value);
        return claim.digits.empty() ? std::nullopt : std::optional(claim);
    }
    return std::nullopt;
}

/// Everything that is claimed of the elements of `body`, in no order.
inline std::vector<Claim> claimsOf(const json& body) {
    std::vector<Claim> out;
    for (const auto& [entryPath, entry] : listAt(body, Pointer(), "entry"))
        for (const auto& [changePath, change] : listAt(entry, entryPath, "changes")) {
            const json value = at(change, "value");
            if (!value.is_object() || textAt(change, "field") == "history")
                continue;
            for (const auto& [key, child] : value.items()) {
                if (key == "history")
                    continue;
                for (const auto& [path, element] : listAt(value, changePath / "value", key)) {
                    if (!element.is_object())
                        continue;
                    if (auto claim = ofListed(key, path, element, value))
                        out.push_back(std::move(*claim));
                }
            }
        }
    for (const auto& [entryPath, entry] : listAt(body, Pointer(), "entry"))
        for (const auto& [changePath, change] : listAt(entry, entryPath, "changes")) {
            const json value = at(change, "value");
            for (const auto& [chunkPath, chunk] : listAt(value, changePath / "value", "history"))
                for (const auto& [threadPath, thread] : listAt(chunk, chunkPath, "threads"))
                    for (const auto& [path, message] : listAt(thread, threadPath, "messages")) {
                        const auto customer = digitsAt(thread, "id");
                        if (message.is_object() && !customer.empty())
                            out.push_back(ofMessage(path, message, value, false, customer));
                    }
        }
    return out;
}

}  // namespace bowline::channels::slow
