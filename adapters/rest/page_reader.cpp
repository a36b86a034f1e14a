#include "adapters/rest/page_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"

namespace bowline::adapters::rest {

namespace {

using settings::YamlNode;

PageKind pageKindOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, PageKind>> kKinds = {
        {"cursor", PageKind::Cursor},
        {"offset", PageKind::Offset},
        {"page", PageKind::Page},
        {"link_header", PageKind::LinkHeader},
        {"link_body", PageKind::LinkBody},
        {"token", PageKind::Token}};
    return choiceOf<PageKind>(node, "kind", kKinds, faults);
}

class PageReader {
public:
    PageReader(const YamlNode& node, NameScope scope, Loading& loading)
        : section_(node, "page", loading.faults), scope_(std::move(scope)), loading_(loading) {
        scope_.addAnswer();
    }

    Paging read() {
        Paging paging;
        if (const YamlNode* kind = section_.require("kind"))
            paging.kind = pageKindOf(*kind, loading_.faults);
        const bool isToken = paging.kind == PageKind::Cursor || paging.kind == PageKind::Token;
        const bool isLink =
            paging.kind == PageKind::LinkBody || paging.kind == PageKind::LinkHeader;
        if (isToken || paging.kind == PageKind::LinkBody)
            readNext(paging);
        if (!isLink)
            readInto(paging);
        readSize(paging);
        scope_.add("count");
        if (const YamlNode* stop = section_.find("stop"))
            paging.stop = ExpressionReader(loading_.faults).predicate(*stop, "stop", scope_);
        if (const YamlNode* most = section_.find("max"))
            paging.maxPages = countOf(*most, "max", 1, 1000, loading_.faults);
        section_.close();
        return paging;
    }

private:
    void readNext(Paging& paging) {
        if (const YamlNode* next = section_.require("next"))
            paging.next = readPick("next", *next, scope_, loading_);
    }

    void readInto(Paging& paging) {
        const YamlNode* into = section_.require("into");
        if (!into)
            return;
        FileSection section(*into, "into", loading_.faults);
        paging.intoBody = section.has("body");
        if (const YamlNode* body = section.find("body"))
            paging.into = pointerOf(*body, "body", loading_.faults);
        else if (const YamlNode* query = section.require("query"))
            paging.into = wordOf(*query, "query", loading_.faults);
        section.close();
    }

    void readSize(Paging& paging) {
        const YamlNode* size = section_.find("size");
        if (!size)
            return;
        FileSection section(*size, "size", loading_.faults);
        if (const YamlNode* query = section.require("query"))
            paging.sizeKey = wordOf(*query, "query", loading_.faults);
        if (const YamlNode* value = section.require("value"))
            paging.size = countOf(*value, "value", 1, 10'000, loading_.faults);
        section.close();
    }

    FileSection section_;
    NameScope scope_;
    Loading& loading_;
};

}  // namespace

Paging readPage(const YamlNode& node, const NameScope& scope, Loading& loading) {
    return PageReader(node, scope, loading).read();
}

}  // namespace bowline::adapters::rest
