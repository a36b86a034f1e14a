// Puts the parts of the table together. A new filter is a function and a row in the file of its
// duty.
#include "connector/expression/filters.h"

#include "connector/expression/filter_rows.h"
#include "connector/expression/template.h"

#include <algorithm>

namespace bowline::expression {

namespace {

std::vector<Filter> sortedFilters() {
    std::vector<Filter> all;
    for (const auto part :
         {valueFilters(),
          textFilters(),
          listFilters(),
          timeFilters(),
          encodingFilters(),
          htmlFilters(),
          markupFilters(),
          quotingFilters()})
        all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all, {}, &Filter::name);
    return all;
}

}  // namespace

std::span<const Filter> filters() {
    static const std::vector<Filter> all = sortedFilters();
    return all;
}

const Filter* findFilter(std::string_view name) {
    const auto all = filters();
    const auto found = std::ranges::lower_bound(all, name, {}, &Filter::name);
    return found == all.end() || found->name != name ? nullptr : &*found;
}

std::set<std::string> adapterFilters() {
    std::set<std::string> names;
    for (const auto& filter : filters())
        names.emplace(filter.name);
    return names;
}

}  // namespace bowline::expression
