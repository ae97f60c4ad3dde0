#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "sim/store/store.hpp"

namespace sim {

struct WorkOptions
{
    int threads = 0;                         ///< 0: all cores
    const std::atomic<bool>* stop = nullptr; ///< set: what is finished is kept, no more is begun
    double seconds_of_a_block = 4; ///< a thread keeps what it finished after so much work; less is lost by a kill
    std::size_t bytes_of_a_block = std::size_t{32} << 20; ///< or when it is so much
    std::function<void(std::size_t tasks)> kept{};        ///< so many more are safe; from any thread, one at a time
};

/// Does the tasks that the store lacks, in their order, on all threads, and keeps each in the store.
/// \param names  of the tasks
/// \param work   does one, by its place in `names`; nothing: it was abandoned, because of `stop`. From any thread.
/// \return whether all are done
/// \throws WriteError; whatever `work` throws, after what was finished has been kept
bool work_through(Store& store, std::span<const std::string> names,
                  const std::function<std::optional<StoredTask>(std::size_t task)>& work, const WorkOptions& options);

} // namespace sim
