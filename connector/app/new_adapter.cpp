#include "connector/app/new_adapter.h"

#include "connector/app/adapter_shelf.h"
#include "connector/app/new_files.h"
#include "connector/app/shipped_files.h"
#include "connector/base/error.h"
#include "connector/settings/lint.h"
#include "connector/settings/scalar.h"

namespace bowline::app {

namespace {

constexpr std::string_view kName = "skeleton";  ///< stands for the name wherever it is written

std::string named(std::string_view text, const std::string& name) {
    std::string out(text);
    for (auto at = out.find(kName); at != std::string::npos; at = out.find(kName, at + name.size()))
        out.replace(at, kName.size(), name);
    return out;
}

void refuseName(const std::string& name) {
    if (!settings::isName(name))
        throw ConfigError(
            "adapter new: " + settings::inBackquotes(name) + " cannot be the name of an adapter",
            "use a-z, 0-9, - and _, at most 64, beginning with a letter or digit"
        );
    if (name == "folder" || AdapterShelf::shipped().find(name) != nullptr)
        throw ConfigError(
            "adapter new: bowline has an adapter " + settings::inBackquotes(name) + " already",
            "choose another name, for example my-" + name
        );
}

}  // namespace

std::vector<std::filesystem::path> layDownAdapter(
    const std::filesystem::path& parent, const std::string& name
) {
    refuseName(name);
    std::vector<std::filesystem::path> files;
    for (const auto& file : adapterSkeleton()) {
        files.push_back(parent / name / file.path);
        refuseExisting("adapter new", files.back());
    }
    for (std::size_t i = 0; i < files.size(); ++i)
        writeNew("adapter new", files[i], named(adapterSkeleton()[i].text, name), 0644);
    return files;
}

}  // namespace bowline::app
