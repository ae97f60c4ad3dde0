#include "tools/layak/report/origin.hpp"

#include <algorithm>
#include <array>

#include "sim/results/digest.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/next_steps.hpp"
#include "tools/layak/outlines.hpp"
#include "tools/layak/report/reported_run.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

Words unit_words(std::string_view unit)
{
    static const std::pair<std::string_view, Words> units[] = {{"1/year", {"per tahun", "a year"}},
                                                               {"1/month", {"per bulan", "a month"}},
                                                               {"month", {"bulan", "months"}},
                                                               {"share", {"bagian, 0–1", "share, 0–1"}},
                                                               {"probability", {"peluang, 0–1", "probability, 0–1"}},
                                                               {"weight", {"bobot", "weight"}},
                                                               {"families", {"keluarga", "families"}},
                                                               {"log hazard", {"log laju", "log hazard"}},
                                                               {"rupiah/year", {"rupiah per tahun", "rupiah a year"}},
                                                               {"–", {"tanpa satuan", "no unit"}}};
    const auto* const known =
        std::find_if(std::begin(units), std::end(units), [&](const auto& of) { return of.first == unit; });
    return known == std::end(units) ? Words{std::string(unit), std::string(unit)} : known->second;
}

Words value_words(double value)
{
    return both([&](Language l) { return number_at_most(value, value < 10 ? 3 : 0, l); });
}

Words range_words(double low, double high) { return value_words(low) + Words{" – ", " – "} + value_words(high); }

/// What stands behind its name.
Words city_words(const commitment::City& city)
{
    const auto count = [&](commitment::Kind kind) { return static_cast<double>(city.count(kind)); };
    double families = 0;
    for (const auto& of : city.institutions) families += of.families;
    return both([&](Language l) {
        const bool id = l == Language::id;
        const double businesses = count(commitment::Kind::business);
        return (city.code.empty() ? "" : " (" + city.code + ")") + ": " + number(count(commitment::Kind::opd), 0, l) +
               " OPD, " + number(count(commitment::Kind::kecamatan), 0, l) + " kecamatan, " +
               number(count(commitment::Kind::kelurahan), 0, l) + " kelurahan, " + number(families, 0, l) +
               (id ? " keluarga" : " families") +
               (businesses == 0 ? "" : ", " + number(businesses, 0, l) + (id ? " dunia usaha" : " businesses"));
    });
}

std::string row(const Words& what, const std::string& cell)
{
    return "<tr><th scope=\"row\">" + html(what) + "</th><td>" + cell + "</td></tr>";
}

} // namespace

bool has_effect(const commitment::City& city, const commitment::ParameterInfo& parameter)
{
    return city.count(commitment::Kind::business) > 0 || !parameter.name.starts_with("business.");
}

std::string parameters_section(const Inputs& inputs, const commitment::Evidence& evidence, std::uint32_t replicates,
                               const std::map<std::string, Words>& varied)
{
    WordTable table;
    table.caption = {"Parameter", "Parameters"};
    table.rows.push_back(
        {{"Parameter", "Parameter"},
         {"nama", "name"},
         {"satuan", "unit"},
         evidence.covers_parameters() ? Words{"nilai tengah (5–95 %)", "median (5–95%)"} : Words{"nilai", "value"},
         {"baku", "default"},
         {"rentang awal", "prior"}});
    for (const commitment::ParameterInfo& row : commitment::parameter_table()) {
        if (row.structural || !has_effect(inputs.city, row)) continue;
        const std::string name(row.name);
        Words value = value_words(inputs.city.parameters.*row.member);
        if (const auto tried = varied.find(name); tried != varied.end()) {
            value = tried->second;
        } else if (inputs.sets) {
            std::vector<double> values;
            for (std::uint32_t r = 0; r < replicates; ++r)
                values.push_back(inputs.sets->sets[inputs.sets->of(r)].*row.member);
            const Band band = band_of(std::move(values));
            value = value_words(band.median);
            if (band.low < band.high)
                value = value + Words{" (", " ("} + range_words(band.low, band.high) + Words{")", ")"};
        }
        table.rows.push_back({factor_label(name),
                              {name, name},
                              unit_words(row.unit),
                              value,
                              value_words(row.standard),
                              row.prior.lowest < row.prior.highest ? range_words(row.prior.lowest, row.prior.highest)
                                                                   : Words{"tetap", "fixed"}});
    }
    return heading("parameter", {"Parameter", "Parameters"}) +
           paragraph({"Hanya sedikit yang diketahui; sisanya dicoba dalam seluruh rentangnya atau dipakai pada nilai "
                      "bakunya. Alasan tiap nilai ada di dokumentasi model (ODD).",
                      "Few are known; the others are tried over their whole range, or used at their default. The "
                      "reasoning of each value is in the model's documentation (ODD)."}) +
           "<details class=\"parameters\"><summary>" + html({"Tabel parameter", "Table of parameters"}) + "</summary>" +
           table.html() + "</details>\n";
}

std::string origin_section(const Origin& of)
{
    std::string files;
    for (const InputFile& file : of.inputs.files)
        files += "<li><code>" + escaped_html(file.name) + "</code> <code class=\"soft\">" + sim::digest_of(file.text) +
                 "</code></li>";
    std::string settings;
    for (const std::string& setting : of.inputs.settings)
        settings += (settings.empty() ? "" : " ") + ("--set " + setting);
    const std::string attribution = attribution_of(of.inputs.files);
    return heading("asal", {"Asal-usul", "Where it comes from"}) +
           "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Asal-usul · Where it comes from\"><table "
           "class=\"origin\"><tbody>" +
           row({"Hasil", "Result"}, html(of.result)) +
           row({"Kota", "City"}, isolated_html(of.inputs.city.name) + html(city_words(of.inputs.city))) +
           row({"Masa", "Period"}, html(of.period)) + row({"Benih acak", "Seed"}, escaped_html(of.seed)) +
           (settings.empty() ? "" : row({"Perubahan", "Changes"}, "<code>" + escaped_html(settings) + "</code>")) +
           row({"Program", "Program"}, escaped_html("Layak " + of.written_by)) +
           row({"Sidik isi", "Digest of the content"}, "<code>" + escaped_html(of.content) + "</code>") +
           (of.options.empty() ? ""
                               : row({"Opsi perintah", "Options of the command"},
                                     "<code>" + escaped_html(shell_line(of.options)) + "</code>")) +
           row({"Ulangi", "Repeat"}, "<code>layak verify " + escaped_html(of.name) + "</code>") +
           row({"Masukan (sidik SHA-256)", "Inputs (SHA-256)"}, "<ul class=\"files\">" + files + "</ul>") +
           (attribution.empty() ? "" : row({"Sumber peta", "Map data"}, escaped_html(attribution))) +
           row({"Grafik", "Charts"}, html({"Vega, Vega-Lite dan Vega-Embed (BSD-3), dibawa halaman ini sendiri",
                                           "Vega, Vega-Lite and Vega-Embed (BSD-3), carried by this page itself"})) +
           "</tbody></table></div>\n";
}

} // namespace layak
