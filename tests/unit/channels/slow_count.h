// A second, slow way to say which elements a Cloud API body has: written from the reference, not
// from the decoder, so that both can be compared.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace bowline::channels::slow {

using nlohmann::json;
using Pointer = json::json_pointer;

struct Element {
    Pointer path;
    std::string id;  ///< its "id" when that is a text, else empty
};

inline std::vector<std::pair<Pointer, json>> listAt(
    const json& parent, const Pointer& at, const std::string& key
) {
    std::vector<std::pair<Pointer, json>> out;
    if (!parent.is_object() || !parent.contains(key) || parent[key].is_null())
        return out;
    if (!parent[key].is_array())
        return {{at / key, parent[key]}};
    for (std::size_t i = 0; i < parent[key].size(); ++i)
        out.emplace_back(at / key / i, parent[key][i]);
    return out;
}

inline bool isOneOf(const std::string& text, std::initializer_list<const char*> words) {
    for (const char* word : words)
        if (text == word)
            return true;
    return false;
}

inline bool isNotice(const json& change) {
    if (!change.is_object() || !change.contains("field") || !change["field"].is_string())
        return false;
    const std::string field = change["field"];
    for (const char* prefix :
         {"account_",
          "business_",
          "flows",
          "group_",
          "history",
          "message_template_",
          "partner_",
          "payment_",
          "phone_number_",
          "security",
          "template_"})
        if (field.rfind(prefix, 0) == 0)
            return true;
    return false;
}

inline bool isList(const std::string& key, bool notice) {
    return isOneOf(
               key,
               {"messages",
                "statuses",
                "message_echoes",
                "user_preferences",
                "calls",
                "groups",
                "history",
                "state_sync"}
           ) ||
           (key == "errors" && !notice);
}

inline Element elementOf(const Pointer& path, const json& value) {
    const bool named = value.is_object() && value.contains("id") && value["id"].is_string();
    return {path, named ? value["id"].get<std::string>() : std::string()};
}

/// The messages of all threads of a chunk of history; the chunk itself when it has none.
inline std::vector<Element> ofHistory(const Pointer& path, const json& chunk) {
    std::vector<Element> out;
    for (const auto& [threadPath, thread] : listAt(chunk, path, "threads"))
        for (const auto& [at, message] : listAt(thread, threadPath, "messages"))
            out.push_back(elementOf(at, message));
    if (out.empty())
        out.push_back(elementOf(path, chunk));
    return out;
}

/// The elements inside one change; the change itself when there is none.
inline std::vector<Element> ofChange(const Pointer& path, const json& change) {
    std::vector<Element> out;
    const bool notice = isNotice(change);
    const json value =
        change.is_object() && change.contains("value") ? change["value"] : json(nullptr);
    bool lists = false;
    if (value.is_object()) {
        for (const auto& [key, child] : value.items())
            lists = lists || isList(key, notice) ||
                    (!notice && isOneOf(key, {"messaging_product", "metadata", "contacts"}));
    }
    if (lists) {
        for (const auto& [key, child] : value.items()) {
            if (isOneOf(key, {"messaging_product", "metadata", "contacts"}))
                continue;
            const bool known = isList(key, false);
            if (!known && !child.is_structured())
                continue;
            for (const auto& [at, element] : listAt(value, path / "value", key)) {
                if (key != "history") {
                    out.push_back(elementOf(at, element));
                    continue;
                }
                const auto old = ofHistory(at, element);
                out.insert(out.end(), old.begin(), old.end());
            }
        }
    }
    if (out.empty())
        out.push_back({path, ""});
    return out;
}

inline std::vector<Element> of(const json& body) {
    std::vector<Element> out;
    for (const auto& [entryPath, entry] : listAt(body, Pointer(), "entry")) {
        const auto changes = listAt(entry, entryPath, "changes");
        for (const auto& [changePath, change] : changes) {
            const auto found = ofChange(changePath, change);
            out.insert(out.end(), found.begin(), found.end());
        }
        if (changes.empty())
            out.push_back({entryPath, ""});
    }
    if (out.empty())
        out.push_back({Pointer(), ""});
    return out;
}

/// True when one of the two stands inside the other.
inline bool related(const Pointer& a, const Pointer& b) {
    const std::string x = a.to_string() + "/";
    const std::string y = b.to_string() + "/";
    return x.rfind(y, 0) == 0 || y.rfind(x, 0) == 0;
}

}  // namespace bowline::channels::slow
