#include <array>
#include <cmath>
#include <cstdio>

#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/exports/xml.hpp"

namespace layak {
namespace {

using commitment::Field;
using commitment::Kind;

constexpr std::array<Field, 3> fields = {Field::action, Field::written, Field::programme};

/// Colours by kind that the colour-blind can tell apart (Okabe and Ito), and sizes.
struct Look
{
    const char* colour;
    const char* size;
};
Look look_of(Kind kind)
{
    static constexpr Look looks[] = {{R"(r="0" g="0" b="0")", "40"},      {R"(r="0" g="114" b="178")", "20"},
                                     {R"(r="213" g="94" b="0")", "24"},   {R"(r="230" g="159" b="0")", "16"},
                                     {R"(r="0" g="158" b="115")", "10"},  {R"(r="204" g="121" b="167")", "10"},
                                     {R"(r="86" g="180" b="233")", "20"}, {R"(r="240" g="228" b="66")", "20"}};
    return looks[static_cast<std::size_t>(kind)];
}

std::string fixed(double value, int decimals)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text[0] == '-' && std::string_view(text).find_first_not_of("-0.") == std::string_view::npos ? text + 1
                                                                                                       : text;
}

/// A value for each stretch of months in which its three decimals stay the same.
std::string course(const RunExport& of, std::size_t field, const Spreads& spreads, std::uint32_t row)
{
    const auto& months = of.result.months();
    std::string out;
    for (std::size_t from = 0; from < months.size();) {
        const std::string value = fixed(spreads.at(from, row).mean, 3);
        std::size_t next = from + 1;
        while (next < months.size() && fixed(spreads.at(next, row).mean, 3) == value) ++next;
        // Stretches are closed: they must not share a day.
        out += "<attvalue for=\"" + std::to_string(field) + "\" value=\"" + value + "\" start=\"" +
               first_day(months[from]) + "\" end=\"" + last_day(months[next - 1]) + "\"/>";
        from = next;
    }
    return out;
}

std::string attribute(std::size_t number, const std::string& title, const char* type)
{
    return "<attribute id=\"" + std::to_string(number) + "\" title=\"" + xml(title) + "\" type=\"" + type + "\"/>\n";
}

std::string head(const RunExport& of, const StoredResult::Plan& plan)
{
    const auto& months = of.result.months();
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" "
        "xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n<meta><creator>Layak</creator><description>" +
        xml(of.result.city_name() + ": " + of.word(plan.name)) +
        "</description></meta>\n<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" "
        "timerepresentation=\"interval\" start=\"" +
        first_day(months.front()) + "\" end=\"" + last_day(months.back()) + "\">\n";
    out += "<attributes class=\"node\" mode=\"dynamic\">\n";
    for (std::size_t k = 0; k < fields.size(); ++k) out += attribute(k, exported_state(fields[k]).name, "float");
    out += "</attributes>\n<attributes class=\"node\" mode=\"static\">\n";
    const char* const names[] = {"kind", "role", "parent", "code", "families", "posts"};
    for (std::size_t k = 0; k < std::size(names); ++k)
        out += attribute(fields.size() + k, names[k], k < 4 ? "string" : "integer");
    return out + "</attributes>\n";
}

std::string node(const RunExport& of, std::uint32_t row, Point place, int families, const std::vector<Spreads>& spreads)
{
    const StoredResult::Institution& one = of.result.institutions()[row];
    const Look look = look_of(one.kind);
    std::string out = "<node id=\"" + xml(one.id) + "\" label=\"" + xml(one.name) + "\"><attvalues>";
    for (std::size_t k = 0; k < fields.size(); ++k)
        if (!std::isnan(spreads[k].at(0, row).mean)) out += course(of, k, spreads[k], row);
    const std::string texts[] = {std::string(name_of(one.kind)),
                                 std::string(name_of(one.role)),
                                 one.parent ? of.result.institutions()[*one.parent].id : "",
                                 one.code,
                                 std::to_string(families),
                                 std::to_string(one.posts)};
    for (std::size_t k = 0; k < std::size(texts); ++k)
        if (!texts[k].empty())
            out += "<attvalue for=\"" + std::to_string(fields.size() + k) + "\" value=\"" + xml(texts[k]) + "\"/>";
    return out + "</attvalues><viz:color " + look.colour + "/><viz:position x=\"" + fixed(place.x, 1) + "\" y=\"" +
           fixed(place.y, 1) + "\" z=\"0\"/><viz:size value=\"" + look.size + "\"/></node>\n";
}

} // namespace

void export_gexf(const RunExport& of)
{
    const auto places = drawn_places(of.result);
    const auto families = families_within(of.result);
    const auto names = file_names_of_plans(of.result);
    for (std::uint32_t plan = 0; plan < names.size(); ++plan) {
        stop_if_requested();
        std::vector<Spreads> spreads;
        for (const Field field : fields) spreads.push_back(of.result.institutions_spread(field, plan));
        std::string out = head(of, of.result.plans()[plan]) + "<nodes>\n";
        for (std::uint32_t row = 0; row < places.size(); ++row)
            out += node(of, row, places[row], families[row], spreads);
        out += "</nodes>\n<edges>\n";
        std::size_t number = 0;
        for (const commitment::CityLink& link : of.inputs.city.links)
            out += "<edge id=\"" + std::to_string(number++) + "\" source=\"" + xml(of.inputs.city.at(link.from).id) +
                   "\" target=\"" + xml(of.inputs.city.at(link.to).id) + "\" weight=\"" + fixed(link.weight, 6) +
                   "\" kind=\"" + std::string(name_of(link.type)) + "\"/>\n";
        of.folder.append("gexf/" + names[plan] + ".gexf", out + "</edges>\n</graph>\n</gexf>\n");
    }
    ExportedFile described{"gexf/….gexf",
                           {"jaringan lembaga dari waktu ke waktu untuk Gephi, satu berkas tiap rencana",
                            "the network of institutions over time for Gephi, a file for each plan"},
                           identity_columns()};
    described.columns.push_back({"label", {}, {"nama lembaga", "name of the institution"}});
    described.columns.push_back({"role", {}, {"peran OPD", "role of an agency"}});
    described.columns.push_back({"families, posts",
                                 {"keluarga, jabatan", "families, posts"},
                                 {"jumlahnya; keluarga sebuah kelurahan, kecamatan, dan kota: semua yang di dalamnya",
                                  "how many; families of a kelurahan, a kecamatan and the city: all within"}});
    for (const Field field : fields)
        described.columns.push_back({exported_state(field).name, unit::level,
                                     exported_state(field).meaning +
                                         sim::Words{"; rata-rata ulangan dengan tiga desimal, berubah menurut waktu",
                                                    "; mean of the replicates with three decimals, over time"}});
    described.columns.push_back(
        {"weight, kind",
         unit::weight,
         {"bobot dan jenis hubungan: enabling (pemungkin), functional, normative, diffuse (masyarakat)",
          "weight and kind of a link: enabling, functional, normative, diffuse"}});
    described.columns.push_back({"viz:position",
                                 unit::metres,
                                 {"letak dari tengah kota; yang tanpa koordinat ada di lingkaran luar",
                                  "place from the city's middle; what has no coordinates is in the outer rings"}});
    of.folder.describe(std::move(described));
}

} // namespace layak
