#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/commitment/goal.hpp"
#include "sim/calendar/month.hpp"
#include "sim/results/netcdf_reader.hpp"
#include "sim/text/findings.hpp"
#include "tools/layak/stored_inputs.hpp"

namespace layak {

/// A sweep's result, as it is on the disk.
class StoredSweep
{
  public:
    /// \throws DamagedResult; sim::InputError where it is of another layout
    explicit StoredSweep(OpenedResult result);
    StoredSweep(const StoredSweep&) = delete;
    StoredSweep& operator=(const StoredSweep&) = delete;

    struct Factor
    {
        std::string name;
        std::vector<double> values; ///< [row]
    };

    /// The design as it was sampled.
    struct Sampled
    {
        std::string sampling; ///< "saltelli" …
        std::uint64_t seed = 1;
        std::uint32_t morris_levels = 4;
        bool plan_is_factor = false;              ///< else the rows of the plans stand side by side
        std::vector<std::string> outcomes;        ///< that it asks to be shown
        std::vector<std::string> goals;           ///< that it is held against; empty: nobody asked
        double chance = commitment::usual_chance; ///< with which
        std::vector<std::string> factors;         ///< the plan among them where it is one
        std::vector<std::vector<double>> levels;  ///< [factor] empty: a range
        std::vector<std::uint32_t> group;         ///< [factor]
        std::vector<std::string> group_names;     ///< [group] that of its only factor where it has none
    };

    const std::filesystem::path& path() const { return path_; }
    const Sampled& sampled() const { return sampled_; }
    std::uint32_t rows() const { return rows_; }
    std::uint32_t replicates() const { return replicates_; }
    const std::vector<Factor>& factors() const { return factors_; }
    /// Whether a factor of this name has more than one level.
    bool varies(const std::string& factor) const;
    const std::vector<std::string>& plans() const { return plans_; } ///< [row] id
    /// [row] as the plan is called in a language
    const std::vector<std::string>& plan_names(sim::Language language) const;
    const std::vector<sim::Month>& months() const { return months_; } ///< that are kept
    const std::string& city_name() const { return city_name_; }
    const sim::NetcdfReader& file() const { return *file_; }
    std::size_t failed() const { return failed_; } ///< runs

    /// [replicate] its row of the parameter table; empty where there was none
    const std::vector<std::uint32_t>& parameter_sets() const { return sets_; }

    /// Whether replicates differ in their parameters, so that their spread covers them.
    bool covers_parameters() const;

    /// Of every run in a month, [row][replicate]; NaN of runs that failed. \param month  place in `months`
    std::vector<std::vector<double>> outcome(const std::string& name, std::size_t month) const;
    /// The most that an outcome of the table can be.
    double highest(std::uint32_t outcome) const { return highest_.at(outcome); }
    sim::Month plans_from() const { return plans_from_; } ///< first month of the first plan
    /// Share of a row's runs in which the budget could not pay something from the plans' first calendar year on, [row].
    std::vector<double> undelivered() const;
    /// Spent by a run from the plans' first calendar year on, [row][replicate].
    std::vector<std::vector<double>> cost() const;
    /// Of every run in all months that are kept, [month][row][replicate]; NaN of runs that failed. Quicker than a month
    /// at a time.
    std::vector<std::vector<std::vector<double>>> outcomes(const std::string& name) const;
    /// Of every run in all years, [lever][year][row][replicate], of so many levers from one on; NaN of runs that
    /// failed. \param variable  cost or undelivered; cost_all, which has one lever alone
    std::vector<std::vector<std::vector<std::vector<double>>>> accounts(const std::string& variable, std::size_t first,
                                                                        std::size_t levers) const;
    /// How many levers of `accounts` fit into a quarter of a gigabyte; at least one.
    std::size_t levers_at_once() const;

  private:
    std::vector<std::vector<double>> by_row(const std::vector<double>& runs) const;

    std::filesystem::path path_;
    std::unique_ptr<sim::NetcdfReader> file_;
    std::uint32_t rows_ = 0;
    std::uint32_t replicates_ = 0;
    std::size_t failed_ = 0;
    std::vector<Factor> factors_;
    std::vector<std::string> plans_, names_en_, names_id_;
    std::vector<sim::Month> months_;
    sim::Month plans_from_;
    std::vector<double> highest_; ///< [outcome]
    std::vector<std::uint32_t> sets_;
    Sampled sampled_;
    std::string city_name_;
};

} // namespace layak
