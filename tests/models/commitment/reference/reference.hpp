#pragma once

#include <memory>

#include "tests/models/commitment/reference/monthly.hpp"
#include "tests/models/commitment/reference/processes.hpp"

namespace reference {

/// One replicate of the model, a month at a time.
class Engine
{
  public:
    /// Starts before the city's first month.
    /// \param city  its history is carried out; must outlive the engine, as must the plan
    /// \param plan  may be null
    Engine(const commitment::City& city, const commitment::Plan* plan, const Parameters& parameters,
           std::unique_ptr<Random> random);
    /// The same with random numbers in sequence.
    Engine(const commitment::City& city, const commitment::Plan* plan, const Parameters& parameters,
           std::uint64_t seed);

    /// Runs the next month.
    void advance();
    /// The last month that was run; before the first: the start, nothing spent.
    Monthly observe() const;
    /// The next month to be run.
    sim::Month next() const { return next_; }

    State& state() { return now_; }
    const State& state() const { return now_; }
    const Layout& layout() const { return layout_; }

  private:
    const commitment::City& city_;
    Parameters parameters_;
    Layout layout_;
    std::unique_ptr<Random> random_;
    Account account_;
    Levers levers_; // of the last month
    State now_;
    sim::Month next_;
};

} // namespace reference
