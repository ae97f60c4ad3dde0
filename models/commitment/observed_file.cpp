#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "models/commitment/named_outcome.hpp"
#include "models/commitment/parts_of_city_file.hpp"
#include "sim/text/csv.hpp"

namespace commitment {

using sim::Words;

bool Observation::is_assumed() const
{
    std::string begin;
    for (const char c : source)
        if (const char lower = static_cast<char>(c | 0x20); 'a' <= lower && lower <= 'z')
            begin += lower;
        else
            break;
    constexpr std::array<std::string_view, 6> words{"assumption", "assumed",  "asumsi",
                                                    "anggapan",   "invented", "rekaan"};
    return std::find(words.begin(), words.end(), begin) != words.end();
}

void read_observed(const std::filesystem::path& path, const std::string& shown_name, bool all_known, bool start_known,
                   City& city, sim::Findings& findings)
{
    const std::vector<std::string> required = {"what", "month", "value", "tolerance"};
    const std::vector<std::string> optional = {"source"};
    const sim::CsvTable table = sim::read_csv(path, shown_name, required, optional, findings);
    const std::vector<std::string> outcomes = outcome_names(city);
    for (const sim::CsvRow& row : table.rows()) {
        Observation out;
        out.what = table.cell(row, "what");
        out.line = row.line;
        out.source = table.cell(row, "source");
        const auto outcome = find_outcome(out.what, city);
        if (!outcome && all_known) {
            const Words near = sim::did_you_mean(out.what, akin_to(out.what, outcomes));
            table.error(row, "what",
                        Words{"tidak ada keluaran dengan nama itu", "no outcome has this name"} +
                            (near.empty() ? Words{"; ", "; "} + outcome_forms() : near),
                        findings);
        }
        const auto month = sim::parse_month(table.cell(row, "month"));
        if (!month)
            table.error(row, "month", {"harus bulan seperti 2018-12", "must be a month like 2018-12"}, findings);
        else if (start_known && *month < city.start)
            table.error(row, "month",
                        {"sebelum awal, " + to_text(city.start), "before the start, " + to_text(city.start)}, findings);
        const auto number = [&](std::string_view column, const sim::Range& range) {
            if (table.cell(row, column).empty()) table.error(row, column, {"kosong", "is empty"}, findings);
            return table.number(row, column, range, findings).value_or(0);
        };
        out.month = month.value_or(city.start);
        out.value = number("value", {.lowest = 0, .highest = outcome && all_known ? outcome->highest : HUGE_VAL});
        out.tolerance = number("tolerance", {.lowest = 0, .lowest_excluded = true});
        city.observed.push_back(std::move(out));
    }
}

} // namespace commitment
