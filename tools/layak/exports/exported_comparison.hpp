#pragma once

#include <optional>
#include <vector>

#include "models/commitment/comparison.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {

/// How a comparison's plans stand against the baseline, by the rules of the terminal and the page. It is computed when
/// it is first asked for, from every replicate: that takes seconds, and more memory than all else of an export.
class ExportedComparison
{
  public:
    explicit ExportedComparison(const StoredRun& run) : run_(run) {}

    bool has_baseline() const { return run_.options().baseline.has_value(); }
    /// Of the city; not of kecamatan and institutions. \pre has_baseline()
    const commitment::Comparison& get() const;
    /// [plan][good] of the same with the default parameters alone; empty where that was not run.
    const std::vector<std::vector<commitment::Price>>& prices_by_default() const;
    const std::vector<commitment::Goal>& goals() const { return run_.goals(); }
    /// How numbers of pairs are judged.
    commitment::Judging judging() const;
    const commitment::WhatIf& what_if(std::size_t which) const { return run_.options().what_ifs.at(which); }

  private:
    void compute() const;

    const StoredRun& run_;
    mutable std::optional<commitment::Comparison> comparison_;
    mutable std::vector<std::vector<commitment::Price>> by_default_;
};

} // namespace layak
