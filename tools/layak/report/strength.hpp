#pragma once

#include <vector>

#include "sim/sensitivity/sensitivity.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// How much a factor or parameter has to do with an outcome.
struct Strength
{
    sim::Words name;
    sim::Estimate of;
    bool is_told = true; ///< else its value says nothing

    bool has_interval() const { return of.interval.method != sim::Method::none; }
};

/// The strongest first; behind them those that cannot be told.
void sort_by_strength(std::vector<Strength>& all);

/// "Tindakan: paling ditentukan oleh …": all of which none is weaker for sure than the first; of more than three, and
/// where the first cannot be told, that this is so. \pre some, sorted
sim::Words strengths_title(const sim::Words& of_what, const std::vector<Strength>& all);
/// Whether that title names any.
bool names_strongest(const std::vector<Strength>& all);

} // namespace layak
