#pragma once

// The parameters of a result, and where it comes from: the same of plans and of sweeps.

#include <map>
#include <string>

#include "models/commitment/evidence.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/report/figures.hpp"

namespace layak {

/// What a page says of where its result comes from.
struct Origin
{
    const Inputs& inputs;
    sim::Words result; ///< "compare · 4 rencana × 200 ulangan"
    sim::Words period; ///< "Januari 2015 – Desember 2030; rencana mulai Januari 2019"
    std::string seed;
    std::string written_by;             ///< version, commit and compiler of the program
    std::string content;                ///< digest of the result
    std::string name;                   ///< of the result, as `layak verify` takes it
    std::vector<std::string> options{}; ///< of the command that made it, but for --set
};
std::string origin_section(const Origin& origin);

/// Whether a parameter can matter in a city: those of businesses only where there are any.
bool has_effect(const commitment::City& city, const commitment::ParameterInfo& parameter);

/// All parameters with unit, value in use, default and prior.
/// \param evidence  which sets the replicates have
/// \param varied    by name: what a design tries of it
std::string parameters_section(const Inputs& inputs, const commitment::Evidence& evidence, std::uint32_t replicates,
                               const std::map<std::string, sim::Words>& varied = {});

} // namespace layak
