// The page of a sweep: how much is enough, outcomes against a lever, and which factors matter.

#include <algorithm>
#include <cmath>

#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/report/page.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/sweep_shown.hpp"
#include "tools/layak/sweep_table.hpp"

namespace layak {
namespace {

using commitment::Measure;
using sim::Language;
using sim::Words;

constexpr std::size_t most_panels = 12;

const char* name_of(Measure measure)
{
    return measure == Measure::share ? "share" : measure == Measure::count ? "count" : "level";
}

/// A sweep with its curves, in both languages.
class SweepPage
{
  public:
    explicit SweepPage(const StoredSweep& sweep)
        : sweep_(sweep), id_(sweep, Language::id, 100), en_(sweep, Language::en, 100), layout_(curve_layout(sweep))
    {
        if (layout_.groups.empty()) return;
        const auto costs = sweep.cost();
        for (const std::uint32_t outcome : chosen_outcomes(sweep.sampled().outcomes))
            curves_.push_back(curves_of(sweep, layout_, outcome, costs, sweep_confidence));
    }

    PageParts parts()
    {
        Charts charts;
        PageParts parts{title(), sweep_.city_name(), head(), "", {}};
        parts.sections = enough() + curves(charts) + strengths_section(sweep_, charts) +
                         limits_section(sweep_.covers_parameters(), false) + origin() + glossary_section();
        parts.data = {
            {"title", json_of(parts.title)}, {"plans", nlohmann::ordered_json::array()}, {"charts", std::move(charts)}};
        return parts;
    }

  private:
    const ShownSweep& shown(Language language) const { return language == Language::id ? id_ : en_; }
    std::size_t groups() const { return std::min(layout_.groups.size(), most_panels); }
    std::string level(std::size_t group, std::size_t at, Language language) const
    {
        return shown(language).level(layout_.factor, layout_.groups[group].levels[at]);
    }
    std::string group_name(std::size_t group, Language language) const
    {
        const CurveGroup& of = layout_.groups[group];
        return shown(language).row(of.rows.front(), of.others);
    }
    Words lever() const { return factor_label(sweep_.factors()[layout_.factor].name); }
    Words month() const
    {
        return both([&](Language language) { return month_name(sweep_.months().back(), language); });
    }

    /// The levels that are enough over all groups, of the first outcome; nothing where none has an effect for sure.
    std::optional<std::pair<std::string, std::string>> enough_range(Language language) const
    {
        std::optional<std::pair<double, double>> range;
        for (std::size_t g = 0; g < groups(); ++g) {
            const sim::ResponseCurve& curve = curves_.front().curves[g];
            if (!curve.enough) continue;
            const double at = layout_.groups[g].levels[*curve.enough];
            range = range ? std::pair(std::min(range->first, at), std::max(range->second, at)) : std::pair(at, at);
        }
        if (!range) return std::nullopt;
        const auto text = [&](double value) { return shown(language).level(layout_.factor, value); };
        return std::pair(text(range->first), text(range->second));
    }

    Words title() const
    {
        if (curves_.empty())
            return both([&](Language language) {
                return language == Language::id ? "Apa yang menentukan hasil di " + sweep_.city_name()
                                                : "What decides the outcome in " + sweep_.city_name();
            });
        return both([&](Language language) {
            const bool id = language == Language::id;
            const auto enough = enough_range(language);
            if (!enough)
                return capital(lever().in(language)) +
                       (id ? ": tidak ada tingkat yang nyata lebih baik" : ": no level is better for sure");
            const std::string range =
                enough->first == enough->second ? enough->first : enough->first + " – " + enough->second;
            const std::string outcome = " (" + info_of(curves_.front().outcome).meaning.in(language) + ")";
            return capital(lever().in(language)) +
                   (id ? ": " + range + " sudah memberi 90 % dari perbaikan terbesar"
                       : ": " + range + " brings 90% of the largest gain") +
                   outcome;
        });
    }

    std::string head() const
    {
        const Words covers =
            sweep_.covers_parameters()
                ? Words{"Rentang dan selang 90 % mencakup kebetulan dan ketidakpastian parameter.",
                        "Ranges and 90% intervals cover chance and what the parameters leave open."}
                : Words{
                      "Rentang dan selang 90 % mencakup kebetulan saja, dengan parameter baku atau parameter barisnya.",
                      "Ranges and 90% intervals cover chance alone, with the default parameters or those of the row."};
        return "<p class=\"note\">" + html(both([&](Language language) {
                   const bool id = language == Language::id;
                   return sweep_.city_name() + " · " + month().in(language) + " · " +
                          number(sweep_.rows(), 0, language) + (id ? " baris rancangan, " : " rows of a design, ") +
                          number(sweep_.replicates(), 0, language) +
                          (id ? " ulangan tiap baris" : " replicates of each");
               })) +
               "</p><h1>" + html(title()) + "</h1>" + paragraph(covers) + failures() + "<p class=\"proxy\">" +
               html({"Semua angka adalah hasil model. Indeks dan status \"layak\" adalah proksi, bukan skor resmi "
                     "evaluasi KLA.",
                     "All figures come from a model. The index and “layak” are proxies, not the official KLA score."}) +
               html(few_text(static_cast<std::uint32_t>(sweep_.replicates()))) + "</p>";
    }

