#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/text/findings.hpp"

namespace CLI {
class App;
}

namespace layak {

/// Exit status of the program.
enum Status : int { done = 0, failed = 1, wrong_input = 2, try_again = 75 };

/// Options that mean the same in every verb.
struct CommonOptions
{
    std::string city;
    std::vector<std::string> settings;
    std::string parameters;
    std::uint64_t seed = 1;
    std::uint32_t replicates = 200;
    int threads = 0;
    std::string output;
    bool force = false;
    bool quiet = false;
    bool json = false;
    std::string lang = "id";

    sim::Language language() const { return lang == "en" ? sim::Language::en : sim::Language::id; }
};

void add_language(CLI::App& verb, CommonOptions& options);
void add_city(CLI::App& verb, CommonOptions& options);
void add_settings(CLI::App& verb, CommonOptions& options);
void add_simulation(CLI::App& verb, CommonOptions& options);
void add_threads(CLI::App& verb, CommonOptions& options);
void add_output(CLI::App& verb, CommonOptions& options, const std::string& otherwise);
/// A table that is written only where it is asked for.
void add_table_output(CLI::App& verb, CommonOptions& options, const std::string& meaning);
void add_quiet(CLI::App& verb, CommonOptions& options);
/// \param meaning  of what is printed as JSON
void add_json(CLI::App& verb, CommonOptions& options, const std::string& meaning);
/// Outcomes of the city's table, to be checked by `check_outcomes`.
void add_outcomes(CLI::App& verb, std::vector<std::string>& outcomes, const std::string& meaning);
void check_outcomes(const std::vector<std::string>& outcomes, sim::Findings& findings);

/// What a verb throws when all has been said: only the exit status is left.
struct Exit
{
    int status;
};

/// stdout cannot be written: closed, or its disk is full.
struct PrintError
{
    int code; ///< errno
};

/// Prints to stdout whole. \throws PrintError
void print(const std::string& text);

/// For CLI11's `check`: what is accepted of an option's value, said in both languages.
std::function<std::string(const std::string&)> accept_whole(std::uint64_t lowest, std::uint64_t highest);
std::function<std::string(const std::string&)> accept_number(double lowest, double highest);
std::function<std::string(const std::string&)> accept_one_of(std::vector<std::string> known);
std::string accept_not_empty(const std::string& text);

struct AskedGoals;
/// --goal and --chance, of what a sweep's result is held against. \param otherwise  "[the design's]": what else holds
void add_goals(CLI::App& verb, AskedGoals& asked, const std::string& otherwise);
/// What such a check says of a value.
std::string in_both_languages(const sim::Words& words);

/// Says on stderr what is wrong with a command line: an unknown verb or option with the nearest name.
/// \param otherwise  what CLI11 says of it
void say_mistake_of_usage(const CLI::App& layak, const std::vector<std::string>& words, const std::string& otherwise,
                          sim::Language language);

/// The verbs, a file each.
void add_run(CLI::App& layak);
void add_compare(CLI::App& layak);
void add_rerun(CLI::App& layak);
void add_verify(CLI::App& layak);
void add_design(CLI::App& layak);
void add_sensitivity(CLI::App& layak);
void add_target(CLI::App& layak);
void add_sweep(CLI::App& layak);
void add_merge(CLI::App& layak);
void add_status(CLI::App& layak);
void add_submit(CLI::App& layak);
void add_calibrate(CLI::App& layak);
void add_report(CLI::App& layak);
void add_export(CLI::App& layak);
void add_validate(CLI::App& layak);
void add_new(CLI::App& layak);

/// Tables of parameters and levers, as help.
std::string parameter_help(sim::Language language);
/// What is thrown where they are asked for, before all else is known of the command.
struct ParameterHelp
{
};

} // namespace layak
