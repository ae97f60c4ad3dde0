#include "tools/layak/exports/map_style.hpp"

#include <array>

#include "tools/layak/exports/xml.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

/// Viridis from light to dark at tenths: the more action, the darker.
constexpr std::array<const char*, 10> colours = {"253,231,37", "181,222,43", "110,206,88", "53,183,121", "31,158,137",
                                                 "38,130,142", "49,104,142", "62,73,137",  "72,40,120",  "68,1,84"};

std::string option(const std::string& name, const std::string& value)
{
    return "<Option type=\"QString\" name=\"" + name + "\" value=\"" + value + "\"/>";
}

std::string symbol(std::size_t which, bool points)
{
    const std::string colour = std::string(colours[which]) + ",255";
    std::string out = "<symbol type=\"" + std::string(points ? "marker" : "fill") + "\" name=\"" +
                      std::to_string(which) + "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\"><layer class=\"" +
                      (points ? "SimpleMarker" : "SimpleFill") +
                      "\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">" + option("color", colour) +
                      option("outline_color", "90,90,90,255") + option("outline_width", "0.2") +
                      option("outline_width_unit", "MM");
    if (points) out += option("name", "circle") + option("size", "5") + option("size_unit", "MM");
    return out + "</Option></layer></symbol>\n";
}

} // namespace

std::string map_style(bool points, const FieldLabels& labels, sim::Language language)
{
    std::string out = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                      "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields|Temporal\">\n"
                      "<temporal enabled=\"1\" mode=\"2\" startField=\"month_start\" endField=\"month_end\" "
                      "startExpression=\"\" endExpression=\"\" durationField=\"\" durationUnit=\"min\" "
                      "fixedDuration=\"0\" accumulate=\"0\" limitMode=\"0\"><fixedRange><start/><end/></fixedRange>"
                      "</temporal>\n"
                      "<renderer-v2 type=\"graduatedSymbol\" attr=\"action\" graduatedMethod=\"GraduatedColor\" "
                      "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n<ranges>\n";
    for (std::size_t k = 0; k < colours.size(); ++k) {
        const auto tenths = [](std::size_t n) { return std::to_string(n / 10) + "." + std::to_string(n % 10); };
        out += "<range lower=\"" + tenths(k) + "\" upper=\"" + tenths(k + 1) + "\" symbol=\"" + std::to_string(k) +
               "\" label=\"" + number(static_cast<double>(k) / 10, 1, language) + "–" +
               number(static_cast<double>(k + 1) / 10, 1, language) + "\" render=\"true\"/>\n";
    }
    out += "</ranges>\n<symbols>\n";
    for (std::size_t k = 0; k < colours.size(); ++k) out += symbol(k, points);
    out += "</symbols>\n</renderer-v2>\n<aliases>\n";
    for (const auto& [field, label] : labels) out += "<alias field=\"" + field + "\" name=\"" + xml(label) + "\"/>\n";
    return out + "</aliases>\n</qgis>\n";
}

} // namespace layak