    std::string failures() const
    {
        if (sweep_.failed() == 0) return "";
        return paragraph(both([&](Language language) {
            return number(static_cast<double>(sweep_.failed()), 0, language) +
                   (language == Language::id ? " simulasi gagal dan tidak dihitung."
                                             : " runs failed and are left out.");
        }));
    }

    std::string enough() const
    {
        if (curves_.empty()) return "";
        WordTable table{{"Berapa yang cukup", "How much is enough"}, {{{"Rencana", "Plan"}}}};
        for (const SweepCurves& of : curves_) table.rows.front().push_back(info_of(of.outcome).meaning);
        for (std::size_t g = 0; g < groups(); ++g) {
            auto& row = table.rows.emplace_back();
            row.push_back(both([&](Language language) { return group_name(g, language); }));
            for (const SweepCurves& of : curves_) {
                row.push_back(both([&](Language language) {
                    return enough_text(shown(language), of.curves[g], layout_.groups[g], layout_.factor);
                }));
            }
        }
        return heading("cukup", {"Berapa yang cukup", "How much is enough"}) +
               paragraph(Words{"Tingkat terendah dari ", "The lowest level of the "} + lever() +
                         Words{" yang memberi 90 % dari perbaikan terbesar di antara tingkat yang dicoba.",
                               " that brings 90% of the largest gain among the levels tried."}) +
               "<div class=\"wrap\">" + table.html() + "</div>\n" + left_out();
    }

    std::string left_out() const
    {
        if (layout_.groups.size() <= most_panels) return "";
        return paragraph(both([&](Language language) {
                             const std::string more =
                                 number(static_cast<double>(layout_.groups.size() - most_panels), 0, language);
                             return language == Language::id ? more + " kurva lagi ada di table.csv."
                                                             : more + " more curves are in table.csv.";
                         }),
                         "note");
    }

    std::string curves(Charts& charts) const
    {
        if (curves_.empty()) return "";
        std::string out = heading("kurva", {"Hasil menurut besarnya", "Outcomes by how much of it"});
        for (const SweepCurves& of : curves_) out += curve_figure(of, charts);
        return out;
    }

    std::string curve_figure(const SweepCurves& of, Charts& charts) const
    {
        const commitment::OutcomeInfo& info = info_of(of.outcome);
        const std::string& factor = sweep_.factors()[layout_.factor].name;
        double most = 0;
        for (const CurveGroup& group : layout_.groups) most = std::max(most, group.levels.back());
        const double unit = !is_money(factor) ? 1 : unit_of_rupiah(most);
        nlohmann::ordered_json chart{{"kind", "curve"}, {"measure", name_of(info.measure)}};
        Figure figure;
        figure.id = "kurva-" + std::string(info.name);
        std::replace(figure.id.begin(), figure.id.end(), '.', '-');
        figure.table = {info.meaning,
                        {{{"Rencana, tingkat", "Plan, level"},
                          {"rata-rata (5–95 %)", "mean (5–95%)"},
                          {"dari tingkat sebelumnya", "over the level before"},
                          price_head(info.measure)}}};
        for (std::size_t g = 0; g < groups(); ++g) add_panel(of, g, unit, chart, figure.table);
        figure.title = both([&](Language language) {
            return capital(info.meaning.in(language)) + (language == Language::id ? " menurut " : " by ") +
                   lever().in(language);
        });
        figure.note = both([&](Language language) {
            const bool id = language == Language::id;
            return month().in(language) +
                   (id ? ". Titik: rata-rata; pita: 5–95 % dari ulangan; lingkaran: tingkat yang cukup. Mendatar: "
                       : ". Points: means; band: 5–95% of the replicates; ring: the level that is enough. Across: ") +
                   lever().in(language) +
                   (unit >= 1e9   ? (id ? ", miliar rupiah" : ", billions of rupiah")
                    : unit >= 1e6 ? (id ? ", juta rupiah" : ", millions of rupiah")
                                  : "") +
                   ".";
        });
        std::string conclusions = "<ul>";
        for (std::size_t g = 0; g < groups(); ++g)
            conclusions += "<li><b>" + html(both([&](Language language) { return group_name(g, language); })) +
                           "</b>: " + html(both([&](Language language) {
                               return curve_conclusion(shown(language), of.curves[g], layout_.groups[g], layout_.factor,
                                                       info.measure);
                           })) +
                           ".</li>";
        return figure.html(std::move(chart), charts) + conclusions + "</ul>\n";
    }

