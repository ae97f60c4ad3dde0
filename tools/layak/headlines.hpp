#pragma once

#include <string>
#include <vector>

#include "models/commitment/city.hpp"
#include "models/commitment/plan.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// An outcome that every summary shows.
struct Headline
{
    sim::Words label;
    std::uint32_t outcome;
    bool less_is_better = false;
};

/// Whether there is anything in a city that an outcome is about: none has businesses engaged without a business.
bool can_have(const commitment::City& city, std::uint32_t outcome);

/// Without those of a kind that the city has not got.
std::vector<Headline> headlines_of(const commitment::City& city);

/// Of how many institutions an outcome counts some; 0 for outcomes that are no counts.
double counted_out_of(const commitment::City& city, std::uint32_t outcome);

/// The name of one of the plans, short and harmless enough for a terminal; with its id where another is called so too.
std::string plan_name(const std::vector<commitment::Plan>& plans, std::size_t which, sim::Language language);

} // namespace layak
