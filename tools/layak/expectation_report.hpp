#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tools/layak/city_expectations.hpp"

namespace layak {

/// Expectations of one city that were checked.
struct ExpectationReport
{
    const CityExpectations& of;
    const std::vector<commitment::Checked>& checked; ///< [expectation]
    std::uint64_t seed = 1;

    std::size_t count(commitment::Verdict verdict) const;
};

/// "≥"
const char* sign_text(commitment::Goal::Relation sign);

/// Each expectation with its verdict, the figures on both sides and the share of replicates; and what follows.
/// \param only_failures  leaves out those that hold, and says nothing where all do
std::string expectation_table(const ExpectationReport& report, bool only_failures, sim::Language language,
                              std::size_t columns);

nlohmann::ordered_json expectation_json(const ExpectationReport& report);

} // namespace layak
