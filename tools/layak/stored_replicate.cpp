#include "tools/layak/stored_replicate.hpp"

#include <array>
#include <cmath>

#include "sim/text/number.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {
namespace {

using namespace commitment;

constexpr std::uint32_t lanes = sim::Block::replicates;

/// Where a block keeps the field of an institution; nothing where the institution has no such state.
std::optional<std::uint32_t> place_in_block(const PackedCity& packed, Kind kind, Field field, std::uint32_t institution)
{
    if (!has_field(kind, field)) return std::nullopt;
    // Its block tells it without the floor of an instruction, the file with it.
    if (kind == Kind::city && field == Field::leadership) return std::nullopt;
    if (field >= Field::unaware && field <= Field::involved) return packed.community_of[institution];
    return field == Field::advocacy ? packed.business_of[institution] : institution;
}

} // namespace

StoredReplicate::StoredReplicate(const StoredRun& run, std::uint32_t replicate, std::uint32_t plan,
                                 std::uint32_t months)
    : run_(run)
{
    const City& city = run.inputs().city;
    const auto kecamatan = static_cast<std::uint32_t>(city.count(Kind::kecamatan));
    width_ = series_count(kecamatan);
    const auto table = outcome_table();
    for (std::uint32_t k = 0; k < table.size(); ++k)
        series_.push_back(
            {table[k].name, k, false,
             run.file().read_slab<double>(variable_name(table[k].name), {replicate, plan, 0}, {1, 1, months})});
    /// A variable with one more dimension: a series for each place in it.
    const auto add = [&](const std::string& variable, const std::vector<std::string>& names, bool is_double,
                         const auto& place) {
        const std::vector<double> stored =
            run.file().read_slab<double>(variable, {replicate, plan, 0, 0}, {1, 1, months, names.size()});
        for (std::uint32_t k = 0; k < names.size(); ++k) {
            Series& series = series_.emplace_back(Series{variable + " " + names[k], place(k), is_double, {}});
            for (std::uint32_t m = 0; m < months; ++m) series.stored.push_back(stored[m * names.size() + k]);
        }
    };
    const std::vector<std::string> levers =
        run.file().has("lever") ? run.file().read<std::string>("lever") : std::vector<std::string>();
    std::vector<std::uint32_t> lever_places;
    for (const std::string& name : levers)
        for (std::uint32_t lever = 0; lever < lever_count; ++lever)
            if (lever_table()[lever].name == name) lever_places.push_back(lever);
    constexpr auto all_levers = static_cast<std::uint32_t>(lever_count);
    if (!levers.empty() && lever_places.size() == levers.size()) {
        const auto after = [&](std::uint32_t accounts) {
            return [&, accounts](std::uint32_t k) { return outcome::count + accounts * all_levers + lever_places[k]; };
        };
        add("cost", levers, true, after(0));
        add("undelivered", levers, true, after(1));
        add("lapsed", levers, false, after(2));
    }
    if (run.file().has("trained_by"))
        add("trained_by", {trained_by_names.begin(), trained_by_names.end()}, false,
            [](std::uint32_t k) { return outcome::count + 3 * all_levers + k; });
    if (run.file().has("trained_moved"))
        series_.push_back({"trained_moved", trained_moved_series, false,
                           run.file().read_slab<double>("trained_moved", {replicate, plan, 0}, {1, 1, months})});
    if (kecamatan > 0) {
        const auto ids = run.file().read<std::string>("kecamatan");
        for (std::uint32_t which = 0; which < district_outcome_names.size(); ++which)
            add("kecamatan_" + std::string(district_outcome_names[which]), ids, false, [which](std::uint32_t k) {
                return first_district_series + k * static_cast<std::uint32_t>(district_outcome_names.size()) + which;
            });
    }
    if (run.options().raw)
        for (std::uint32_t f = 0; f < field_count; ++f)
            fields_.push_back(
                {static_cast<Field>(f), run.file().read_slab<float>(field_names[f], {replicate, plan, 0, 0},
                                                                    {1, 1, months, city.institutions.size()})});
}

std::string StoredReplicate::difference(std::uint32_t month, CommitmentBlock& block, int lane,
                                        const PackedCity& packed) const
{
    std::vector<double> series(std::size_t{width_} * lanes);
    block.observe(nullptr, series.data());
    const sim::OfLane<double> now{series.data() + lane};
    const auto told = [&](const std::string& name, double stored, double computed) {
        return to_text(run_.inputs().city.start + static_cast<int>(month)) + ", " + name + ": " +
               sim::shortest(stored) + " / " + sim::shortest(computed);
    };
    for (const Series& of : series_) {
        const double here = of.is_double ? now[of.place] : double{static_cast<float>(now[of.place])};
        if (of.stored[month] != here) return told(of.name, of.stored[month], here);
    }
    const auto& institutions = run_.inputs().city.institutions;
    for (const Institutions& of : fields_)
        for (std::uint32_t i = 0; i < institutions.size(); ++i) {
            const auto place = place_in_block(packed, institutions[i].kind, of.field, i);
            if (!place) continue;
            const float stored = of.stored[month * institutions.size() + i];
            const auto here =
                static_cast<float>(block.field(of.field)[*place * lanes + static_cast<std::uint32_t>(lane)]);
            if (stored != here)
                return told(std::string(field_names[static_cast<std::size_t>(of.field)]) + " of " + institutions[i].id,
                            double{stored}, double{here});
        }
    return "";
}

} // namespace layak
