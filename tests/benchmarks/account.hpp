#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/benchmarks/primitives.hpp"
#include "tests/benchmarks/town.hpp"

namespace bench {

/// What a month of the status quo needs, by process: how often each primitive.
struct Need
{
    std::string process;
    std::vector<std::pair<Primitive, double>> primitives;
};
std::vector<Need> needs_of(const Town& town);

/// Microseconds of one primitive for one replicate (a lane), each measured in a tight loop.
class PrimitiveTimes
{
  public:
    /// \param plan  of the town, from whose middle the families' numbers are taken
    PrimitiveTimes(const Town& town, std::size_t plan);
    void measure();
    double operator[](Primitive which) const { return microseconds_[static_cast<std::size_t>(which)]; }
    double sum(const Need& need) const;

  private:
    const Town& town_;
    std::vector<double> memory_; // aligned within
    Material material_;
    std::array<double, primitive_names.size()> microseconds_{};

    void fill_families(std::size_t plan, double* families, double* hazards, double* ups) const;
};

/// Times of the processes of a month, by the wall's clock: that of the thread takes a tenth of what is measured here.
class Stopwatch : public commitment::Watch
{
  public:
    void start();
    void after(const char* process) override;
    std::vector<std::pair<std::string, double>> spent; ///< seconds by process, in the month's order

  private:
    double last_ = 0;
};

} // namespace bench