    static Words price_head(Measure measure)
    {
        switch (measure) {
        case Measure::count: return {"rupiah tiap tambahan satu", "rupiah for one more"};
        case Measure::share: return {"rupiah tiap poin persen", "rupiah a percentage point"};
        default: return {"rupiah tiap 0,01", "rupiah for 0.01"};
        }
    }

    void add_panel(const SweepCurves& of, std::size_t g, double unit, nlohmann::ordered_json& chart,
                   WordTable& table) const
    {
        const CurveGroup& group = layout_.groups[g];
        const sim::ResponseCurve& curve = of.curves[g];
        const Measure measure = info_of(of.outcome).measure;
        nlohmann::ordered_json panel{
            {"name", json_of(both([&](Language language) { return group_name(g, language); }))},
            {"enough", curve.enough ? nlohmann::ordered_json(*curve.enough) : nullptr}};
        for (std::size_t at = 0; at < curve.levels.size(); ++at) {
            const sim::Response& response = curve.levels[at];
            const bool capped = id_.is_capped(group.rows[at], layout_.factor);
            const bool capped_before = at > 0 && id_.is_capped(group.rows[at - 1], layout_.factor);
            panel["levels"].push_back({drawn(group.levels[at] / unit), drawn(response.low), drawn(response.mean),
                                       drawn(response.high), capped});
            table.rows.push_back({both([&](Language language) {
                                      return group_name(g, language) + ", " + level(g, at, language) +
                                             (capped ? " *" : "");
                                  }),
                                  both([&](Language language) {
                                      return sweep_figure(response.mean, measure, language) + " (" +
                                             sweep_figure(response.low, measure, language) + "–" +
                                             sweep_figure(response.high, measure, language) + ")";
                                  }),
                                  at == 0 ? Words{"", ""} : both([&](Language language) {
                                      return gain_text(response.gain, response.gain_interval, measure, language);
                                  }),
                                  at == 0                                      ? Words{"", ""}
                                  : is_price_of_cap(capped_before, capped)     ? Words{"* (pagu)", "* (limit)"}
                                  : response.price && response.extra_cost <= 0 ? Words{"tidak lebih mahal", "no dearer"}
                                  : response.price                             ? both([&](Language language) {
                                        return rupiah(*response.price * priced_amount(measure), language);
                                    })
                                                                               : Words{"–", "–"}});
        }
        chart["panels"].push_back(std::move(panel));
    }

    std::string origin() const
    {
        const auto row = [](const Words& what, const std::string& cell) {
            return "<tr><th scope=\"row\">" + html(what) + "</th><td>" + cell + "</td></tr>";
        };
        const auto about = [&](const char* name) {
            return escaped_html(sweep_.file().attribute<std::string>(name).value_or(""));
        };
        return heading("asal", {"Asal-usul", "Where it comes from"}) +
               "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Asal-usul · Where it comes "
               "from\"><table class=\"origin\"><tbody>" +
               row({"Hasil", "Result"}, html(both([&](Language l) {
                       return std::string("sweep (") + sweep_.sampled().sampling + ") · " +
                              number(sweep_.rows(), 0, l) + (l == Language::id ? " baris × " : " rows × ") +
                              number(sweep_.replicates(), 0, l) + (l == Language::id ? " ulangan" : " replicates");
                   }))) +
               row({"Kota", "City"}, escaped_html(sweep_.city_name())) + row({"Program", "Program"}, about("source")) +
               row({"Benih acak", "Seed"}, about("seed")) +
               row({"Sidik isi", "Digest of the content"}, "<code>" + about("content_sha256") + "</code>") +
               row({"Ulangi", "Repeat"},
                   "<code>layak verify " + escaped_html(sweep_.path().parent_path().filename().string()) + "</code>") +
               row({"Grafik", "Charts"},
                   html({"Vega, Vega-Lite dan Vega-Embed (BSD-3), dibawa halaman ini sendiri",
                         "Vega, Vega-Lite and Vega-Embed (BSD-3), carried by this page itself"})) +
               "</tbody></table></div>\n";
    }

    const StoredSweep& sweep_;
    ShownSweep id_, en_;
    CurveLayout layout_;
    std::vector<SweepCurves> curves_; ///< [outcome]
};

} // namespace

std::string sweep_page(const StoredSweep& sweep, Language language)
{
    return whole_page(SweepPage(sweep).parts(), language);
}

} // namespace layak
