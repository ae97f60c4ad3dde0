#pragma once

#include <cstddef>
#include <vector>

namespace sim {

/// Asks the system for pages of 2 MiB there, where it has them: memory that is written to for the first time then comes
/// at a fraction of the cost. Without effect on what is in it.
void ask_for_large_pages(void* memory, std::size_t bytes);

/// Zeros, in such pages. \param values  empty
template <class Number>
void resize_in_large_pages(std::vector<Number>& values, std::size_t count)
{
    values.reserve(count);
    ask_for_large_pages(values.data(), count * sizeof(Number));
    values.resize(count);
}

} // namespace sim
