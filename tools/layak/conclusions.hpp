#pragma once

#include <string>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a comparison shows, in plain sentences, never stronger than its intervals allow.
struct Conclusions
{
    sim::Words title;
    std::vector<sim::Words> sentences;
};

Conclusions conclude(const Inputs& inputs, const commitment::Comparison& comparison,
                     const commitment::ExperimentResult& result, const std::vector<commitment::Goal>& goals);

/// A number of an outcome, as tables show it; of differences with its sign.
std::string shown_number(double value, commitment::Measure measure, sim::Language language, bool with_sign = false);
/// "0,05 – 0,86"
std::string shown_interval(const sim::Interval& interval, commitment::Measure measure, sim::Language language,
                           bool with_sign = false);

} // namespace layak
