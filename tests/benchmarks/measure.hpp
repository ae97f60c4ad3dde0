#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

namespace bench {

/// Processor time of this thread, so that a busy machine disturbs little.
inline double thread_seconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

inline double wall_seconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds that the work takes by a clock.
template <class Work>
double seconds_of(double (*clock)(), Work work)
{
    const double begin = clock();
    work();
    return clock() - begin;
}

/// One number a round.
struct Rounds
{
    std::vector<double> values;

    double at(double share) const
    {
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5)];
    }
    double median() const { return at(0.5); }
};

} // namespace bench
