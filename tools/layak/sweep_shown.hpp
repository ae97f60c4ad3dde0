#pragma once

// What the tables of a sweep have in common.

#include <optional>
#include <string>
#include <vector>

#include "tools/layak/factor_label.hpp"
#include "tools/layak/sweep_curves.hpp"

namespace layak {

/// A sweep as it is told in one language.
class ShownSweep
{
  public:
    ShownSweep(const StoredSweep& sweep, sim::Language language, std::size_t columns);

    const StoredSweep& sweep;
    sim::Language language;
    std::size_t columns; ///< of the terminal
    bool id = language == sim::Language::id;

    /// "Rp 250 juta setahun": a value of a factor, as all of it are written.
    std::string level(std::size_t factor, double value) const { return levels_[factor](value, language); }
    /// "Dari bawah · rotation.head 0,5"
    std::string row(std::uint32_t row, const std::vector<std::size_t>& factors) const;

    /// What of the row the plan's own limit decides; \param varied  the factor on whose levels it is seen, else none
    bool is_capped(std::uint32_t row, std::optional<std::size_t> varied = {}) const
    {
        return layak::is_capped(sweep, undelivered_, row, varied);
    }
    /// "* Pagu rencana tidak cukup …"; nothing of no rows. \param is_curve  they are levels of one factor
    std::string note_of_capped(const std::vector<std::uint32_t>& capped, bool is_curve) const;

  private:
    std::vector<LevelTexts> levels_;  ///< [factor]
    std::vector<double> undelivered_; ///< [row]
};

/// An outcome's number as the tables write it.
std::string sweep_figure(double value, commitment::Measure measure, sim::Language language);

/// "+6,1 poin (+5,9 – +6,3)"
std::string gain_text(double gain, const sim::Interval& interval, commitment::Measure measure, sim::Language language);
/// What a curve says, no stronger than its intervals.
std::string curve_conclusion(const ShownSweep& shown, const sim::ResponseCurve& curve, const CurveGroup& group,
                             std::size_t factor, commitment::Measure measure);

/// The level that is enough: "Rp 1,5 miliar setahun"; of the highest one tried that the curve still rises; or why there
/// is none.
std::string enough_text(const ShownSweep& shown, const sim::ResponseCurve& curve, const CurveGroup& group,
                        std::size_t factor);

/// Rows that make no curve: each of them where they are few, else how far they reach.
std::string rows_told(const ShownSweep& shown, const std::vector<std::uint32_t>& outcomes);

} // namespace layak
