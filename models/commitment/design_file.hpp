#pragma once

// A design: which plans, parameters and levers a sweep runs, and at which values.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/goal.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/findings.hpp"

namespace commitment {

enum class Sampling : std::uint8_t { factorial, latin_hypercube, sobol, saltelli, morris, csv };
inline constexpr std::array<std::string_view, 6> sampling_names = {"factorial", "latin_hypercube", "sobol",
                                                                   "saltelli",  "morris",          "csv"};

/// Which months a sweep keeps of each run.
enum class KeptMonths : std::uint8_t { last, years, all };
inline constexpr std::array<std::string_view, 3> kept_months_names = {"last", "years", "all"};

/// What a design varies: a parameter, a lever, or the plan itself.
struct Factor
{
    std::string name;
    const ParameterInfo* parameter = nullptr; ///< else
    LeverName lever;                          ///< else the plan
    bool is_plan = false;
    std::vector<double> levels; ///< of a plan: places in `Design::plans`
    std::optional<Range> range; ///< in place of levels
    bool logarithmic = false;   ///< the range, evenly in the logarithm
    std::string group;          ///< factors of one group move together in a Saltelli design
    int line = 0;
};

/// A row: a plan, and the value of each factor (of the plan's own factor its place).
struct DesignRow
{
    std::uint32_t plan = 0;
    std::vector<double> values; ///< [factor]
};

struct Design
{
    std::string id;                 ///< the file's name without its ending
    std::string table;              ///< of rows, that the file names, within the file's folder; empty: none
    std::vector<std::string> plans; ///< as the file names them: of the city, or paths from the file
    Sampling sampling = Sampling::factorial;
    std::uint32_t rows_wanted = 0;
    bool centred = false; ///< of a Latin hypercube
    std::uint32_t morris_levels = 4;
    std::uint64_t seed = 1;
    std::uint32_t replicates = 200;
    KeptMonths keep = KeptMonths::years;
    std::vector<std::string> outcomes; ///< that the table shows; empty: the program's choice
    std::vector<std::string> goals;    ///< what its result is held against: "formal.kelurahan >= 60"; change no run
    double chance = usual_chance;      ///< with which they are to be reached
    std::vector<Factor> factors;
    std::vector<DesignRow> rows; ///< in the order in which they run: plans side by side, so that a part is balanced
};

/// What is wrong with a plan's name in a design, or nothing.
using ObjectionToPlan = std::function<sim::Words(const std::string& plan)>;

/// Reads a design (TOML, or a table of rows as `layak design` writes: CSV) and works out its rows.
/// \param city  whose parameters and levers they are; its unit costs hold for added levers
Design read_design(const std::filesystem::path& path, const std::string& shown_name, const City& city,
                   const ObjectionToPlan& objection_to_plan, sim::Findings& findings);

/// The plan and the parameters of a row. \return what is wrong with a value, or nothing
sim::Words apply_row(const Design& design, const DesignRow& row, const UnitCosts& unit_costs, Plan& plan,
                     Parameters& parameters);

/// [factor] its group's number, from 0 in the order of their first factors; a factor without one is a group of its own
std::vector<std::uint32_t> groups_of(const Design& design);

/// The rows as CSV: row, plan, then a column a factor.
std::string design_csv(const Design& design);

} // namespace commitment
