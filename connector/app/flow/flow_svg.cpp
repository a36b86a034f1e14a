#include "connector/app/flow/flow_print.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr int kRow = 34;     // pixels between two names
constexpr int kTop = 40;     // above the first one
constexpr int kLeft = 220;   // where lines begin
constexpr int kRight = 560;  // and where they end
constexpr int kWidth = 780;

class Picture {
public:
    explicit Picture(const std::vector<ClassFlow>& flows) : flows_(flows) {
        for (const auto& flow : flows) {
            addOnce(classes_, flow.cls);
            addOnce(destinations_, flow.destination.str());
        }
    }

    std::string draw() const {
        const auto rows = static_cast<int>(std::max(classes_.size(), destinations_.size()));
        std::string out = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" "
            "font-family=\"sans-serif\" font-size=\"14\">\n"
            "<title>Which class of value reaches which destination</title>\n",
            kWidth,
            kTop + rows * kRow + kTop
        );
        for (const auto& flow : flows_)
            out += line(flow);
        for (const auto& cls : classes_)
            out += name(kLeft - 10, placeOf(classes_, cls), "end", cls);
        for (const auto& destination : destinations_)
            out += name(kRight + 10, placeOf(destinations_, destination), "start", destination);
        return out + legend(kTop + rows * kRow) + "</svg>\n";
    }

private:
    static void addOnce(std::vector<std::string>& names, const std::string& name) {
        if (std::ranges::find(names, name) == names.end())
            names.push_back(name);
    }

    static int placeOf(const std::vector<std::string>& names, const std::string& name) {
        const auto at = std::ranges::find(names, name) - names.begin();
        return kTop + static_cast<int>(at) * kRow;
    }

    static std::string_view colourOf(Exposure exposure) {
        constexpr std::string_view kColours[] = {"none", "#8a8a8a", "#c77700", "#b00020"};
        return kColours[static_cast<int>(exposure)];
    }

    [[nodiscard]] std::string line(const ClassFlow& flow) const {
        const auto exposure = flow.exposure();
        if (exposure == Exposure::Nothing)
            return {};
        return fmt::format(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\">"
            "<title>{} to {}: {}</title></line>\n",
            kLeft,
            placeOf(classes_, flow.cls),
            kRight,
            placeOf(destinations_, flow.destination.str()),
            colourOf(exposure),
            2 * static_cast<int>(exposure) - 1,
            flow.cls,
            flow.destination.str(),
            flow.action
        );
    }

    /// Names are [a-z0-9_-] by the specs: nothing in them needs an escape.
    static std::string name(int x, int y, std::string_view anchor, const std::string& text) {
        return fmt::format(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" dominant-baseline=\"middle\">{}</text>\n",
            x,
            y,
            anchor,
            text
        );
    }

    static std::string legend(int y) {
        std::string out;
        int x = 20;
        for (const auto& [exposure, words] :
             {std::pair(Exposure::Fact, "that there is one"),
              std::pair(Exposure::Part, "a part of it"),
              std::pair(Exposure::Value, "the value")}) {
            out += fmt::format(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>"
                "\n<text x=\"{}\" y=\"{}\" dominant-baseline=\"middle\">{}</text>\n",
                x,
                y,
                x + 30,
                y,
                colourOf(exposure),
                2 * static_cast<int>(exposure) - 1,
                x + 38,
                y,
                words
            );
            x += 200;
        }
        return out;
    }

    const std::vector<ClassFlow>& flows_;
    std::vector<std::string> classes_;
    std::vector<std::string> destinations_;
};

}  // namespace

std::string flowsAsSvg(const std::vector<ClassFlow>& flows) {
    return Picture(flows).draw();
}

}  // namespace bowline::app
