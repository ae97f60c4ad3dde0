#include "models/commitment/parameter_sets.hpp"

#include <algorithm>
#include <map>

#include "models/commitment/city_file.hpp"
#include "sim/text/csv.hpp"

namespace commitment {

std::uint32_t ParameterSets::of(std::uint32_t replicate) const
{
    if (equal_weights) return replicate % static_cast<std::uint32_t>(sets.size());
    // The golden ratio's multiples, modulo 1, from the middle on: whole numbers, so the same everywhere.
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
    const std::uint64_t word = (std::uint64_t{1} << 63) + replicate * golden;
    double place = static_cast<double>(word >> 11) * 0x1p-53;
    std::uint32_t last = 0;
    for (std::uint32_t set = 0; set < sets.size(); ++set) {
        if (weight[set] <= 0) continue;
        last = set;
        if (place < weight[set]) return set;
        place -= weight[set];
    }
    return last; // rounding
}

std::vector<std::uint32_t> ParameterSets::first_alike() const
{
    std::map<std::vector<double>, std::uint32_t> known;
    std::vector<std::uint32_t> out;
    for (const Parameters& set : sets) {
        std::vector<double> values;
        for (const ParameterInfo& row : parameter_table()) values.push_back(set.*row.member);
        out.push_back(known.emplace(std::move(values), static_cast<std::uint32_t>(out.size())).first->second);
    }
    return out;
}

ParameterSets read_parameter_sets(const std::filesystem::path& path, const std::string& shown_name,
                                  const Parameters& base, sim::Findings& findings)
{
    ParameterSets out;
    std::vector<std::string> columns = parameter_names();
    columns.emplace_back("weight");
    const sim::CsvTable table = sim::read_csv(path, shown_name, {}, columns, findings,
                                              {"daftarnya: --help-parameters", "the list: --help-parameters"});
    const auto rows = parameter_table();
    if (std::none_of(rows.begin(), rows.end(), [&](const ParameterInfo& row) { return table.has(row.name); })) {
        if (!findings.failed())
            findings.error(shown_name, 1, "", "",
                           {"tidak ada kolom dengan nama parameter (daftarnya: --help-parameters)",
                            "no column has the name of a parameter (the list: --help-parameters)"});
        return out;
    }
    if (table.size() == 0)
        findings.error(shown_name, 0, "", "", {"tidak ada satu baris pun", "there is not a single row"});
    std::vector<const ParameterInfo*> given;
    for (const ParameterInfo& row : rows) {
        if (!table.has(row.name)) continue;
        given.push_back(&row);
        out.given.emplace_back(row.name);
    }
    double sum = 0;
    for (const sim::CsvRow& cells : table.rows()) {
        Parameters set = base;
        for (const ParameterInfo* const row : given) {
            const sim::Range possible{.lowest = row->possible.lowest,
                                      .highest = row->possible.highest,
                                      .lowest_excluded = row->lowest_excluded};
            const auto value = table.number(cells, row->name, possible, findings);
            if (!value && table.cell(cells, row->name).empty())
                table.error(cells, row->name, {"kosong", "is empty"}, findings);
            set.*row->member = value.value_or(row->standard);
        }
        double weight = 1;
        if (table.has("weight")) {
            if (table.cell(cells, "weight").empty()) table.error(cells, "weight", {"kosong", "is empty"}, findings);
            weight = table.number(cells, "weight", {.lowest = 0, .highest = 1e15}, findings).value_or(0);
        }
        out.sets.push_back(set);
        out.weight.push_back(weight);
        sum += weight;
    }
    if (!out.sets.empty() && !(sum > 0))
        findings.error(shown_name, 0, "weight", "", {"semua bobot 0", "all weights are 0"});
    out.equal_weights = std::all_of(out.weight.begin(), out.weight.end(), [&](double w) { return w == out.weight[0]; });
    for (double& weight : out.weight) weight /= sum > 0 ? sum : 1;
    return out;
}

} // namespace commitment
