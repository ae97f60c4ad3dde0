#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/expectation.hpp"
#include "models/commitment/parameter_sets.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// Expectations with what they are checked on.
struct CityExpectations
{
    std::filesystem::path city_folder;
    commitment::City city;
    std::optional<commitment::ParameterSets> sets; ///< of --parameters, or the city's
    commitment::Expectations expectations;
};

/// Where expectations are looked for.
struct ExpectationsAsked
{
    std::filesystem::path city;        ///< its folder
    bool of_city = false;              ///< those in the city's own files too
    std::vector<std::string> plans;    ///< paths or names of plans in whose files they stand
    std::vector<std::string> settings; ///< NAME=VALUE, over what the files say; what is wrong in them is said elsewhere
    std::string parameters;            ///< a table of parameter sets, as in `read_inputs`; likewise
};

/// Reads the [[expect]] of a city and of plans. Other mistakes in these files are not said here.
/// \param findings  receives what is wrong in expectations
CityExpectations read_city_expectations(const ExpectationsAsked& asked, sim::Findings& findings);

} // namespace layak
