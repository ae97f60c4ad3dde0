#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "models/commitment/replay.hpp"

namespace layak {

/// A run to be followed again.
struct RunToFollow
{
    const commitment::City& city;
    const commitment::Plan* plan = nullptr; ///< null: the history alone
    const commitment::ExperimentOptions& options;
    std::uint32_t replicate = 0;
    std::uint32_t months = 0;
};

/// The first number of a month that is not what a result has, as "month, name: file / now"; empty where all are.
/// \param step  months since the start, each asked once and in order
using MonthComparison = std::function<std::string(std::uint32_t step, commitment::CommitmentBlock& block, int lane,
                                                  const commitment::PackedCity& city)>;

/// What replays tell, as CSV: a line an event, and a line an institution and month (columns: tools/layak README).
class ReplayTables
{
  public:
    static const std::string events_head;
    static const std::string states_head;

    void follow(const RunToFollow& run, const MonthComparison& difference);

    std::string events = events_head + "\n";
    std::string states = states_head + "\n";
    std::string first_difference; ///< from the result; empty where there is none
    std::size_t event_count = 0;

  private:
    void tell(const RunToFollow& run, std::uint32_t step, const commitment::Happening& of,
              const commitment::PackedCity& packed, const commitment::PackedPlan& packed_plan);
    void add_states(const RunToFollow& run, std::uint32_t step, commitment::CommitmentBlock& block, int lane,
                    const commitment::PackedCity& packed);
};

} // namespace layak
