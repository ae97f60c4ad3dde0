#pragma once

// Sheets of a sweep's workbook beyond its rows.

#include <vector>

#include "tools/layak/exports/sweep_findings.hpp"
#include "tools/layak/exports/workbook.hpp"

namespace layak {

/// How much is enough, goals, and what matters: a sheet each, as far as the sweep has them.
class FindingsSheets
{
  public:
    /// Makes the sheets in their order. \param order  in which rows stand; filled before `write`
    FindingsSheets(const SweepExport& of, const SweepFindings& found, const std::vector<std::uint32_t>& order,
                   Workbook& book);
    void write();

  private:
    void enough();
    void enough_heads();
    /// As it was asked for, or that nobody asked.
    sim::Words goal_head() const;
    void goals();
    void sensitivity();
    std::string label(std::uint32_t outcome) const { return of_.word(info_of(outcome).meaning); }

    const SweepExport& of_;
    const SweepFindings& found_;
    const StoredSweep& sweep_;
    const std::vector<std::uint32_t>& order_;
    Workbook& book_;
    Sheet* enough_;      ///< of rows that make curves
    Sheet* goals_;       ///< where there are some
    Sheet* sensitivity_; ///< where there are factors
};

/// The answer of the page, and over charts that follow it what they show.
void write_sweep_summary(Sheet& to, const SweepExport& of, const SweepFindings& found);

/// The head of a factor's column: its words; the dictionary has its name in the design.
void head_factor(Workbook& book, Sheet& to, const std::string& name);
/// The heads of a row of the design: its number, plan and factors.
void head_row(Workbook& book, Sheet& to, const StoredSweep& sweep);

} // namespace layak
