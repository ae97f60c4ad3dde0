#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "sim/store/store.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// A folder in which runs can be kept: one that is not there yet (but the one above it), is empty, or is a store.
/// \throws Exit after saying why it cannot
void check_store_folder(const std::filesystem::path& folder, sim::Language language);

/// Refuses a folder whose work is run in shards: a command without --shard has nothing to do there. \throws Exit
void refuse_shards(const std::filesystem::path& folder, sim::Language language);

/// The store in it, begun where there is none. \throws Exit where another command works on it
std::unique_ptr<sim::Store> open_store(const std::filesystem::path& folder, sim::Language language);

/// Says each difference of what was stored from what is asked now, and ends: nothing was touched. With none it goes on.
/// \throws Exit
void refuse_store(const std::filesystem::path& folder, const std::vector<sim::Words>& differences,
                  sim::Language language);

} // namespace layak
