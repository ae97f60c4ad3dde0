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
    void summary_heads(std::size_t start);
    void yearly_costs();
    void charts();
    void differences();
    void goals();
    void prices();
    void what_ifs();
    void city();
    void kecamatan();
    void kelurahan();
    void institutions();
    void costs();
    void trained();
    void provenance();

    std::string word(const sim::Words& words) const { return of_.word(words); }
    std::uint32_t plan_count() const { return static_cast<std::uint32_t>(result_.plans().size()); }
    std::string name_of_plan(std::uint32_t plan) const
    {
        return plan_name(of_.inputs.plans, plan, of_.options.language);
    }
    /// Of a column of plans' names, in characters: as wide as the longest.
    double plan_width() const;
    std::string month(std::size_t m) const;
    std::size_t last_month(std::uint32_t plan) const;
    /// The last months of years, from that before the plans on, and the last of all.
    std::vector<std::size_t> ends_of_years() const;
    /// A sheet that not every result has.
    Sheet* sheet_if(bool has_it, const sim::Words& name);

    void head(Sheet& to, const SheetColumn& column) { book_.head(to, column); }
    void head_plan(Sheet& to);
    void head_month(Sheet& to);
    void head_year(Sheet& to);
    /// Heads of mean and range, in these words: three cells.
    void head_spread(Sheet& to, const sim::Words& name, const sim::Words& unit, const sim::Words& meaning);
    /// Of a mean difference and its interval: three cells.
    void head_difference(Sheet& to, const sim::Words& meaning);
    /// Mean and the range that holds nine of ten replicates: three cells.
    static void add_spread(Sheet& to, const Spread& spread, commitment::Measure measure);
    /// Median, mean, and that range: four cells.
    static void add_with_median(Sheet& to, const Spread& spread, commitment::Measure measure);

    const RunExport& of_;
    const StoredResult& result_;
    std::vector<Headline> headlines_;
    Workbook book_;
    Sheet& summary_;
    Sheet *differences_, *goals_, *prices_, *what_ifs_;
    Sheet& city_;
    Sheet *kecamatan_, *kelurahan_;
    Sheet &institutions_, &costs_;
    Sheet* trained_;
    Sheet &dictionary_, &provenance_;
    std::uint32_t first_year_row_ = 0; ///< of the summary
};

/// How a mean of such an outcome is shown, or one of its values.
Look look_of(commitment::Measure measure, bool mean);
/// How a difference of such outcomes is shown.
Look look_of_difference(commitment::Measure measure);

/// Heads that sheets share.
inline const sim::Words mean_head{"rata-rata", "mean"}, median_head{"nilai tengah", "median"};
inline const sim::Words low_head{"5 %", "5%"}, high_head{"95 %", "95%"};
inline const sim::Words median_of{"; nilai tengah ulangan", "; median of the replicates"};
inline const sim::Words mean_of{"; rata-rata ulangan", "; mean of the replicates"};
inline const sim::Words low_of{"; 5 % ulangan ada di bawahnya", "; 5% of the replicates lie below"};
inline const sim::Words high_of{"; 5 % ulangan ada di atasnya", "; 5% of the replicates lie above"};

/// How wide a column of numbers is, in characters.
inline constexpr double number_width = 12, money_width = 19, name_width = 24;

} // namespace layak
