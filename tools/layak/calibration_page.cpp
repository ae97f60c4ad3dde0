#include <algorithm>
#include <array>
#include <cmath>

#include "models/commitment/parameter_labels.hpp"
#include "sim/results/digest.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Measure;
using commitment::ObservedOutcome;
using commitment::ParameterInfo;
using sim::Language;
using sim::Lesson;
using sim::Words;

constexpr const char* style = R"(
body{margin:0;color:#16202b;background:#fff;font:17px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:960px;margin:0 auto;padding:0 16px}
h1{font-size:clamp(28px,4vw,40px);line-height:1.15;margin:24px 0 12px}h2{font-size:24px;margin:40px 0 8px}
p{max-width:44em;margin:8px 0}.soft,caption,th{color:#4d5864}.note{font-size:15px}
input[name=language]{margin:12px 4px 0 16px}label{font-size:15px}
#show-id:checked~main [lang=en],#show-en:checked~main [lang=id]{display:none}
.scroll{overflow-x:auto}.scroll:focus-visible,input:focus-visible+label{outline:2px solid #1477b8;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:15px}
th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid #e4e8ec;vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap}code{font-size:14px;overflow-wrap:anywhere}
.much{font-weight:700;color:#1477b8}.little{color:#16202b}.nothing{color:#4d5864}
svg{display:block}input[type=radio]{accent-color:#1477b8}
@media print{input,label{display:none}h2{break-after:avoid}tr{break-inside:avoid}}
)";

/// x for an SVG, in two decimals.
std::string at(double x)
{
    std::string text = number(x, 2, Language::en);
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    if (text.rfind("\u2212", 0) == 0) text.replace(0, 3, "-");
    return text;
}

std::string rect(double x, double y, double width, double height, const std::string& colour)
{
    return "<rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(std::max(width, 0.5)) + "\" height=\"" +
           at(height) + "\" fill=\"" + colour + "\"/>";
}

constexpr double wide = 260;

/// How the sets lie over the prior's range: twenty columns, and a line where the prior's would end.
std::string histogram(const std::vector<double>& places, const Words& label)
{
    constexpr std::size_t bins = 20;
    constexpr double high = 44, top_of_prior = 3; // the tallest column shows three times the prior
    std::array<double, bins> counts{};
    for (const double place : places) ++counts[std::min(bins - 1, static_cast<std::size_t>(place * bins))];
    std::string svg = image(wide, high, label);
    const double width = wide / bins;
    for (std::size_t k = 0; k < bins; ++k) {
        const double share = counts[k] * bins / static_cast<double>(places.size());
        const double tall = std::min(share, top_of_prior) / top_of_prior * high;
        svg += rect(static_cast<double>(k) * width, high - tall, width - 1, tall, "#1477b8");
    }
    const double prior = high - high / top_of_prior;
    return svg + "<line x1=\"0\" x2=\"" + at(wide) + "\" y1=\"" + at(prior) + "\" y2=\"" + at(prior) +
           "\" stroke=\"#16202b\" stroke-dasharray=\"3 3\"/></svg>";
}

/// An observation with its tolerance, what the prior gave, what the sets give, and chance with it, on one axis from 0.
std::string strip(const ObservedOutcome& seen, const commitment::FittedOutcome& of, double prior_low, double prior_high,
                  const Words& label)
{
    constexpr double high = 40;
    const double end = std::max({seen.value + seen.tolerance, of.high, of.high_mean, prior_high}) * 1.05;
    const auto x = [&](double value) { return std::clamp(value, 0.0, end) / (end > 0 ? end : 1) * wide; };
    const auto bar = [&](double from, double to, double y, double height, const char* colour) {
        return rect(x(from), y, x(to) - x(from), height, colour);
    };
    return image(wide, high, label) +
           bar(seen.value - seen.tolerance, seen.value + seen.tolerance, 0, high, "#fff1b8") +
           bar(prior_low, prior_high, 4, 8, "#c3cad1") + bar(of.low_mean, of.high_mean, 16, 8, "#1477b8") +
           bar(of.low, of.high, 30, 3, "#16202b") + rect(x(of.median_mean) - 1, 13, 2, 14, "#16202b") +
           rect(x(seen.value) - 1.5, 0, 3, high, "#b8520a") + "</svg>";
}

std::string observations_section(const CalibrationReport& report)
{
    const auto observations = report.calibration.hindcast().observations();
    std::string rows;
    for (std::size_t k = 0; k < observations.size(); ++k) {
        const ObservedOutcome& seen = observations[k];
        const commitment::FittedOutcome& of = report.check.outcomes[k];
        const Measure measure = seen.outcome.measure;
        std::vector<double> prior;
        for (const sim::Trial& trial : report.result.first) prior.push_back(trial.simulated.gave[k]);
        prior = sim::sorted(prior);
        const double low = sim::quantile(prior, 0.05), high = sim::quantile(prior, 0.95);
        const auto value = [&](double of_value) {
            return both([&](Language language) { return outcome_text(of_value, measure, language); });
        };
        const auto range = [&](double from, double to) { return value(from) + Words{" – ", " – "} + value(to); };
        const Words month =
            both([&](Language l) { return month_name(report.inputs.city.start + static_cast<int>(seen.month), l); });
        const Words what = seen.outcome.meaning + Words{", ", ", "} + month;
        const Words observed = both([&](Language l) { return observed_text(seen, l); });
        const Words told = what + Words{": teramati ", ": observed "} + observed + Words{", himpunan ", ", sets "} +
                           range(of.low_mean, of.high_mean);
        rows += "<tr><th scope=\"row\">" + html(what) + "</th><td>" + strip(seen, of, low, high, told) +
                "</td><td class=\"n\">" + html(observed) + "</td><td class=\"n\">" + html(range(low, high)) +
                "</td><td class=\"n\">" + html(range(of.low_mean, of.high_mean)) + "</td><td class=\"n\">" +
                html(range(of.low, of.high)) + "</td><td class=\"n\">" +
                html(both([&](Language l) { return percent(of.met, l); })) + "</td></tr>\n";
    }
    const auto head = [](const Words& words, bool right = true) {
        return std::string("<th scope=\"col\"") + (right ? " class=\"n\"" : "") + ">" + html(words) + "</th>";
    };
    return "<h2>" + html({"Apa yang teramati, dan apa kata model", "What was observed, and what the model says"}) +
           "</h2><p>" +
           html(
               {"Kuning: pengamatan dengan toleransinya (garis jingga: nilainya). Abu-abu: rentang awal parameter. "
                "Biru: himpunan yang cocok, rata-rata ulangan (tegak hitam: tengahnya). Hitam tipis: satu kota, dengan "
                "kebetulannya. Semua pita 5–95 %, dengan angka acak baru.",
                "Yellow: the observation with its tolerance (orange line: its value). Grey: the parameters' prior "
                "ranges. Blue: the sets that fit, means over replicates (black upright: the median). Thin black: one "
                "city, with its chance. All bands 5–95%, with fresh random numbers."}) +
           "</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>" + head({"Pengamatan", "Observation"}, false) +
           head({"Dari 0 ke kanan", "From 0 to the right"}, false) + head({"Teramati", "Observed"}) +
           head({"Rentang awal", "Prior"}) + head({"Himpunan", "Sets"}) + head({"Satu kota", "One city"}) +
           head({"Cocok", "Fit"}) + "</tr></thead><tbody>\n" + rows + "</tbody></table></div>";
}

std::string patterns_section(const CalibrationReport& report)
{
    const commitment::Hindcast& hindcast = report.calibration.hindcast();
    if (hindcast.patterns().empty()) return "";
    std::string rows;
    for (std::size_t k = 0; k < hindcast.patterns().size(); ++k) {
        const commitment::Pattern& pattern = hindcast.patterns()[k];
        const commitment::FittedPattern& of = report.check.patterns[k];
        const auto shows = [&](const sim::Trial& trial) { return hindcast.shows(pattern, trial.simulated.gave); };
        const std::vector<sim::Trial>& prior = report.result.first;
        const double before =
            static_cast<double>(std::count_if(prior.begin(), prior.end(), shows)) / static_cast<double>(prior.size());
        const auto share = [](double value) {
            return "<td class=\"n\">" + html(both([&](Language l) { return percent(value, l); })) + "</td>";
        };
        const bool passes = report.check.shows(k);
        rows += "<tr><th scope=\"row\">" + html(pattern.says) + "<br><span class=\"note\">" +
                html(both([&](Language l) { return sides_text(pattern, of, l); })) + "</span></th>" + share(before) +
                share(of.of_sets) + share(of.of_replicates) + "<td class=\"" + (passes ? "nothing" : "much") + "\">" +
                html(passes ? Words{"lulus", "pass"} : Words{"gagal", "fail"}) + "</td></tr>\n";
    }
    const auto head = [](const Words& words, bool right) {
        return std::string("<th scope=\"col\"") + (right ? " class=\"n\"" : "") + ">" + html(words) + "</th>";
    };
    return "<h2>" + html({"Pola yang harus tampak", "Patterns that must show"}) + "</h2><p>" +
           html({"Bagian himpunan yang rata-rata ulangannya menunjukkan pola itu, dan bagian ulangan satu demi satu. "
                 "Di bawahnya: apa yang "
                 "diberikan model, rata-rata dan 5 sampai 95 % ulangan.",
                 "The share of the sets whose means show the pattern, and of replicates one by one. Below each: what "
                 "the model gives, mean "
                 "and 5 to 95 % of replicates."}) +
           "</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>" + head({"Pola", "Pattern"}, false) +
           head({"Rentang awal", "Prior"}, true) + head({"Himpunan", "Sets"}, true) +
           head({"Satu kota", "One city"}, true) + head({"", ""}, false) + "</tr></thead><tbody>\n" + rows +
           "</tbody></table></div>";
}

struct Saying
{
    Lesson lesson;
    const char* style;
    Words words;
};

const std::array<Saying, 3> sayings = {
    Saying{Lesson::much, "much", {"banyak", "much"}},
    Saying{Lesson::little, "little", {"sedikit", "a little"}},
    Saying{Lesson::nothing, "nothing", {"tidak ada", "nothing"}},
};

std::string parameter_row(const CalibrationReport& report, std::size_t p, const Saying& saying)
{
    const ParameterInfo& row = *report.calibration.varied()[p];
    const sim::Learned& of = report.learned[p];
    const auto value = [&](double place) {
        return both([&](Language language) {
            return parameter_text(row.prior.lowest + place * (row.prior.highest - row.prior.lowest), language);
        });
    };
    std::vector<double> places;
    for (const sim::Trial& set : report.result.sets) places.push_back(set.place[p]);
    const Words prior = value(0) + Words{" – ", " – "} + value(1);
    const Words posterior =
        value(of.median) + Words{" (", " ("} + value(of.low) + Words{" – ", " – "} + value(of.high) + Words{")", ")"};
    const std::string name(row.name);
    const Words told = Words{name + ": rentang awal ", name + ": prior "} + prior +
                       Words{", sesudah data ", ", after the data "} + posterior;
    return "<tr><th scope=\"row\">" + html(commitment::parameter_label(name)) + "<br><span class=\"note\"><code>" +
           name + "</code> " + escaped_html(std::string(row.symbol)) + " · " + escaped_html(std::string(row.unit)) +
           "</span></th><td>" + histogram(places, told) + "</td><td class=\"n\">" + html(prior) +
           "</td><td class=\"n\">" + html(posterior) + "</td><td class=\"" + saying.style + "\">" + html(saying.words) +
           "</td></tr>\n";
}

std::string parameters_section(const CalibrationReport& report)
{
    std::string rows;
    for (const Saying& saying : sayings) {
        std::vector<std::size_t> order;
        for (std::size_t p = 0; p < report.learned.size(); ++p)
            if (report.learned[p].lesson == saying.lesson) order.push_back(p);
        if (saying.lesson != Lesson::nothing)
            std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return report.learned[a].distance > report.learned[b].distance;
            });
        for (const std::size_t p : order) rows += parameter_row(report, p, saying);
    }
    const auto head = [](const Words& words, bool right) {
        return std::string("<th scope=\"col\"") + (right ? " class=\"n\"" : "") + ">" + html(words) + "</th>";
    };
    return "<h2>" + html({"Parameter: sebelum dan sesudah data", "Parameters: before and after the data"}) +
           "</h2><p>" +
           html({"Tiap gambar membentang dari nilai terkecil sampai terbesar rentang awalnya. Kolom: banyaknya "
                 "himpunan yang cocok; garis putus-putus: tingginya kalau data tidak berkata apa-apa. \"Tidak ada\" "
                 "bukan berarti parameter itu tidak penting: data ini saja yang tidak dapat membedakannya.",
                 "Each picture reaches from the smallest to the largest value of the prior range. Columns: how many "
                 "sets fit; dashed line: their height if the data said nothing. “Nothing” does not mean that a "
                 "parameter does not matter: these data alone cannot tell."}) +
           "</p><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>" + head({"Parameter", "Parameter"}, false) +
           head({"Himpunan yang cocok", "Sets that fit"}, false) + head({"Rentang awal", "Prior"}, true) +
           head({"Tengah (5–95 %)", "Median (5–95%)"}, true) + head({"Data berkata", "The data say"}, false) +
           "</tr></thead><tbody>\n" + rows + "</tbody></table></div>";
}

std::string together_section(const CalibrationReport& report)
{
    if (report.together.empty()) return "";
    std::string rows;
    for (std::size_t k = 0; k < std::min<std::size_t>(report.together.size(), 8); ++k) {
        const sim::KnownTogether& pair = report.together[k];
        const auto& varied = report.calibration.varied();
        rows += "<li>" + html(commitment::parameter_label(varied[pair.first]->name)) + " " + html({"dan", "and"}) +
                " " + html(commitment::parameter_label(varied[pair.second]->name)) + ": " +
                html(both([&](Language l) { return number(pair.correlation, 2, l); })) + "</li>";
    }
    return "<h2>" + html({"Yang hanya bersama-sama diketahui", "What is known only together"}) + "</h2><p>" +
           html(
               {"Korelasi di antara himpunan yang cocok: sendiri-sendiri parameter ini boleh jauh berbeda, asal yang "
                "lain ikut. Karena itu himpunan dipakai utuh, tidak satu parameter demi satu.",
                "Correlations among the sets that fit: alone these parameters may lie far apart, if the other follows. "
                "That is why sets are used whole, not parameter by parameter."}) +
           "</p><ul>" + rows + "</ul>";
}

std::string provenance_section(const CalibrationReport& report)
{
    std::string files;
    for (const InputFile& file : report.inputs.files)
        if (calibration_rests_on(file.name))
            files +=
                "<li><code>" + escaped_html(file.name) + "</code> <code>" + sim::digest_of(file.text) + "</code></li>";
    std::string settings;
    for (const std::string& setting : report.inputs.settings) settings += " --set " + setting;
    const auto text = [&](std::size_t value) { return std::to_string(value); };
    const bool by_moves = !report.result.levels.empty();
    return "<h2>" + html({"Cara membuatnya", "How it was made"}) + "</h2><p>" +
           html(
               {"Tiap parameter yang punya rentang ditarik merata darinya, tidak bergantung yang lain. Satu himpunan "
                "cocok bila rata-rata ulangannya berada di dalam toleransi setiap pengamatan dan menunjukkan setiap "
                "pola "
                "masa lalu. Hasilnya sebaran posterior untuk model \"pengamatan = simulasi + galat di mana saja di "
                "dalam toleransi\" (Wilkinson 2013), " +
                    std::string(by_moves ? "dicari dengan komputasi Bayes hampiran (ABC) secara Monte Carlo berurutan."
                                         : "tanpa hampiran lain: himpunan ditarik sampai cukup yang cocok."),
                "Every parameter that has a range is drawn evenly from it, independent of the others. A set fits where "
                "the mean of its replicates is within the tolerance of every observation and shows every pattern of "
                "the "
                "history. What comes out is the posterior for the model “observed = simulated + an error anywhere "
                "within the tolerance” (Wilkinson 2013), " +
                    std::string(by_moves
                                    ? "found by approximate Bayesian computation (ABC) with sequential Monte Carlo."
                                    : "with no other approximation: sets were drawn until enough of them fit.")}) +
           "</p><p><code>layak calibrate " + escaped_html(report.inputs.city.id) + " --seed " +
           text(report.settings.seed) + " --sets " + text(report.settings.sets) + " --draws " +
           text(report.settings.first_draws) + " --replicates " + std::to_string(report.replicates) +
           escaped_html(settings) + "</code></p><p class=\"note\">layak " + version() + "; " +
           html({"sidik SHA-256 masukan:", "SHA-256 of the inputs:"}) + "</p><ul class=\"note\">" + files + "</ul><p>" +
           html({"Cara kerja tiap tuas adalah anggapan; satu kota dan satu masa tidak dapat mengujinya. Urutan rencana "
                 "lebih dapat dipercaya daripada angkanya.",
                 "How each lever acts is assumed; one city and one period cannot test it. The order of plans is worth "
                 "more than their figures."}) +
           "</p>";
}

/// What follows the city's name.
Words finding(const CalibrationReport& report)
{
    const auto told = std::count_if(report.learned.begin(), report.learned.end(),
                                    [](const sim::Learned& of) { return of.lesson != Lesson::nothing; });
    const std::string some = std::to_string(told), all = std::to_string(report.learned.size());
    return {": data berkata sesuatu tentang " + some + " dari " + all + " parameter",
            ": the data say something of " + some + " of " + all + " parameters"};
}

} // namespace

std::string calibration_page(const CalibrationReport& report, Language language)
{
    const bool id = language == Language::id;
    const std::string& city = report.inputs.city.name;
    const Words head = finding(report);
    const Words method = both([&](Language l) { return calibration_summary(report, l); });
    const Words again = both([&](Language l) { return percent(report.check.fit, l); });
    return std::string("<!doctype html>\n<html lang=\"") + (id ? "id" : "en") +
           "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
           "<title>" +
           escaped_html(city + head.in(language)) + "</title><style>" + style + "</style></head>\n<body>" +
           language_switch(language) + "<main><h1>" + isolated_html(city) + html(head) + "</h1><p>" + html(method) +
           "</p><p>" +
           html(again +
                Words{" dari himpunan cocok lagi dengan semua pengamatan bila dijalankan dengan angka acak baru.",
                      " of the sets fit all observations again when they are run with fresh random numbers."}) +
           "</p>" + observations_section(report) + patterns_section(report) + parameters_section(report) +
           together_section(report) + provenance_section(report) + "</main></body></html>\n";
}

} // namespace layak
