#include "connector/app/adapter_shelf.h"

#include "connector/app/shipped_files.h"
#include "connector/settings/scalar.h"
#include "connector/settings/source_files.h"
#include "connector/settings/yaml_tree.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <system_error>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;
using settings::LintSink;

constexpr std::size_t kMaxOwn = 200;  // folders; an installation has a handful
constexpr const char* kFile = "adapter.yaml";
constexpr const char* kCases = "cases.yaml";

/// What every destination has that is reached over the network; `name` and `adapter` the loader
/// knows.
constexpr std::array<std::string_view, 2> kReserved{"allow", "ca_file"};

void refuseReserved(const settings::Source& source, LintSink& sink) {
    LintSink unheard(source.name);  // the loader has said what is wrong with the YAML
    const auto root = settings::parseYaml(source.text, unheard);
    const auto* declared = root ? root->find("settings") : nullptr;
    if (declared == nullptr)
        return;
    for (const auto& setting : declared->entries) {
        if (std::ranges::find(kReserved, setting.key) == kReserved.end())
            continue;
        sink.error(
            setting.keyMark,
            "reserved_setting",
            settings::inBackquotes(setting.key) + " is a key of every such destination",
            "Give the setting another name"
        );
    }
}

void compile(AdapterFile& file, LintSink& sink) {
    adapters::rest::FieldScope any;
    any.any = true;
    file.spec = adapters::rest::loadAdapter(file.source.text, any, sink);
    refuseReserved(file.source, sink);
    if (sink.errors() != 0)
        file.spec = nullptr;
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(folder, failure)) {
        const bool isAdapter = fs::exists(entry.path() / kFile, failure);
        if (isAdapter && folders.size() < kMaxOwn)
            folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    return folders;
}

std::optional<settings::Source> shippedText(const std::string& path) {
    for (const auto& file : shippedAdapters()) {
        if (file.path == path)
            return settings::Source{"(part of bowline) adapters/" + path, std::string(file.text)};
    }
    return std::nullopt;
}

}  // namespace

AdapterFile readAdapterFile(const fs::path& file, LintSink& sink) {
    const auto folder = fs::absolute(file).lexically_normal().parent_path();
    AdapterFile read{folder.filename().string(), settings::readSource(file, sink), {}, false, {}};
    const auto cases = file.parent_path() / kCases;
    std::error_code failure;
    if (fs::exists(cases, failure))
        read.cases = settings::readSource(cases, sink);
    if (sink.errors() == 0)
        compile(read, sink);
    return read;
}

AdapterShelf AdapterShelf::shipped() {
    AdapterShelf shelf;
    shelf.addShipped();
    return shelf;
}

AdapterShelf AdapterShelf::beside(const fs::path& configFile) {
    auto shelf = shipped();
    shelf.addOwn(configFile.parent_path() / "adapters");
    return shelf;
}

const AdapterFile* AdapterShelf::find(std::string_view name) const {
    const auto found = std::ranges::find(files_, name, &AdapterFile::name);
    return found == files_.end() ? nullptr : &*found;
}

void AdapterShelf::addShipped() {
    constexpr std::string_view kEnd = "/adapter.yaml";
    for (const auto& shipped : shippedAdapters()) {
        if (!shipped.path.ends_with(kEnd))
            continue;
        const std::string name(shipped.path.substr(0, shipped.path.size() - kEnd.size()));
        AdapterFile file{
            name,
            *shippedText(std::string(shipped.path)),
            shippedText(name + "/" + kCases),
            true,
            {}};
        LintSink sink(file.source.name);
        compile(file, sink);
        add(std::move(file), sink);
    }
}

void AdapterShelf::addOwn(const fs::path& folder) {
    for (const auto& own : foldersIn(folder)) {
        LintSink sink((own / kFile).string());
        auto file = readAdapterFile(own / kFile, sink);
        if (!settings::isName(file.name))
            sink.error(
                {},
                "bad_name",
                "the folder's name cannot be the name of an adapter",
                "Use a-z, 0-9, - and _, at most 64, beginning with a letter or digit"
            );
        add(std::move(file), sink);
    }
}

/// What is shipped cannot be replaced unseen: two files of one name would be one too many to read.
void AdapterShelf::add(AdapterFile file, LintSink& sink) {
    const bool isTaken = file.name == "folder" || find(file.name) != nullptr;
    if (isTaken) {
        sink.error(
            {},
            "name_taken",
            fmt::format("bowline has an adapter {} already", settings::inBackquotes(file.name)),
            "Give the folder and `name:` in the file another name"
        );
    }
    lints_.insert(lints_.end(), sink.lints().begin(), sink.lints().end());
    if (!isTaken)
        files_.push_back(std::move(file));
}

}  // namespace bowline::app
