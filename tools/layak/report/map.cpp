// The kelurahan in their places, by month.

#include <algorithm>
#include <array>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/digits.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/outlines.hpp"
#include "tools/layak/report/map_places.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Field;
using sim::Language;
using sim::Words;

constexpr std::size_t most_numbers = 500'000; ///< of a map in the page: more months than these allow are left out

std::size_t place_of_field(Field field)
{
    return static_cast<std::size_t>(
        std::find(commitment::summary_fields.begin(), commitment::summary_fields.end(), field) -
        commitment::summary_fields.begin());
}

constexpr int none = -1; ///< of a kelurahan that has no such number

/// Whole millionths, rounded down: so that what is below a limit stays below it, in colours and in figures. What is
/// more than nothing stays so too.
int millionths(float value)
{
    if (std::isnan(value)) return none;
    constexpr double noise = 1e-6; // of the product: far below the last stored digit
    return value > 0 ? std::max(1, static_cast<int>(std::floor(stored_digits(value) * 1e6 + noise))) : 0;
}

struct Quantity
{
    const char* key;
    Words name;
    Field field;
    bool of_community;
    bool is_share;                         ///< told in per cent
    std::array<double, 5> limits;          ///< of the classes of its colours, the same for every plan and month
    double commitment::Parameters::*layak; ///< from which a kelurahan may be layak; none: it hangs on something else
};
const Quantity quantities[] = {{"action",
                                {"tindakan", "action"},
                                Field::action,
                                false,
                                false,
                                {0.1, 0.2, 0.3, 0.4, 0.5},
                                &commitment::Parameters::layak_action},
                               {"written",
                                {"peluang komitmen tertulis", "chance that commitment is in writing"},
                                Field::written,
                                false,
                                true,
                                {0.1, 0.3, 0.5, 0.7, 0.9},
                                nullptr},
                               {"involved",
                                {"keluarga terlibat", "families involved"},
                                Field::programme,
                                true,
                                true,
                                {0.02, 0.05, 0.1, 0.2, 0.5},
                                &commitment::Parameters::layak_involved}};

/// What it is called: of one replicate what is in writing is no chance.
Words shown_name(const ReportedRun& run, const Quantity& quantity)
{
    return run.is_single() && quantity.field == Field::written ? Words{"komitmen tertulis", "commitment in writing"}
                                                               : quantity.name;
}

/// [plan][month][place] in millionths, `none` where there is no number.
using Pictures = std::vector<std::vector<std::vector<int>>>;

std::optional<std::uint32_t> institution_of(const Places& places, const Quantity& quantity, std::size_t place)
{
    return quantity.of_community ? places.community[place] : std::optional(places.kelurahan[place]);
}

Pictures pictures_of(const ReportedRun& run, const Places& places, const Quantity& quantity,
                     const std::vector<std::uint32_t>& months)
{
    Pictures out(run.plans());
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        for (const std::uint32_t month : months) {
            std::vector<int>& row = out[plan].emplace_back();
            for (std::size_t k = 0; k < places.kelurahan.size(); ++k) {
                const auto of = institution_of(places, quantity, k);
                row.push_back(of ? millionths(run.institution_mean(place_of_field(quantity.field), plan, month, *of))
                                 : none);
            }
        }
    return out;
}

/// The largest distance between two kelurahan in any month of any plan.
double most_apart(const Pictures& pictures)
{
    int most = 0;
    for (const auto& of_plan : pictures)
        for (const std::vector<int>& picture : of_plan) {
            std::optional<int> low, high;
            for (const int value : picture)
                if (value != none)
                    low = std::min(low.value_or(value), value), high = std::max(high.value_or(value), value);
            if (low) most = std::max(most, *high - *low);
        }
    return most / 1e6;
}

