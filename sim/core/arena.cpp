#include "sim/core/arena.hpp"

#include <algorithm>
#include <new>

#include "sim/core/contract.hpp"

namespace sim {
namespace {
constexpr std::align_val_t alignment{64};
}

Arena::Arena(std::size_t doubles)
    : capacity_(rounded(std::max<std::size_t>(doubles, 1))),
      memory_(static_cast<double*>(::operator new(capacity_ * sizeof(double), alignment)))
{
    std::fill_n(memory_.get(), capacity_, 0.0);
}

double* Arena::take(std::size_t doubles)
{
    SIM_EXPECTS(used_ + rounded(doubles) <= capacity_);
    double* stretch = memory_.get() + used_;
    used_ += rounded(doubles);
    return stretch;
}

void Arena::Free::operator()(double* memory) const { ::operator delete(memory, alignment); }

} // namespace sim
