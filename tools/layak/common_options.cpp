#include "tools/layak/common_options.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <limits>

#include "models/commitment/outcomes.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/sweep_chances.hpp"

namespace layak {

void add_language(CLI::App& verb, CommonOptions& options)
{
    verb.add_option("--lang", options.lang, "Language of tables and messages: id (Indonesian) or en (English)")
        ->check(accept_one_of({"id", "en"}))
        ->capture_default_str()
        ->option_text("id|en [id]");
}

void add_city(CLI::App& verb, CommonOptions& options)
{
    verb.add_option("--city", options.city,
                    "The city's folder; else the nearest one above the first plan that has a city.toml")
        ->check(accept_not_empty)
        ->option_text("DIR");
}

void add_settings(CLI::App& verb, CommonOptions& options)
{
    verb.add_option("--set", options.settings,
                    "A parameter or a lever, over what the files say: rotation.head=0.3, "
                    "training.kelurahan.per_year=50. May be given often; all names: --help-parameters")
        ->option_text("NAME=VALUE ...")
        ->allow_extra_args(false);
    verb.add_flag_callback(
            "--help-parameters", [] { throw ParameterHelp(); },
            "All parameters and levers with their defaults, ranges and units, and exit")
        ->trigger_on_parse();
}

void add_threads(CLI::App& verb, CommonOptions& options)
{
    verb.add_option("--threads", options.threads, "Threads; the result does not depend on them")
        ->check(accept_whole(1, 4096))
        ->option_text("N [all cores]");
}

void add_simulation(CLI::App& verb, CommonOptions& options)
{
    verb.add_option("--replicates", options.replicates, "Replicates of each plan")
        ->check(accept_whole(1, 1'000'000))
        ->option_text("N [200]");
    verb.add_option("--seed", options.seed, "Seed of all random numbers: the same seed, the same bytes")
        ->check(accept_whole(0, std::numeric_limits<std::uint64_t>::max()))
        ->option_text("N [1]");
    verb.add_option(
            "--parameters", options.parameters,
            "Parameter sets, as calibration gives (CSV, a column a parameter, perhaps weight): a row a replicate; "
            "standard: none, the city's one set for all")
        ->check(accept_not_empty)
        ->option_text("FILE|standard [the city's parameters.csv]");
    add_threads(verb, options);
}

void add_output(CLI::App& verb, CommonOptions& options, const std::string& otherwise)
{
    verb.add_option("-o,--out", options.output, "The result's file")
        ->check(accept_not_empty)
        ->option_text("FILE [" + otherwise + "]");
    verb.add_flag("--force", options.force, "Replace an existing result (nothing but a result)");
    add_quiet(verb, options);
    add_json(verb, options, "The summary");
}

void add_table_output(CLI::App& verb, CommonOptions& options, const std::string& meaning)
{
    verb.add_option("-o,--out", options.output, meaning + " as a table (CSV)")
        ->check(accept_not_empty)
        ->option_text("FILE [none]");
    verb.add_flag("--force", options.force, "Replace an existing table of the same columns");
}

void add_quiet(CLI::App& verb, CommonOptions& options)
{
    verb.add_flag("--quiet", options.quiet, "No progress and no notes");
}

void add_json(CLI::App& verb, CommonOptions& options, const std::string& meaning)
{
    verb.add_flag("--json", options.json, meaning + " as JSON on stdout, in place of the table");
}

void add_outcomes(CLI::App& verb, std::vector<std::string>& outcomes, const std::string& meaning)
{
    verb.add_option("--outcome", outcomes, meaning + ". May be given often")
        ->option_text("NAME ... [the design's]")
        ->allow_extra_args(false);
}

void add_goals(CLI::App& verb, AskedGoals& asked, const std::string& otherwise)
{
    verb.add_option("--goal", asked.goals,
                    "What is to hold in the last month: OUTCOME >= VALUE (or >, <=, <). From which level on does it? "
                    "May be given often; changes no run")
        ->option_text("\"formal.kelurahan >= 60\" ... " + otherwise)
        ->allow_extra_args(false);
    verb.add_option("--chance", asked.chance, "With which chance a goal is to hold, for all that is known")
        ->check(accept_number(0.01, 0.99))
        ->option_text("SHARE " +
                      (otherwise.empty() ? "[0.9]" : otherwise.substr(0, otherwise.size() - 1) + ", else 0.9]"));
}

void check_outcomes(const std::vector<std::string>& outcomes, sim::Findings& findings)
{
    for (const std::string& name : outcomes)
        if (!commitment::find_outcome(name))
            findings.error(
                "--outcome " + sim::shortened(name), 0, "", "",
                sim::Words{"tidak ada keluaran kota dengan nama itu", "no outcome of the city has this name"} +
                    sim::near_or_all(name, commitment::outcome_table_names()));
}

void print(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw PrintError{errno};
}

} // namespace layak
