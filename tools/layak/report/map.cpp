// The kelurahan in their places, by month.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Field;
using commitment::Institution;
using commitment::Kind;
using sim::Language;
using sim::Words;

constexpr std::size_t most_numbers = 700'000; ///< of a map in the page: more months than these allow are left out

std::size_t place_of_field(Field field)
{
    return static_cast<std::size_t>(
        std::find(commitment::summary_fields.begin(), commitment::summary_fields.end(), field) -
        commitment::summary_fields.begin());
}

/// Kelurahan that have a point, with the community in each.
struct Places
{
    std::vector<std::uint32_t> kelurahan;
    std::vector<std::optional<std::uint32_t>> community; ///< [place]
    std::vector<int> families;                           ///< [place]
};

Places places_of(const ReportedRun& run)
{
    Places places;
    const auto& all = run.city.institutions;
    std::vector<std::optional<std::uint32_t>> community(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
        if (all[i].kind == Kind::community && all[i].parent) community[all[i].parent->value()] = i;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].kind != Kind::kelurahan || !all[i].longitude || !all[i].latitude) continue;
        places.kelurahan.push_back(i);
        places.community.push_back(community[i]);
        places.families.push_back(community[i] ? all[*community[i]].families : 0);
    }
    return places;
}

/// Whole hundredths: what six classes need.
int hundredths(float value) { return std::isnan(value) ? 0 : static_cast<int>(std::lround(value * 100)); }

nlohmann::ordered_json kelurahan_of(const ReportedRun& run, const Places& places)
{
    // Kilometres from the middle: near the equator a degree of longitude is as long as one of latitude, but for a
    // cosine.
    double longitude = 0, latitude = 0;
    for (const std::uint32_t i : places.kelurahan) {
        longitude += *run.city.institutions[i].longitude / static_cast<double>(places.kelurahan.size());
        latitude += *run.city.institutions[i].latitude / static_cast<double>(places.kelurahan.size());
    }
    constexpr double kilometres = 111.32;
    const double narrowing = std::cos(latitude * 3.14159265358979 / 180);
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    const auto tenths = [](double value) { return std::round(value * 100) / 100; };
    for (std::size_t k = 0; k < places.kelurahan.size(); ++k) {
        const Institution& of = run.city.institutions[places.kelurahan[k]];
        const std::string parent = of.parent ? run.city.at(*of.parent).name : "";
        out.push_back({{"name", of.name},
                       {"parent", parent},
                       {"families", places.families[k]},
                       {"x", tenths((*of.longitude - longitude) * kilometres * narrowing)},
                       {"y", tenths((*of.latitude - latitude) * kilometres)}});
    }
    return out;
}

nlohmann::ordered_json ties_of(const ReportedRun& run, const Places& places)
{
    nlohmann::ordered_json ties = nlohmann::ordered_json::array();
    std::vector<int> place(run.city.institutions.size(), -1);
    for (std::size_t k = 0; k < places.kelurahan.size(); ++k) place[places.kelurahan[k]] = static_cast<int>(k);
    for (const auto& [a, b] : run.city.borders)
        if (place[a.value()] >= 0 && place[b.value()] >= 0 && run.city.at(a).parent == run.city.at(b).parent)
            ties.push_back({place[a.value()], place[b.value()]});
    return ties;
}

struct Quantity
{
    const char* key;
    Words name;
    Field field;
    bool of_community;
};
const Quantity quantities[] = {{"action", {"tindakan", "action"}, Field::action, false},
                               {"written", {"tertulis", "in writing"}, Field::written, false},
                               {"involved", {"keluarga", "families"}, Field::programme, true}};

} // namespace

std::string map_section(const ReportedRun& run, Charts& charts)
{
    const Places places = places_of(run);
    if (places.kelurahan.size() < 3) return "";
    std::vector<std::uint32_t> months;
    const bool all_months =
        places.kelurahan.size() * run.result.months * run.plans() * std::size(quantities) <= most_numbers;
    for (std::uint32_t month = 0; month < run.result.months; ++month)
        if (all_months || run.month(month).month_of_year() == 12 || month == run.last_month()) months.push_back(month);
    nlohmann::ordered_json chart{{"kind", "map"},
                                 {"kelurahan", kelurahan_of(run, places)},
                                 {"ties", ties_of(run, places)},
                                 {"months", months},
                                 {"plan", run.leader()},
                                 {"differences", run.is_comparison}};
    for (const Quantity& quantity : quantities) {
        nlohmann::ordered_json values{{"key", quantity.key}, {"name", json_of(quantity.name)}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            nlohmann::ordered_json by_month = nlohmann::ordered_json::array();
            for (const std::uint32_t month : months) {
                nlohmann::ordered_json row = nlohmann::ordered_json::array();
                for (std::size_t k = 0; k < places.kelurahan.size(); ++k) {
                    const std::uint32_t i =
                        quantity.of_community ? places.community[k].value_or(places.kelurahan[k]) : places.kelurahan[k];
                    row.push_back(hundredths(run.institution_mean(place_of_field(quantity.field), plan, month, i)));
                }
                by_month.push_back(std::move(row));
            }
            values["plans"].push_back(std::move(by_month));
        }
        chart["quantities"].push_back(std::move(values));
    }
    const std::string count = std::to_string(places.kelurahan.size());
    Figure figure;
    figure.id = "peta-kelurahan";
    figure.title = {"Kelurahan di tempatnya, bulan demi bulan", "The kelurahan in their places, month by month"};
    figure.note = {
        "Satu lingkaran = satu kelurahan di tempatnya (digeser sedikit agar tidak bertumpuk); luasnya sebanding dengan "
        "jumlah "
        "keluarga. Garis abu-abu: bertetangga dalam satu kecamatan. Rata-rata semua ulangan; dalam satu ulangan "
        "kelurahan lebih "
        "beragam.",
        "A circle = a kelurahan in its place (moved a little so that none lies on another); its area goes by its "
        "families. Grey "
        "lines: neighbours in one kecamatan. Means over all replicates; in a single one kelurahan differ more."};
    figure.table = {figure.title, {{{"Kelurahan", "Kelurahan"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        figure.table.rows.front().push_back(
            run.name(plan) + both([&](Language l) { return ", " + run.month_text(run.last_month(), l); }));
    for (const std::uint32_t i : places.kelurahan) {
        const std::string name = printable(run.city.institutions[i].name);
        auto& row = figure.table.rows.emplace_back();
        row.push_back({name, name});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const auto value =
                static_cast<double>(run.institution_mean(place_of_field(Field::action), plan, run.last_month(), i));
            row.push_back(both([&](Language l) { return number(value, 2, l); }));
        }
    }
    return heading("peta", Words{"Peta " + count + " kelurahan", "Map of " + count + " kelurahan"}) +
           figure.html(std::move(chart), charts);
}

} // namespace layak
