#include "tools/layak/preflight.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include "sim/ensemble/block.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/shown.hpp"

namespace layak {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

std::string size_text(std::uint64_t bytes, Language language)
{
    const double mib = static_cast<double>(bytes) / (1 << 20);
    return mib < 1024 ? number(std::max(mib, 1.0), 0, language) + " MB" : number(mib / 1024, 1, language) + " GB";
}

double peak_memory()
{
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return 1024 * std::strtod(line.c_str() + 6, nullptr);
    return 0;
}

Preflight probe(const commitment::Sweep& sweep, const std::vector<std::size_t>& missing, int threads)
{
    using Clock = std::chrono::steady_clock;
    Preflight out;
    double seconds = 0;
    std::uint64_t bytes = 0;
    std::size_t probed = 0;
    // Rows differ: one from the beginning and one from the end of the first round.
    for (const std::size_t task : {missing.front(), missing[std::min<std::size_t>(missing.size(), sweep.rows()) - 1]}) {
        const auto begin = Clock::now();
        const auto stored = sweep.run(task, nullptr);
        seconds += std::chrono::duration<double>(Clock::now() - begin).count();
        for (const std::string& part : stored->parts) bytes += part.size();
        ++probed;
        if (seconds > 5 || missing.size() == 1) break;
    }
    const auto count = static_cast<double>(missing.size());
    const int used = static_cast<int>(std::min<std::size_t>(missing.size(), sim::threads_or_all(threads)));
    out.seconds = seconds / static_cast<double>(probed) * count / used * 1.1;
    // The result is about as large as the store.
    out.disk = static_cast<std::uint64_t>(2 * static_cast<double>(bytes) / static_cast<double>(probed) * count);
    const std::uint64_t of_a_run = sweep.shape().outcomes() * sizeof(float) + sweep.shape().accounts() * sizeof(double);
    // Beside what the probe took: blocks on their way to the disk; and as measured 650 bytes a task to know where it
    // lies, 24 a run for the tables.
    out.memory = static_cast<std::uint64_t>(peak_memory()) + (std::uint64_t{64} << 20) + sweep.tasks() * 650 +
                 sweep.runs() * 24 + of_a_run * 16 * static_cast<std::uint64_t>(used);
    return out;
}

Words describe(const Preflight& preflight, const commitment::Sweep& sweep, std::size_t missing_tasks, Language language)
{
    const std::uint64_t of_each = sweep.runs() / sweep.rows();
    const std::string rows = number(sweep.rows(), 0, language);
    const std::string replicates = number(static_cast<double>(of_each), 0, language);
    const std::string runs = number(static_cast<double>(sweep.runs()), 0, language);
    const bool all = missing_tasks == sweep.tasks();
    const std::string share = number(
        100.0 * static_cast<double>(sweep.tasks() - missing_tasks) / static_cast<double>(sweep.tasks()), 0, language);
    const std::string time = duration(preflight.seconds, language);
    const std::string disk = size_text(preflight.disk, language);
    const std::string memory = size_text(preflight.memory, language);
    return {rows + " baris × " + replicates + " ulangan = " + runs + " simulasi" +
                (all ? "" : ", " + share + " % sudah tersimpan") + "; kira-kira " + time + ", " + memory + " memori, " +
                disk + " disk",
            rows + noun(sweep.rows(), " row", " rows") + " × " + replicates +
                noun(of_each, " replicate", " replicates") + " = " + runs + noun(sweep.runs(), " run", " runs") +
                (all ? "" : ", " + share + "% saved already") + "; about " + time + ", " + memory + " of memory, " +
                disk + " of disk"};
}

void refuse_without_room(std::uint64_t disk, const fs::path& folder, Language language, const Words& less)
{
    std::error_code error;
    fs::path there = fs::absolute(folder, error);
    while (!fs::exists(there, error) && there.has_relative_path()) there = there.parent_path();
    const fs::space_info space = fs::space(there, error);
    if (error) return;
    if (space.capacity == 0)
        refuse(
            Words{folder.string() + ": di sana tidak ada disk yang dapat menyimpan berkas; pilih folder lain dengan -o",
                  folder.string() + ": there is no disk there that keeps files; choose another folder with -o"},
            language, wrong_input);
    if (space.available > disk) return;
    const std::string needed = size_text(disk, language);
    const std::string free = space.available >> 20 == 0 ? "0 MB" : size_text(space.available >> 20 << 20, language);
    refuse(Words{"perlu " + needed + " disk, yang kosong " + free +
                     "; kosongkan sebagian, pilih disk lain dengan -o, atau mulailah dengan " + less.id,
                 needed + " of disk are needed, " + free +
                     " are free; make room, choose another disk with -o, or begin with " + less.en},
           language, failed);
}

bool agrees(Language language)
{
    if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return true;
    std::fputs(language == Language::id ? "Mulai? [y/t] " : "Begin? [y/n] ", stderr);
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "ya" || answer == "yes";
}

} // namespace layak
