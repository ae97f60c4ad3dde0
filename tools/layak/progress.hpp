#pragma once

#include <chrono>
#include <string>

#include "sim/text/findings.hpp"

namespace layak {

/// How far the work is, with the time left, on stderr: a bar on a terminal, else now and then a line.
class Progress
{
  public:
    /// \param shown  false: says nothing
    Progress(sim::Words what, sim::Language language, bool shown);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void tell(double share);

  private:
    using Clock = std::chrono::steady_clock;
    sim::Words what_;
    sim::Language language_;
    bool shown_;
    bool terminal_;
    bool drawn_ = false;
    Clock::time_point start_;
    Clock::time_point last_;
};

} // namespace layak
