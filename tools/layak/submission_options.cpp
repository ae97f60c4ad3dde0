#include "tools/layak/submission.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <regex>
#include <set>

#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/output_file.hpp"

namespace layak {

using sim::Language;

Engine SubmissionOptions::engine() const
{
    const auto* const at = std::find(std::begin(engine_names), std::end(engine_names), with);
    return static_cast<Engine>(at - std::begin(engine_names));
}

void refuse_idle_options(const SubmissionOptions& options, Language language)
{
    const bool is_parallel = options.engine() == Engine::parallel;
    if (!is_parallel && !options.hosts.empty())
        refuse({"--hosts hanya untuk --with parallel", "--hosts is of --with parallel alone"}, language, wrong_input);
    if (is_parallel && options.cpus_given)
        refuse({"--cpus bukan untuk --with parallel: di sana tiap bagian memakai semua inti komputernya",
                "--cpus is not of --with parallel: there a shard has all cores of its machine"},
               language, wrong_input);
    if (is_parallel && !options.options.empty())
        refuse({"--options bukan untuk --with parallel: itu pilihan sbatch atau qsub",
                "--options is not of --with parallel: it has options of sbatch or qsub"},
               language, wrong_input);
}

namespace {

/// As GNU parallel takes them, without what it takes for a mistake of its own; each once.
std::string accept_hosts(const std::string& text)
{
    static const std::regex one_host(R"((:|([A-Za-z_][\w.-]*@)?[A-Za-z0-9][\w.-]*(:[1-9]\d{0,4})?))");
    constexpr std::size_t longest = 300; // std::regex recurses over the text
    constexpr int highest_port = 65'535;
    std::set<std::string> known;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::string host = text.substr(at, end - at);
        if (host.size() > longest || !std::regex_match(host, one_host))
            return in_both_languages(
                {"\"" + text +
                     "\": tulis nama komputer dengan koma di antaranya, tanpa spasi, masing-masing "
                     "[USER@]KOMPUTER[:PORT], misalnya pc2,siti@pc3:2222,: (: komputer ini)",
                 "\"" + text +
                     "\": write names of machines with commas between them, no blanks, each "
                     "[USER@]MACHINE[:PORT], like pc2,siti@pc3:2222,: (: is this machine)"});
        const std::size_t colon = host.rfind(':');
        if (host != ":" && colon != std::string::npos && std::stoi(host.substr(colon + 1)) > highest_port)
            return in_both_languages(
                {"\"" + host + "\": port adalah angka dari 1 sampai " + std::to_string(highest_port),
                 "\"" + host + "\": a port is a number from 1 to " + std::to_string(highest_port)});
        if (!known.insert(host).second)
            return in_both_languages({"\"" + host + "\" disebut dua kali; sebutkan tiap komputer sekali saja",
                                      "\"" + host + "\" is named twice; name each machine once"});
        at = end + 1;
    }
    return "";
}

std::string accept_wave(const std::string& text)
{
    const std::size_t at = text.rfind(':');
    const bool is_one = at != std::string::npos && at + 1 < text.size() &&
                        text.find_first_not_of("0123456789", at + 1) == std::string::npos;
    return is_one ? ""
                  : in_both_languages(
                        {"--wave \"" + text + "\": tulis GELOMBANG:N", "--wave \"" + text + "\": write WAVE:N"});
}

} // namespace

void add_submission(CLI::App& verb, SubmissionOptions& options)
{
    verb.add_flag("--go", options.go, "Submit it, in place of printing how");
    verb.add_option("--with", options.with, "Who deals the shards to machines")
        ->check(accept_one_of({"slurm", "parallel", "pbs"}))
        ->option_text("slurm|parallel|pbs [slurm]");
    verb.add_option("--shards", options.shards, "How many shards; each best takes 1 to 10 minutes")
        ->check(accept_whole(1, sim::most_shards))
        ->option_text("N [about 5 minutes each]");
    verb.add_option_function<int>(
            "--cpus",
            [&options](int cpus) {
                options.cpus = cpus;
                options.cpus_given = true;
            },
            "Cores of a shard (of parallel: all that a machine has)")
        ->check(accept_whole(1, 1024))
        ->option_text("N [4]");
    verb.add_option("--hosts", options.hosts,
                    "Of parallel: the machines, each [USER@]MACHINE[:PORT] as ssh takes them; : is this "
                    "one")
        ->check(accept_hosts)
        ->option_text("A,B,... [:]");
    verb.add_option("--tries", options.tries, "How many times what is missing is submitted again")
        ->check(accept_whole(0, 3))
        ->option_text("N [3]");
    verb.add_option("--options", options.options, "More options for sbatch or qsub, as they are")
        ->option_text("\"--partition=long --account=a\"");
    verb.add_flag("--anyway", options.anyway, "Submit also what waits or runs already, or seems to");
    // Given by the lines themselves alone:
    verb.add_option("--wave", options.wave)->check(accept_wave)->group("");
    verb.add_flag("--again", options.again)->group("");
    verb.add_flag("--keep-inputs", options.keep_inputs)->group("");
}

} // namespace layak
