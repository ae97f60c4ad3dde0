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

    /// Where the strengths of an analysis stand in the sheet on what matters: a row a factor.
    struct Strengths
    {
        std::string title;
        std::uint32_t first = 0, last = 0;
    };
    const std::vector<Strengths>& strengths() const { return strengths_; }
    const Sheet* sheet_of_strengths() const { return sensitivity_; }
    static constexpr std::uint16_t factor_column = 2, measure_column = 3, value_column = 4; ///< of that sheet

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
    std::vector<Strengths> strengths_{};
};

/// How the values of a factor are shown: money, whole, or with decimals.
Look look_of_factor(const StoredSweep::Factor& factor);
/// What charts under the summary show.
enum class SweepCharts : std::uint8_t { curves, strengths, rows };
SweepCharts charts_of(const SweepFindings& found);
/// The answer of the page, and over charts that follow it what they show.
void write_sweep_summary(Sheet& to, const SweepExport& of, const SweepFindings& found);

/// The head of a factor's column: its words; the dictionary has its name in the design.
void head_factor(Workbook& book, Sheet& to, const std::string& name);
/// The heads of a row of the design: its number, plan and factors.
void head_row(Workbook& book, Sheet& to, const StoredSweep& sweep);

} // namespace layak
