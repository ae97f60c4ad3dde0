// Prints the tables of the commitment model as Markdown: models/commitment/TABLES.md is this program's output.

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/outcomes.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "models/commitment/plan_file.hpp"

namespace {

using commitment::LeverInfo;
using commitment::OutcomeInfo;
using commitment::ParameterInfo;

std::string plain(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

/// 7500000 as 7,500,000.
std::string grouped(double whole)
{
    std::string text = plain(whole);
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string listed(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + code(name);
    return out.empty() ? "–" : out;
}

/// One row of a table; a bar within a cell would end it.
void print_row(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells) {
        line += ' ';
        for (const char c : cell) line += c == '|' ? std::string("\\|") : std::string(1, c);
        line += " |";
    }
    std::puts(line.c_str());
}

void print_head(const std::vector<std::string>& cells)
{
    print_row(cells);
    print_row(std::vector<std::string>(cells.size(), "---"));
}

std::string possible(const ParameterInfo& row)
{
    return (row.lowest_excluded ? "above " : "") + plain(row.possible.lowest) + " to " + plain(row.possible.highest);
}

void print_parameters()
{
    std::puts("## Parameters\n\n"
              "*Prior*: the range from which sweeps and calibration draw. *Possible*: values outside have no meaning "
              "and are refused;\n"
              "a value outside the prior but possible is accepted with a note.\n");
    print_head({"name", "symbol", "default", "prior", "possible", "unit", "basis"});
    for (const ParameterInfo& row : commitment::parameter_table())
        if (!row.structural)
            print_row({code(row.name), std::string(row.symbol), plain(row.standard),
                       plain(row.prior.lowest) + " to " + plain(row.prior.highest), possible(row),
                       std::string(row.unit), std::string(row.basis)});
}

void print_constants()
{
    std::puts("\n## Structural constants\n\n"
              "Numbers of the equations that have a name and can be set like parameters, but have no prior: they stand "
              "outside the\n"
              "default sensitivity set.\n");
    print_head({"name", "default", "possible", "unit", "meaning"});
    for (const ParameterInfo& row : commitment::parameter_table())
        if (row.structural)
            print_row(
                {code(row.name), plain(row.standard), possible(row), std::string(row.unit), std::string(row.basis)});
}

/// Keys of a kind's table in a plan, beside kind, target, from and to.
std::vector<std::string> keys_of(const LeverInfo& lever)
{
    std::vector<std::string> keys;
    for (const std::string& name : commitment::lever_names()) {
        if (!name.starts_with(std::string(lever.name) + ".")) continue;
        std::string key = name.substr(name.rfind('.') + 1);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
    }
    return keys;
}

void print_interventions()
{
    std::puts("\n## Interventions\n\n"
              "Every kind but `election` takes `from` and `to` too (months, both included; else the file's own); "
              "`election` takes `month`\n"
              "in place of them. Of `per_year` (units a year) and `budget_per_year` (rupiah a year) the kinds with a "
              "unit take one. Money\n"
              "is in rupiah.\n");
    print_head({"kind", "target", "other keys", "unit", "default unit cost", "meaning"});
    for (const LeverInfo& row : commitment::lever_table()) {
        std::vector<std::string> targets;
        for (const commitment::Target target : row.targets) targets.emplace_back(name_of(target));
        std::vector<std::string> keys = keys_of(row);
        if (&row == &info(commitment::Lever::election)) keys = {"month"};
        std::string level;
        if (!row.level_key.empty()) level = "; `" + std::string(row.level_key) + "`: 0 to " + plain(row.highest_level);
        print_row({code(row.name), listed(targets), listed(keys), row.unit.empty() ? "–" : row.unit.en,
                   row.unit.empty() ? "–" : grouped(row.unit_cost), row.meaning.en + level});
    }
}

void print_outcomes()
{
    std::puts("\n## Outcomes\n\n"
              "Reported every month, of each replicate. In results `.` becomes `_` (`action_kelurahan`). *Level*: "
              "between 0 and 1, a mean\n"
              "or an index; *share*: of all there are; *count*: a whole number. A mean or a share of nothing is 0.\n");
    print_head({"name", "measure", "meaning", "in Indonesian"});
    for (const OutcomeInfo& row : commitment::outcome_table()) {
        using enum commitment::Measure;
        print_row({code(row.name),
                   row.measure == level   ? "level"
                   : row.measure == share ? "share"
                                          : "count",
                   row.meaning.en, row.meaning.id});
    }
}

} // namespace

int main()
{
    std::puts("# Tables of the commitment model\n\n"
              "Made by `layak_tables` (`tools/docs/tables.cpp`) from the tables of the code; not to be edited by hand. "
              "What the symbols\n"
              "mean is in [README.md](README.md).\n");
    print_parameters();
    print_constants();
    print_interventions();
    print_outcomes();
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1;
}
