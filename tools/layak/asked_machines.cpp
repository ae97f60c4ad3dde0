#include "tools/layak/asked_machines.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tools/layak/next_steps.hpp"

namespace layak {
namespace {

/// Begins what a machine says of itself: the rest is ssh's, or greetings.
constexpr const char* own_words = "layak-machine:";

/// A script that says, behind `own_words`, ok where a machine sees this very folder, may write there and can run the
/// program; else why not. `$1` is what log/here must hold.
std::string machine_check(const ClusterJob& job, const std::string& logs)
{
    const bool id = job.lang != "en";
    const std::string folder = std::filesystem::current_path().string();
    const std::string here = shell_word(std::filesystem::absolute(logs + "here").string());
    const auto unless = [](const std::string& holds, const std::string& said) {
        return holds + " || { echo " + shell_word(own_words + said) + "; exit; }\n";
    };
    return unless("cd " + shell_word(folder) + " 2>/dev/null",
                  (id ? "di sana tidak ada folder " : "it has no folder ") + folder) +
           // A network disk may show what was written a few seconds later.
           "n=0\nuntil [ \"$(cat " + here + " 2>/dev/null)\" = \"$1\" ]; do\n  n=$((n + 1))\n  " +
           unless("[ $n -lt 6 ]", id ? "foldernya di sana bukan folder ini" : "its folder is not this one") +
           "  sleep 1\ndone\n" +
           unless("( : >>" + here + " ) 2>/dev/null",
                  id ? "di sana foldernya tidak boleh ditulisi" : "it may not write into the folder") +
           unless("[ -x " + shell_word(job.program) + " ]",
                  (id ? "di sana tidak ada program " : "it has no program ") + job.program) +
           "said=$(" + shell_word(job.program) + " --version 2>&1 >/dev/null) || { echo " +
           shell_word(own_words +
                      std::string(id ? "programnya tidak berjalan di sana: " : "the program does not run there: ")) +
           "\"$said\"; exit; }\necho " + shell_word(std::string(own_words) + "ok") + "\n";
}

/// What ssh takes of a machine: "-p 2222 siti@pc3".
std::string ssh_words(const std::string& host)
{
    const std::size_t port = host.rfind(':');
    return (port == std::string::npos ? "" : "-p " + shell_word(host.substr(port + 1)) + " ") +
           shell_word(host.substr(0, port));
}

/// As somebody types it.
std::string ssh_to(const std::string& host) { return "ssh " + ssh_words(host); }

/// How a shell is opened there, to read from its input.
std::string shell_on(const std::string& host) { return host == ":" ? "sh -s" : "$ssh " + ssh_words(host) + " sh -s"; }

} // namespace

std::vector<std::string> split_hosts(const std::string& hosts)
{
    std::vector<std::string> out;
    std::istringstream in(hosts.empty() ? ":" : hosts);
    for (std::string host; std::getline(in, host, ',');) out.push_back(host);
    return out;
}

std::vector<std::string> asked_machines(const ClusterJob& job, const std::string& logs)
{
    const std::vector<std::string> hosts = split_hosts(job.hosts);
    if (std::all_of(hosts.begin(), hosts.end(), [](const std::string& host) { return host == ":"; }))
        return {"machines=" + shell_word(job.hosts.empty() ? ":" : job.hosts)};
    const bool id = job.lang != "en";
    const auto answer = [&](std::size_t k) { return shell_word(logs + "machine-" + std::to_string(k + 1) + ".txt"); };
    std::vector<std::string> lines{std::string("asks=") + (job.asks_machines ? "1" : ""), "ask_machines() {",
                                   "machines=", "left_out="};
    std::string asked = "[ -n \"$asks\" ]";
    for (std::size_t k = 0; k < hosts.size() && !job.asks_machines; ++k) asked += " || [ ! -e " + answer(k) + " ]";
    lines.insert(lines.end(),
                 {"if " + asked + "; then", "here=$$.$(date +%s)", "echo \"$here\" >" + shell_word(logs + "here"),
                  "check=" + shell_word(machine_check(job, logs)),
                  "echo " + shell_word(id ? "layak: bertanya kepada tiap PC" : "layak: each PC is asked") + " >&2"});
    for (std::size_t k = 0; k < hosts.size(); ++k) {
        lines.push_back("printf '%s\\n' \"$check\" | timeout 60 " + shell_on(hosts[k]) + " \"$here\" >" + answer(k) +
                        " 2>&1 &");
        lines.emplace_back("runs=\"$runs $!\"");
    }
    lines.insert(lines.end(), {"wait $runs || true", "runs=", "fi"});
    const std::string own = own_words, nothing = id ? "tidak menjawab" : "no answer";
    for (std::size_t k = 0; k < hosts.size(); ++k) {
        const bool is_here = hosts[k] == ":";
        const std::string told = "layak: " + (is_here ? std::string(id ? "PC ini" : "this PC") : hosts[k]) +
                                 (id ? " tidak ikut: " : " does not take part: ");
        // What ssh says is for those who know ssh: the command alone shows what is to be done.
        const std::string hint = is_here ? "" : (id ? "; coba dulu: " : "; try first: ") + ssh_to(hosts[k]);
        const std::string last_word =
            "{ sub(/\\r.*/, \"\") } index($0, \"" + own + "\") == 1 { own = substr($0, " +
            std::to_string(own.size() + 1) +
            ") } /[^ \\t]/ { said = $0 } END { sub(/[.]$/, \"\", said); print own != \"\" ? own : (said == \"\" ? \"" +
            nothing + "\" : said) \"" + hint + "\" }";
        lines.insert(lines.end(),
                     {"said=$(awk " + shell_word(last_word) + " <" + answer(k) + ")",
                      "if [ \"$said\" = ok ]; then machines=$machines${machines:+,}" + shell_word(hosts[k]) + "; else",
                      "  told=" + shell_word(told) + "${said:-" + nothing + "}",
                      R"(  [ "$asks" != 1 ] || echo "$told" >&2)", "  left_out=\"$left_out$told", "\"", "fi"});
    }
    lines.insert(lines.end(), {"}", "ask_machines"});
    return lines;
}

} // namespace layak
