#pragma once

#include <string>
#include <vector>

#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/exports/workbook.hpp"
#include "tools/layak/headlines.hpp"

namespace layak {

/// The workbook of a result of run or compare; a member function a sheet, or a part of one.
class XlsxExport
{
  public:
    explicit XlsxExport(const RunExport& of);
    void write();

  private:
    void summary_table();
    void yearly_costs();
    void charts();
    void city();
    void kelurahan();
    void costs();
    void dictionary();
    void provenance();

    std::string word(const sim::Words& words) const { return of_.word(words); }
    std::uint32_t plan_count() const { return static_cast<std::uint32_t>(result_.plans().size()); }
    std::string name_of_plan(std::uint32_t plan) const
    {
        return plan_name(of_.inputs.plans, plan, of_.options.language);
    }
    std::string month(std::size_t m) const;
    std::size_t last_month(std::uint32_t plan) const;
    /// "5 %"
    std::string percent(int number) const { return std::to_string(number) + word({" %", "%"}); }
    /// Mean and the range that holds nine of ten replicates: three cells.
    static void add_spread(Sheet& to, const Spread& spread, commitment::Measure measure);
    /// Mean, median, and that range: four cells.
    static void add_with_median(Sheet& to, const Spread& spread, commitment::Measure measure);

    const RunExport& of_;
    const StoredResult& result_;
    std::vector<Headline> headlines_;
    Workbook book_;
    Sheet &summary_, &city_, &kelurahan_, &costs_, &dictionary_, &provenance_;
    std::uint32_t head_row_ = 0, first_year_row_ = 0; ///< of the summary
};

/// How a mean of such an outcome is shown, or one of its values.
Look look_of(commitment::Measure measure, bool mean);

/// Heads that sheets share.
inline const sim::Words mean_head{"rata-rata", "mean"}, median_head{"nilai tengah", "median"};
inline const sim::Words lapsed_head{"Bulan tidak berlaku karena biayanya", "Months out of force for its cost"};
inline const sim::Words action_head{"Tindakan (A)", "Action (A)"};
inline const sim::Words written_head{"Tertulis (W): bagian ulangan dengan PATBM",
                                     "Written (W): share of replicates with a PATBM"};
inline const sim::Words programme_head{"Program (P)", "Programme (P)"};

} // namespace layak
