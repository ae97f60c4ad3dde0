#include "sim/store/shard.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view finished = ".shard", under_way = ".work", progress = ".progress";

std::optional<std::uint32_t> whole(std::string_view text)
{
    std::uint32_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (text != std::to_string(value)) return std::nullopt; // one way to write it
    return value;
}

std::optional<Shard> parse(std::string_view text, std::string_view between)
{
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) return std::nullopt;
    const auto number = whole(text.substr(0, at));
    const auto of = whole(text.substr(at + between.size()));
    if (!number || !of || *number >= *of || *of > most_shards) return std::nullopt;
    return Shard{*number, *of};
}

fs::path named(const fs::path& folder, const Shard& shard, std::string_view ending)
{
    return folder / (std::to_string(shard.number) + "-of-" + std::to_string(shard.of)).append(ending);
}

/// Unlike std::filesystem::exists it takes no trouble of a disk for an answer.
bool entry_exists(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::none) throw ReadError(path, trouble_of_reading(error.value()));
    return status.type() != fs::file_type::not_found;
}

std::string own_context(const std::string& context, const Shard& shard) { return context + " " + to_text(shard); }

} // namespace

std::optional<Shard> parse_shard(std::string_view text) { return parse(text, "/"); }

std::string to_text(const Shard& shard) { return std::to_string(shard.number) + "/" + std::to_string(shard.of); }

std::vector<std::size_t> tasks_of(const Shard& shard, std::size_t tasks)
{
    std::vector<std::size_t> out;
    for (std::size_t task = shard.number; task < tasks; task += shard.of) out.push_back(task);
    return out;
}

fs::path file_of(const fs::path& folder, const Shard& shard) { return named(folder, shard, finished); }
fs::path work_of(const fs::path& folder, const Shard& shard) { return named(folder, shard, under_way); }
fs::path progress_of(const fs::path& folder, const Shard& shard) { return named(folder, shard, progress); }

std::vector<Shard> shards_in(const fs::path& folder)
{
    std::vector<Shard> out;
    if (!entry_exists(folder)) return out;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const fs::path ending = entry->path().extension();
        if (ending != finished && ending != under_way && ending != progress) continue;
        if (const auto shard = parse(entry->path().stem().string(), "-of-")) out.push_back(*shard);
    }
    if (error) throw ReadError(folder, trouble_of_reading(error.value()));
    std::sort(out.begin(), out.end(),
              [](const Shard& a, const Shard& b) { return std::tie(a.of, a.number) < std::tie(b.of, b.number); });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

void write_shard(const fs::path& folder, const Shard& shard, const std::string& context, const Store& work,
                 std::span<const std::string> names)
{
    std::vector<TaskPlace> tasks;
    for (const std::string& name : names) tasks.push_back(work.place_of(name));
    write_tasks(file_of(folder, shard), own_context(context, shard), std::move(tasks),
                [&](std::size_t task, std::size_t part) { return work.read(names[task], part); });
}

bool is_there(const fs::path& folder, const Shard& shard) { return entry_exists(file_of(folder, shard)); }

std::vector<TaskPlace> read_shard(const fs::path& folder, const Shard& shard, const std::string& context)
{
    return read_tasks(file_of(folder, shard), own_context(context, shard));
}

void put_shard_aside(const fs::path& folder, const Shard& shard, std::string_view ending)
{
    put_aside(file_of(folder, shard), ending);
}

} // namespace sim
