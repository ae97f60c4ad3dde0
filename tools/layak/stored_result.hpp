#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/outcomes.hpp"
#include "sim/calendar/month.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/stored_inputs.hpp"

// There are two readers of such a file. This one reads of it what is asked for, a plan at a time: exports take little
// memory, whatever was stored. `read_experiment` gives it whole, as it was computed, for what compares plans anew.

namespace layak {

/// Over replicates: the mean, and the quantiles of `commitment::quantile_levels`. NaN where there is nothing.
struct Spread
{
    double mean = 0;
    std::array<double, commitment::quantile_levels.size()> quantile{};
    double median() const { return quantile[quantile.size() / 2]; }
};

/// NaN where a value is missing, or there is none. Of one value the mean and the median alone: it has no range.
Spread spread_over(const std::vector<double>& values);

/// Spreads of some things by period, period by period.
struct Spreads
{
    std::size_t things = 0;
    std::vector<Spread> all; ///< [period][thing]
    const Spread& at(std::size_t period, std::size_t thing = 0) const { return all[period * things + thing]; }
};

/// A result of run or compare, read from the file piece by piece, a plan at a time: nothing is run again. What it says
/// of itself is at hand; what fills memory is read when asked for.
class StoredResult
{
  public:
    struct Plan
    {
        std::string id;
        sim::Words name;
    };
    struct Institution
    {
        std::string id, name, code;
        commitment::Kind kind{};
        commitment::Role role{};
        std::optional<std::uint32_t> parent; ///< row
        bool task_force = false;
        int families = 0; ///< of a community
        int posts = 0;
        std::optional<double> longitude, latitude; ///< degrees
    };
    struct Lever
    {
        std::string name;
        sim::Words label;
        std::string unit_code; ///< as the file has it, of one: "seat"; of funding "rupiah"; empty where it has none
        sim::Words unit;       ///< in which it is bought, of several; of funding rupiah; empty where it has none
    };
    /// Of an institution's difference from the baseline in the same replicate. NaN where there is nothing.
    struct Difference
    {
        float mean = 0, sd = 0;
        float ahead = 0, behind = 0; ///< shares of the replicates in which it is above, below 0
    };

    /// \throws DamagedResult; sim::InputError where it is of another layout
    explicit StoredResult(OpenedResult result);
    StoredResult(const StoredResult&) = delete;
    StoredResult& operator=(const StoredResult&) = delete;

    const std::filesystem::path& path() const { return path_; }
    const sim::NetcdfReader& file() const { return *file_; }
    const std::string& city() const { return city_; } ///< id
    const std::string& city_name() const { return city_name_; }
    std::uint32_t replicates() const { return replicates_; }
    const std::vector<std::string>& what_ifs() const { return what_ifs_; } ///< as they were given
    const std::vector<sim::Month>& months() const { return months_; }
    const std::vector<int>& years() const { return years_; } ///< calendar years that the months lie in
    const std::vector<Plan>& plans() const { return plans_; }
    std::optional<std::uint32_t> baseline() const { return baseline_; } ///< of compare: a plan
    const std::vector<Institution>& institutions() const { return institutions_; }
    const std::vector<std::uint32_t>& kecamatan() const { return kecamatan_; } ///< rows of institutions
    const std::vector<Lever>& levers() const { return levers_; }
    /// Whether replicates differ in their parameters, so that their spread covers them.
    bool covers_parameters() const;
    /// Institutions' quantiles are of rounded numbers, as of very many replicates.
    bool has_rounded_quantiles() const;
    /// An attribute of the file, as text; empty where it has none.
    std::string about(std::string_view attribute) const;

    /// An outcome of the table, [replicate][month], of `count` replicates from the `first` on.
    std::vector<float> outcome(std::uint32_t outcome, std::uint32_t plan, std::uint32_t first,
                               std::uint32_t count) const;
    /// The same, or with rupiah spent in the month, of the plan with something otherwise. \param what_if  place in
    /// `what_ifs`
    std::vector<float> outcome_if(std::size_t what_if, std::uint32_t outcome, std::uint32_t plan) const;
    std::vector<double> cost_if(std::size_t what_if, std::uint32_t plan) const;
    std::vector<double> cost_of_all(std::uint32_t plan) const; ///< of the plan as it is
    /// [replicate] its row of the parameter table; empty where there was none
    const std::vector<std::int32_t>& parameter_sets() const { return parameter_sets_; }
    /// The same over replicates, [month].
    Spreads outcome_spread(std::uint32_t outcome, std::uint32_t plan) const;
    /// Of each kecamatan's kelurahan, [month][kecamatan]. \param which  of commitment::district_outcome_names
    Spreads kecamatan_spread(std::size_t which, std::uint32_t plan) const;
    /// Rupiah spent, [year][lever], behind them all levers together: of each replicate's year, over replicates.
    Spreads cost_by_year(std::uint32_t plan) const;
    /// What the budget could not pay, in the lever's unit, [year][lever].
    Spreads undelivered_by_year(std::uint32_t plan) const;
    /// Months in which one of the kind was not in force for want of its cost, [year][lever].
    Spreads lapsed_by_year(std::uint32_t plan) const;
    /// Trained posts that a cause gave or took, [year][cause]; empty where the file does not say.
    Spreads trained_by_year(std::uint32_t plan) const;
    /// Posts that lost a trained occupant to another post, [year]; empty where the file does not say.
    Spreads trained_moved_by_year(std::uint32_t plan) const;
    /// Rupiah spent, [month][lever], and behind them on all.
    Spreads cost_by_month(std::uint32_t plan) const;
    Spreads undelivered_by_month(std::uint32_t plan) const;

    /// A state of the institutions, [month][institution]. \param field  of commitment::summary_fields
    Spreads institutions_spread(commitment::Field field, std::uint32_t plan) const;
    /// The same from the baseline, [month][institution]; empty of the baseline, and where there is none.
    std::vector<Difference> institutions_difference(commitment::Field field, std::uint32_t plan) const;

    /// Text of an input file, by its name in the city's folder; none where the city had no such file.
    /// \throws DamagedResult
    std::optional<std::string> input(std::string_view name) const;
    /// That these inputs, which it carries, have its institutions in the same rows, and its plans. \throws
    /// DamagedResult
    void require_agreement(const Inputs& inputs) const;

  private:
    enum class By : std::uint8_t { month, year };
    void read_plans_and_months();
    void read_institutions();
    void read_levers();
    void require_variables() const;
    Spreads spread(const std::string& variable, std::uint32_t plan, By period) const;
    Spreads cost(std::uint32_t plan, By period) const;
    Spreads undelivered(std::uint32_t plan, By period) const;

    std::filesystem::path path_;
    std::unique_ptr<sim::NetcdfReader> file_;
    std::string city_, city_name_;
    std::uint32_t replicates_ = 0;
    std::vector<sim::Month> months_;
    std::vector<int> years_;
    std::vector<Plan> plans_;
    std::optional<std::uint32_t> baseline_;
    std::vector<std::string> what_ifs_;
    std::vector<Institution> institutions_;
    std::vector<std::uint32_t> kecamatan_;
    std::vector<Lever> levers_;
    std::vector<std::int32_t> parameter_sets_;
};

} // namespace layak