/// [plan][month] whether the kelurahan with the highest mean is above the one with the lowest in nine of ten replicates
/// or more: its 5 % quantile lies above the other's 95 % one. The result keeps no pairs of kelurahan.
std::vector<std::vector<int>> told_apart(const ReportedRun& run, const Places& places, const Quantity& quantity,
                                         const Pictures& pictures, const std::vector<std::uint32_t>& months)
{
    const std::size_t levels = commitment::quantile_levels.size();
    const std::string field(commitment::field_names[static_cast<std::size_t>(quantity.field)]);
    const std::vector<float> quantiles = run.stored.file().read<float>(field + "_quantile");
    const auto quantile = [&](std::uint32_t plan, std::size_t level, std::uint32_t month, std::size_t place) {
        return quantiles.at(((std::size_t{plan} * levels + level) * run.result.months + month) *
                                run.result.institutions +
                            *institution_of(places, quantity, place));
    };
    std::vector<std::vector<int>> out(run.plans());
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        for (std::size_t m = 0; m < months.size(); ++m) {
            const std::vector<int>& picture = pictures[plan][m];
            std::optional<std::size_t> low, high; // the first of equals, as the script has it
            for (std::size_t k = 0; k < picture.size(); ++k) {
                if (picture[k] == none) continue;
                if (!low || picture[k] < picture[*low]) low = k;
                if (!high || picture[k] > picture[*high]) high = k;
            }
            out[plan].push_back(low &&
                                quantile(plan, 0, months[m], *high) > quantile(plan, levels - 1, months[m], *low));
        }
    return out;
}

nlohmann::ordered_json json_of_quantity(const ReportedRun& run, const Quantity& quantity, const Pictures& pictures)
{
    const commitment::Parameters& of = run.city.parameters;
    nlohmann::ordered_json out{
        {"key", quantity.key},
        {"name", json_of(shown_name(run, quantity))},
        {"share", quantity.is_share},
        {"limits", quantity.limits},
        {"layak", quantity.layak != nullptr ? nlohmann::ordered_json(of.*quantity.layak) : nullptr}};
    // A chance of none or all of the replicates is no 0 or 100 %: what it may be at most, and at least.
    if (quantity.field == Field::written && !run.is_single())
        out["ends"] = {drawn(run.judging().chance(0.0).high), drawn(run.judging().chance(1.0).low)};
    for (const auto& of_plan : pictures) {
        nlohmann::ordered_json by_month = nlohmann::ordered_json::array();
        for (const std::vector<int>& picture : of_plan) {
            nlohmann::ordered_json row = nlohmann::ordered_json::array();
            for (const int value : picture)
                row.push_back(value == none ? nlohmann::ordered_json() : nlohmann::ordered_json(value));
            by_month.push_back(std::move(row));
        }
        out["plans"].push_back(std::move(by_month));
    }
    return out;
}

/// Whose outlines are drawn.
Words outlines_remark(const ReportedRun& run)
{
    const std::string by = attribution_of(run.inputs.files);
    if (!by.empty()) return {"Batas wilayah: " + by + ".", "Boundaries: " + by + "."};
    return {"Batas wilayah: berkas boundaries.geojson di folder kota, tanpa keterangan sumber.",
            "Boundaries: the file boundaries.geojson in the city's folder, which names no source."};
}

/// The months that are shown: all, or the last of each year where all would make the page too large.
std::vector<std::uint32_t> months_of(const ReportedRun& run, const Places& places)
{
    const bool all = places.kelurahan.size() * run.result.months * run.plans() * std::size(quantities) <= most_numbers;
    std::vector<std::uint32_t> months;
    for (std::uint32_t month = 0; month < run.result.months; ++month)
        if (all || run.month(month).month_of_year() == 12 || month == run.last_month()) months.push_back(month);
    return months;
}

/// What each kelurahan's colour is the mean of.
std::string means_remark(const ReportedRun& run, Language language)
{
    if (run.is_single()) return "";
    return language == Language::id ? " Rata-rata semua ulangan; dalam satu ulangan kelurahan lebih beragam."
                                    : " Means over all replicates; in a single one kelurahan differ more.";
}

