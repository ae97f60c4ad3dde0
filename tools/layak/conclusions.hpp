#pragma once

#include <string>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

/// What a comparison shows, in plain sentences, never stronger than its intervals allow.
struct Conclusions
{
    struct Sentence
    {
        sim::Words words;
        bool belongs_to_last = false; ///< a point of the sentence before
    };
    sim::Words title;
    std::vector<Sentence> sentences;
};

Conclusions conclude(const Inputs& inputs, const commitment::Comparison& comparison,
                     const commitment::ExperimentResult& result, const std::vector<commitment::Goal>& goals);

/// A difference with its sign, in as many digits as its interval asks for.
std::string shown_difference(double value, const sim::Interval& interval, commitment::Measure measure,
                             sim::Language language);
/// "+0,05 – +0,86"
std::string shown_interval(const sim::Interval& interval, commitment::Measure measure, sim::Language language);

} // namespace layak
