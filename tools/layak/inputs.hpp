#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/design_file.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "models/commitment/plan.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// A file that entered a run, by its name within the city's folder.
struct InputFile
{
    std::string name;
    std::string text;
    std::filesystem::path path;
};

/// In place of a table of parameter sets: the city's own parameters, one set of them.
inline constexpr const char* standard_parameters = "standard";

/// What a command runs, read and checked.
struct Inputs
{
    std::filesystem::path city_folder;
    commitment::City city;
    std::vector<commitment::Plan> plans;
    std::optional<commitment::ParameterSets> sets; ///< of --parameters, or the city's; --set holds over them too
    std::vector<InputFile> files;                  ///< in a fixed order
    std::vector<std::string> settings;             ///< NAME=VALUE, as given by --set
};

/// Names of the plans in a city's folder, sorted.
std::vector<std::string> plans_of(const std::filesystem::path& city);

/// Where a plan's file is, or why there is none.
struct FoundPlan
{
    std::filesystem::path path;
    sim::Words objection;
};

/// \param given  a path, or the name of a plan of the city
FoundPlan find_plan(const std::string& given, const std::filesystem::path& city);

/// Reads a city and plans of it.
/// \param plans     paths, or names of plans of the city (then `city` says which)
/// \param city      the city's folder; empty: the nearest folder above the first plan that has a city.toml
/// \param parameters  a table of parameter sets (CSV); empty: the city's parameters.csv where it has one;
///                    `standard_parameters`: none
/// \param settings  NAME=VALUE of parameters and levers; they hold over what the files say
/// \param findings  receives notes and warnings too
/// \throws sim::InputError with all mistakes
Inputs read_inputs(const std::vector<std::string>& plans, const std::string& city,
                   const std::vector<std::string>& settings, const std::string& parameters, sim::Findings& findings);

/// Adds the city's boundaries.geojson to the files, where it has one: nothing is computed from it, but what is drawn of
/// a result draws it.
void carry_outlines(Inputs& inputs);

/// A design with what it runs: `inputs.plans` are its plans, in its order.
struct ReadDesign
{
    Inputs inputs;
    commitment::Design design;
};

/// Reads a design, its city and its plans. \param given  a path, or the name of a design of the city
/// \param parameters  as of `read_inputs`
/// \throws sim::InputError with all mistakes
ReadDesign read_design_and_plans(const std::string& given, const std::string& city,
                                 const std::vector<std::string>& settings, const std::string& parameters,
                                 sim::Findings& findings);

/// The same from files that a result carried: wherever a plan was, it is now one of the city.
ReadDesign read_stored_design(const std::string& path, const std::string& city,
                              const std::vector<std::string>& settings, const std::string& parameters,
                              sim::Findings& findings);

} // namespace layak