Words map_note(const ReportedRun& run, const Places& places)
{
    const int most = *std::max_element(places.families.begin(), places.families.end());
    return both([&](Language language) {
        const bool id = language == Language::id;
        return (id ? "Satu lingkaran = satu kelurahan di tempatnya (digeser sedikit agar tidak bertumpuk); luasnya "
                     "sebanding dengan jumlah keluarga (terbesar: "
                   : "A circle = a kelurahan in its place (moved a little so that none lies on another); its area goes "
                     "by its families (the largest: ") +
               number(most, 0, language) +
               (id ? "; yang sangat kecil digambar lebih besar). Garis abu-abu: bertetangga dalam satu kecamatan."
                   : "; very small ones are drawn larger). Grey lines: neighbours in one kecamatan.") +
               means_remark(run, language);
    });
}

/// In place of map_note where outlines are drawn. \param outlines  [place], some maybe empty
Words outline_note(const ReportedRun& run, const nlohmann::ordered_json& outlines)
{
    const bool some_lack = std::any_of(outlines.begin(), outlines.end(), [](const auto& of) { return of.empty(); });
    return both([&](Language language) {
        const bool id = language == Language::id;
        return std::string(id ? "Satu bidang = wilayah satu kelurahan; luasnya bukan jumlah keluarga."
                              : "An area = the land of a kelurahan; its size does not tell of its families.") +
               (!some_lack ? ""
                : id       ? " Lingkaran: kelurahan yang batasnya tidak diketahui."
                           : " A circle: a kelurahan whose boundary is not known.") +
               means_remark(run, language);
    });
}

/// Action at the end: what the table shows until another picture is chosen.
WordTable map_table(const ReportedRun& run, const Places& places, const Words& title)
{
    WordTable table{title, {{{"Kelurahan", "Kelurahan"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        table.rows.front().push_back(run.name(plan) +
                                     both([&](Language l) { return ", " + run.month_text(run.last_month(), l); }));
    for (const std::uint32_t i : places.kelurahan) {
        const std::string name = printable(run.city.institutions[i].name);
        auto& row = table.rows.emplace_back();
        row.push_back({name, name});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const int value =
                millionths(run.institution_mean(place_of_field(Field::action), plan, run.last_month(), i));
            row.push_back(both([&](Language l) { return number(value / 1e6, 2, l); }));
        }
    }
    return table;
}

} // namespace

std::string map_section(const ReportedRun& run, Charts& charts)
{
    const Places places = places_of(run);
    if (places.kelurahan.size() < 3) return "";
    const std::vector<std::uint32_t> months = months_of(run, places);
    nlohmann::ordered_json chart{{"kind", "map"},
                                 {"kelurahan", kelurahan_of(run, places)},
                                 {"ties", ties_of(run, places)},
                                 {"months", months},
                                 {"plan", run.leader()},
                                 {"differences", run.is_comparison}};
    Figure figure;
    if (auto outlines = outlines_of(run, places); !outlines.is_null()) {
        chart["outlineNote"] = json_of(outline_note(run, outlines));
        chart["outlines"] = std::move(outlines);
        figure.remark = outlines_remark(run);
    }
    std::vector<MostApart> widths;
    for (const Quantity& quantity : quantities) {
        const Pictures pictures = pictures_of(run, places, quantity, months);
        const Words name = shown_name(run, quantity);
        widths.push_back({name, most_apart(pictures), quantity.is_share});
        chart["quantities"].push_back(json_of_quantity(run, quantity, pictures));
        if (!run.is_single()) chart["quantities"].back()["apart"] = told_apart(run, places, quantity, pictures, months);
    }
    figure.id = "peta-kelurahan";
    figure.title = told(run, map_title(widths, !run.is_single()));
    figure.note = map_note(run, places);
    figure.table = map_table(run, places, figure.title);
    const std::string count = std::to_string(places.kelurahan.size());
    return heading("peta", Words{"Peta " + count + " kelurahan", "Map of the " + count + " kelurahan"}) +
           figure.html(std::move(chart), charts);
}

} // namespace layak
