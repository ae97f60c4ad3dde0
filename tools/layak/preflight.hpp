#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "models/commitment/sweep.hpp"

namespace layak {

/// What a sweep will take, from a task that was run for it.
struct Preflight
{
    double seconds = 0;
    std::uint64_t disk = 0;   ///< bytes: of the store and the result
    std::uint64_t memory = 0; ///< bytes
    bool is_large() const { return seconds > 30 * 60 || disk > std::uint64_t{5} << 30; }
};

/// The most that this process ever had in memory, or (`clear_refs` of proc) since that was asked for: bytes. Not
/// getrusage's, which begins with what the program had that started this one.
double peak_memory();

/// Runs one task or two of those that are missing, and throws them away.
Preflight probe(const commitment::Sweep& sweep, const std::vector<std::size_t>& missing, int threads);

sim::Words describe(const Preflight& preflight, const commitment::Sweep& sweep, std::size_t missing_tasks,
                    sim::Language language);

/// "26.6 GB"
std::string size_text(std::uint64_t bytes, sim::Language language);

/// \param disk  bytes that will be written \param less  what to ask for in place of it
/// \throws Exit(failed) after saying so, where there is too little room
void refuse_without_room(std::uint64_t disk, const std::filesystem::path& folder, sim::Language language,
                         const sim::Words& less = {"lebih sedikit ulangan atau baris, atau --keep last",
                                                   "fewer replicates or rows, or --keep last"});

/// Asks whether to begin. On anything but a terminal nobody is asked: true.
bool agrees(sim::Language language);

} // namespace layak
