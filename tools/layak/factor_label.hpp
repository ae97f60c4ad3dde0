#pragma once

#include <string>
#include <vector>

#include "sim/text/findings.hpp"

namespace layak {

/// A lever as a planner calls it, "anggaran pelatihan kelurahan setahun"; a parameter by its name.
sim::Words factor_label(const std::string& name);

/// What a factor is counted in: "rupiah setahun", "kursi setahun"; of a parameter as `--help-parameters` has it.
sim::Words factor_unit(const std::string& name);

/// A group of factors as a design calls it; those called as the usual plans in words: "dari bawah".
sim::Words factor_group_name(const std::string& group);

/// What a sensitivity is of: a factor as above, "rencana", a group by its name, or what replicates differ in.
sim::Words strength_label(const std::string& name);

/// Where something stays undelivered in more than this share of the runs, the plan's own limit is told to decide.
inline constexpr double limited_from = 0.05;

/// Whether a factor's values are rupiah.
bool is_money(const std::string& factor);

/// How values of one factor are written beside each other: in one unit of money, and with as many digits as tell them
/// apart; whole where nine decimals are enough for all of them.
class LevelTexts
{
  public:
    LevelTexts(const std::string& factor, std::vector<double> values);

    /// "Rp 0,25 miliar", "0,25". \param value  one of them
    std::string amount(double value, sim::Language language) const;
    /// The same with "setahun" where the factor is an amount a year.
    std::string operator()(double value, sim::Language language) const;

  private:
    bool are_told_apart(const std::vector<double>& values, int decimals) const;

    bool is_money_;
    bool is_a_year_;
    double unit_of_ = 0; ///< the amount whose unit all have; 0: each its own, for they reach too far
    int decimals_ = 0;
};

} // namespace layak
