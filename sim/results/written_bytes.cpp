#include "sim/results/written_bytes.hpp"

#include <algorithm>
#include <libdeflate.h>
#include <vector>

namespace sim {
namespace {

constexpr std::size_t long_from = std::size_t{16} << 10;

std::uint32_t sum_of(std::span<const char> bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

} // namespace

void WrittenBytes::note(const Descriptor& file, std::uint64_t address, std::span<const char> bytes)
{
    make_room(file, address, address + bytes.size());
    keep(address, bytes);
}

void WrittenBytes::keep(std::uint64_t address, std::span<const char> bytes)
{
    if (bytes.empty()) return;
    if (bytes.size() < long_from)
        stretches_[address] = {bytes.size(), std::string(bytes.begin(), bytes.end())};
    else
        stretches_[address] = {bytes.size(), {}, sum_of(bytes)};
}

void WrittenBytes::make_room(const Descriptor& file, std::uint64_t begin, std::uint64_t end)
{
    auto at = stretches_.upper_bound(begin);
    if (at != stretches_.begin() && std::prev(at)->first + std::prev(at)->second.size > begin) --at;
    while (at != stretches_.end() && at->first < end) {
        const std::uint64_t first = at->first;
        const Stretch old = std::move(at->second);
        at = stretches_.erase(at);
        const bool is_covered = begin <= first && first + old.size <= end;
        if (is_covered) continue;
        std::vector<char> whole(old.bytes.begin(), old.bytes.end());
        if (old.is_long()) {
            whole.resize(old.size);
            read_at(file, whole, first, {});
            // Where it is no longer what was written its rest stands for what is not there, and so does the whole.
            if (sum_of(whole) != old.sum) std::fill(whole.begin(), whole.end(), '\xff');
        }
        const std::span<const char> all(whole);
        if (first < begin) keep(first, all.first(begin - first));
        if (first + old.size > end) keep(end, all.subspan(end - first));
    }
}

bool WrittenBytes::is_on(const Descriptor& file, const std::filesystem::path& path) const
{
    std::vector<char> found;
    return std::all_of(stretches_.begin(), stretches_.end(), [&](const auto& stretch) {
        const auto& [address, of] = stretch;
        found.resize(of.size);
        if (read_at(file, found, address, path) != of.size) return false;
        return of.is_long() ? sum_of(found) == of.sum
                            : std::equal(found.begin(), found.end(), of.bytes.begin(), of.bytes.end());
    });
}

} // namespace sim
