#include "tests/listener/proxy.h"

#include <fmt/format.h>
#include <stdexcept>

namespace bowline::tests {

namespace {

namespace fs = std::filesystem;

std::string snippet(const char* name, const std::vector<Edit>& edits) {
    auto text = readFile(fs::path(BOWLINE_SOURCE_DIR) / "config" / "proxy" / name);
    for (const auto& [from, to] : edits) {
        const auto at = text.find(from);
        if (at == std::string::npos)
            throw std::runtime_error("the snippet does not say: " + from);
        text.replace(at, from.size(), to);
    }
    return text;
}

std::vector<Edit> joined(std::vector<Edit> edits, const std::vector<Edit>& more) {
    edits.insert(edits.end(), more.begin(), more.end());
    return edits;
}

}  // namespace

Proxy::Proxy(ProxyKind kind, std::uint16_t upstream, const std::vector<Edit>& edits) {
    const auto words = kind == ProxyKind::Nginx ? nginx(upstream, edits) : caddy(upstream, edits);
    program_ = std::make_unique<OutsideProgram>(words, folder_ / "said.log");
    if (!program_->listensOn(port_))
        throw std::runtime_error("the proxy does not listen: " + readFile(folder_ / "said.log"));
}

std::vector<std::string> Proxy::nginx(std::uint16_t upstream, const std::vector<Edit>& edits) {
    const auto folder = folder_.path().string();
    const std::vector<Edit> places{
        {"server 127.0.0.1:8080;", fmt::format("server 127.0.0.1:{};", upstream)},
        {"listen 443 ssl;", fmt::format("listen 127.0.0.1:{} ssl;", port_)},
        {"server_name bowline.example.org;", "server_name localhost;"},
        {"/etc/bowline/tls/fullchain.pem", identity_.certificateFile},
        {"/etc/bowline/tls/privkey.pem", identity_.keyFile},
        {"/var/log/nginx", folder},
        {"bowline.log", "access.log"}};
    writeFile(folder_ / "bowline.conf", snippet("nginx.conf", joined(edits, places)));
    std::string temporary;
    for (const char* what : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        temporary += fmt::format("    {}_temp_path {}/spool_{};\n", what, folder, what);
    // One process, so that its open files can be looked at; its folders stay its own.
    writeFile(
        folder_ / "nginx.conf",
        fmt::format(
            "user root root;\ndaemon off;\nmaster_process off;\npid {0}/nginx.pid;\nerror_log "
            "{0}/main.log info;\n"
            "events {{ }}\nhttp {{\n{1}    include {0}/bowline.conf;\n}}\n",
            folder,
            temporary
        )
    );
    const auto config = (folder_ / "nginx.conf").string();
    return {"/usr/sbin/nginx", "-p", folder, "-c", config, "-e", folder + "/start.log"};
}

std::vector<std::string> Proxy::caddy(std::uint16_t upstream, const std::vector<Edit>& edits) {
    const auto folder = folder_.path().string();
    const auto site = fmt::format(
        "https://localhost:{} {{\n\tbind 127.0.0.1\n\ttls {} {}\n",
        port_,
        identity_.certificateFile,
        identity_.keyFile
    );
    const std::vector<Edit> places{
        {"\n{\n",
         fmt::format(
             "\n{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {}/own\n", folder
         )},
        {"bowline.example.org {\n", site},
        {"/var/log/caddy/bowline.log", folder + "/access.log"},
        {"127.0.0.1:8080", fmt::format("127.0.0.1:{}", upstream)}};
    writeFile(folder_ / "Caddyfile", snippet("Caddyfile", joined(edits, places)));
    return {
        "/usr/bin/env",
        "HOME=" + folder,
        "XDG_CONFIG_HOME=" + folder,
        "XDG_DATA_HOME=" + folder,
        "TMPDIR=" + folder,
        "/usr/bin/caddy",
        "run",
        "--adapter",
        "caddyfile",
        "--config",
        folder + "/Caddyfile"};
}

std::vector<std::string> Proxy::filesWith(std::string_view word) const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
        if (entry.is_regular_file() && readFile(entry.path()).find(word) != std::string::npos)
            found.push_back(entry.path().filename().string());
    }
    return found;
}

std::vector<std::string> Proxy::spooled() const {
    auto files = program_->openFiles();
    std::erase_if(files, [this](const std::string& name) {
        return !name.starts_with(folder_.path().string()) || name.ends_with(".log");
    });
    return files;
}

}  // namespace bowline::tests
