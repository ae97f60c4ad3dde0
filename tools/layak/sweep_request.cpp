#include "tools/layak/sweep_request.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "sim/results/digest.hpp"
#include "sim/text/number.hpp"

namespace layak {
namespace {

commitment::SweepOptions options_of(const SweepRequest& request, const ReadDesign& read)
{
    commitment::SweepOptions options;
    options.seed = request.seed_given ? request.seed : read.design.seed;
    options.replicates = request.replicates_given ? request.replicates : read.design.replicates;
    options.keep = read.design.keep;
    for (std::size_t k = 0; k < commitment::kept_months_names.size(); ++k)
        if (request.keep == commitment::kept_months_names[k]) options.keep = static_cast<commitment::KeptMonths>(k);
    return options;
}

} // namespace

void add_sweep_request(CLI::App& verb, SweepRequest& request)
{
    verb.add_option("DESIGN", request.design, "A design's file (TOML or CSV), or the name of one of the city's")
        ->required()
        ->option_text(" ");
    add_city(verb, request);
    add_settings(verb, request);
    add_simulation(verb, request);
    verb.get_option("--replicates")->option_text("N [the design's]");
    verb.get_option("--seed")->option_text("N [the design's]");
    verb.add_option("--keep", request.keep, "Months kept of each run: the last, the end of each year, or all")
        ->check(accept_one_of({"last", "years", "all"}))
        ->option_text("last|years|all [the design's, else years]");
    add_outcomes(verb, request.outcomes, "An outcome that the table shows");
    add_goals(verb, request.goals, "[the design's]");
    verb.add_option("-o,--out", request.output, "The folder in which the runs are kept as they finish, and the result")
        ->check(accept_not_empty)
        ->option_text("FOLDER [sweep-DESIGN]");
}

void note_what_was_given(const CLI::App& verb, SweepRequest& request)
{
    request.replicates_given = verb.count("--replicates") > 0;
    request.seed_given = verb.count("--seed") > 0;
}

std::vector<std::string> words_of(const SweepRequest& request)
{
    std::vector<std::string> words{request.design};
    const auto add = [&](const char* option, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {option, value});
    };
    add("--city", request.city);
    for (const std::string& setting : request.settings) add("--set", setting);
    if (request.replicates_given) add("--replicates", std::to_string(request.replicates));
    if (request.seed_given) add("--seed", std::to_string(request.seed));
    add("--parameters", request.parameters);
    add("--keep", request.keep);
    for (const std::string& outcome : request.outcomes) add("--outcome", outcome);
    for (const std::string& goal : request.goals.goals) add("--goal", goal);
    if (request.goals.chance > 0) add("--chance", sim::shortest(request.goals.chance));
    if (request.lang != "id") add("--lang", request.lang);
    return words;
}

std::string PreparedSweep::numbers() const
{
    const auto finished = sweep->compute(0, nullptr);
    sim::Digest digest;
    for (std::size_t lane = 0; lane < finished->runs.size(); ++lane) {
        digest.update(std::span<const float>(finished->runs[lane].outcomes));
        digest.update(std::span<const double>(finished->runs[lane].accounts));
        digest.update(finished->wrong[lane]);
    }
    return digest.hex();
}

std::unique_ptr<PreparedSweep> prepare(const SweepRequest& request)
{
    auto prepared = std::make_unique<PreparedSweep>();
    sim::Findings findings;
    prepared->read =
        read_design_and_plans(request.design, request.city, request.settings, request.parameters, findings);
    check_outcomes(request.outcomes, findings);
    put_goals(request.goals, prepared->read.inputs.city, prepared->read.design, findings);
    findings.throw_if_failed();
    if (!request.quiet) std::fputs(to_text(findings, request.language()).c_str(), stderr);
    if (!request.outcomes.empty()) prepared->read.design.outcomes = request.outcomes;
    prepared->options = options_of(request, prepared->read);
    complete(*prepared);
    return prepared;
}

void complete(PreparedSweep& prepared)
{
    ReadDesign& read = prepared.read;
    if (read.inputs.sets) prepared.options.sets = &*read.inputs.sets;
    prepared.sweep.emplace(read.inputs.city, read.inputs.plans, plan_digests(read.inputs), read.design,
                           prepared.options);
    prepared.manifest = manifest_of(read, *prepared.sweep, prepared.options);
}

} // namespace layak
