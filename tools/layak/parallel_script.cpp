#include "tools/layak/parallel_script.hpp"

#include <filesystem>
#include <vector>

#include "tools/layak/asked_machines.hpp"
#include "tools/layak/next_steps.hpp"

namespace layak {
namespace {

/// Parallel replaces {}, {#}, {.} and others, wherever they are: these are taken apart, by quotes that the shell drops
/// (a word with { is in quotes).
std::string not_replaced(const std::string& text)
{
    std::string out;
    for (const char c : text) out += c == '{' ? "{''" : std::string(1, c);
    return out;
}

/// What a machine does of a shard; what it says goes into a log of the shard, as with the other engines.
std::string shard_line(const ClusterJob& job)
{
    const std::string folder = std::filesystem::current_path().string();
    const std::string log = not_replaced(shell_word(std::filesystem::absolute(job.folder).string() + "/log/shard-"));
    const std::string run = shell_word(job.program) + " " + shell_line(job.run) + " --quiet --shard ";
    // Which status a shell gives by itself to what it cannot enter or open differs from shell to shell.
    return not_replaced("cd " + shell_word(folder)) + " && : >>" + log + "{}.txt || exit 2; " +
           not_replaced("exec " + run) + "{}/" + std::to_string(job.of) + " >>" + log + "{}.txt 2>&1";
}

/// Asks what parallel noted of each shard, of which $2 is the machine and $7 how it ended. Not as an operand: a name
/// with = is an assignment to awk. \param to  where its answer goes, if not to whoever calls
std::string asked(const std::string& program, const std::string& exits, const std::string& to = "")
{
    return "{ awk -F'\\t' " + shell_word(program) + " <" + shell_word(exits) + "; } " + to + "2>/dev/null";
}

/// What stands in an `if`: whether any shard ended so.
std::string if_any(const std::string& ended, const std::string& exits)
{
    const std::string count = asked("NR > 1 && (" + ended + ") { n++ } END { print n + 0 }", exits);
    return "if [ \"$(" + count + " || echo 0)\" -gt 0 ]; then";
}

/// Tells how many shards each machine has done: those that are in this folder. Parallel notes success, too, where a
/// machine's own lines there could not begin. Where a machine that took part did none, all are asked again: why may be
/// known by now.
std::string told_by_machine(const ClusterJob& job, const std::string& list, const std::string& exits)
{
    const bool id = job.lang != "en";
    const std::string shard = shell_word(job.folder + "/shards/" + job.stage + (job.stage.empty() ? "" : "/"));
    const std::string absent = "absent=$(for k in" + list + "; do [ -e " + shard + "\"$k-of-" + std::to_string(job.of) +
                               ".shard\" ] || echo \"$k\"; done)\nexport absent machines\n";
    const std::string done = id ? "layak: bagian yang selesai: " : "layak: shards done: ";
    const std::string none = id ? "layak: tidak menyelesaikan satu bagian pun (wajar kalau bagiannya sedikit): "
                                : "layak: did no shard (no wonder where there are few): ";
    const std::string of_program =
        "BEGIN { split(\"" + list + "\", number, \" \"); n_absent = split(ENVIRON[\"absent\"], of, \"\\n\"); " +
        "for (k = 1; k <= n_absent; k++) is_absent[of[k]] = 1 } " +
        "NR > 1 && $7 == 0 { if (number[$1] in is_absent) elsewhere = $2; else { n[$2]++; all++ } } " +
        "END { count = split(ENVIRON[\"machines\"], host, \",\"); printf \"" + done +
        "%d\", all; for (k = 1; k <= count; k++) { name = host[k] == \":\" ? \"" + (id ? "PC ini" : "this PC") +
        "\" : host[k]; printf \", %s: %d\", name, n[host[k]]; if (!n[host[k]]) idle = idle (idle == \"\" ? \"\" : \", "
        "\") name } print \"\"; if (elsewhere) print \"" +
        (id ? "layak: \" elsewhere \" menyatakan selesai, tetapi bagiannya tidak ada di folder ini"
            : "layak: \" elsewhere \" says it is done, but its shards are not in this folder") +
        "\"; if (idle != \"\") print \"" + none + "\" idle; exit idle != \"\" }";
    return absent + asked(of_program, exits, ">&2 ") + " || { asks=again; ask_machines; }";
}

} // namespace

std::string parallel_script(const ClusterJob& job, const std::string& merge)
{
    const auto said = [&](const std::string& id, const std::string& en) {
        return "echo " + shell_word("layak: " + (job.lang == "en" ? en : id)) + " >&2";
    };
    std::string list;
    for (const std::uint32_t number : job.numbers) list += " " + std::to_string(number);
    const std::string logs = job.folder + "/log/", exits = logs + "parallel.txt";
    const std::string again = "layak " + shell_line(job.submission) + " --go";
    const std::size_t hosts = split_hosts(job.hosts).size();
    const std::string deal =
        R"(parallel --jobs 1 --termseq TERM,10000,KILL,25 --ssh "$ssh" --sshlogin "$machines" --retries )" +
        std::to_string(static_cast<std::size_t>(job.tries) + hosts) + " --timeout " + std::to_string(60 * job.minutes) +
        " --joblog " + shell_word(exits) + " " + shell_word(shard_line(job)) + " :::" + list;
    const std::string program_missing_id = "di sebuah komputer program ini tidak ada di " + job.program +
                                           ", atau pustaka yang diperlukannya tidak ada: lihat di atas";
    const std::string program_missing_en =
        "a machine has no such program as " + job.program + ", or lacks libraries it needs: see above";
    const std::string refused_id = "masukannya ditolak, atau sebuah komputer tidak melihat foldernya: alasannya ada di "
                                   "atas dan di " +
                                   logs + ". Kalau sudah dibetulkan: " + again;
    const std::string refused_en =
        "the input was refused, or a machine does not see the folder: why is said above and in " + logs +
        ". Once that is put right: " + again;
    const std::string first_failed =
        "BEGIN { split(\"" + list + "\", number, \" \") } NR > 1 && ($7 != 0 || $8 != 0) { print number[$1]; exit }";
    std::vector<std::string> lines{"parallel --version 2>/dev/null </dev/null | grep -q '^GNU parallel' || {",
                                   "  " + said("parallel di sini bukan GNU parallel: sudo apt install parallel",
                                               "the parallel here is not GNU parallel: sudo apt install parallel"),
                                   "  exit 1", "}",
                                   "rm -f " + shell_word(exits), // of another time
                                   "ssh=\"${PARALLEL_SSH:-ssh}" + std::string(ssh_options) + "\"",
                                   // Where no shell is named parallel does nothing and says it went well.
                                   R"(export PARALLEL_SHELL="${PARALLEL_SHELL:-/bin/sh}")"};
    const std::vector<std::string> stopping{
        "runs=", "stopped() {", "  trap '' TERM INT HUP",
        // Of two signals parallel takes the second as an order to end what runs, too.
        R"(  { kill $runs; sleep 1; kill $runs; wait $runs; } 2>/dev/null || true)",
        "  " + said("dihentikan. Untuk meneruskannya: " + again, "stopped. To go on from there: " + again),
        "  exit 143", "}", "trap stopped TERM INT HUP"};
    lines.insert(lines.end(), stopping.begin(), stopping.end());
    for (std::string& line : asked_machines(job, logs)) lines.push_back(std::move(line));
    const std::vector<std::string> work{
        "if [ -n \"$machines\" ]; then", deal + " &", "runs=$!", R"(ended=0; wait "$runs" || ended=$?)",
        "trap - TERM INT HUP",
        "[ \"$ended\" != 137 ] || " +
            said("GNU parallel dimatikan; yang sudah dimulainya mungkin berjalan terus: layak status " +
                     shell_word(job.folder),
                 "GNU parallel was killed; what it began may go on: layak status " + shell_word(job.folder)),
        hosts < 2 ? ":" : told_by_machine(job, list, exits),
        // Of several waves once in the beginning, and where it is new.
        hosts < 2 ? ":" : R"([ -z "$asks" ] || printf '%s' "$left_out" >&2)", if_any("$7 != 0 || $8 != 0", exits),
        "  said=" + shell_word(logs + "shard-") + "$(" + asked(first_failed, exits) + ").txt",
        R"(  [ ! -s "$said" ] || { echo "$said:"; tail -n 4 "$said"; } >&2)", "fi",
        if_any("$7 == 126 || $7 == 127", exits), "  " + said(program_missing_id, program_missing_en), "fi",
        if_any("$7 == 2", exits), "  " + said(refused_id, refused_en), "  exit 2", "fi", "fi",
        "ls " + shell_word(job.folder + "/shards/" + job.stage) + " >/dev/null 2>&1 || " +
            said("tidak ada komputer yang memulai satu bagian pun; lihat di atas, dan " + logs,
                 "no machine began a shard; see above, and " + logs)};
    lines.insert(lines.end(), work.begin(), work.end());
    return script_of(lines) + merge;
}

} // namespace layak
