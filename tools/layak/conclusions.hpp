#pragma once

#include <string>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/shown.hpp"

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

/// How a plan stands against the baseline in one outcome: "sangat mungkin lebih baik daripada Kini", "belum dapat
/// dibedakan dari Kini".
/// \param matters   what a difference must be to matter
/// \param baseline  its name
sim::Words standing_words(const commitment::PairedDifference& of, const Headline& headline,
                          const commitment::Judging& judging, double matters, const sim::Words& baseline);

Conclusions conclude(const Inputs& inputs, const commitment::Comparison& comparison,
                     const std::vector<commitment::Goal>& goals);

} // namespace layak
