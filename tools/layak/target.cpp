#include <CLI/CLI.hpp>
#include <cmath>
#include <filesystem>
#include <memory>

#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/prepared_target.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/sharded_target.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/target_outputs.hpp"
#include "tools/layak/target_report.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;

struct TargetCommand : TargetRequest
{
    std::string shard;
    double save_every = 4;
};

void target(const TargetCommand& given)
{
    if (!given.shard.empty()) {
        std::unique_ptr<PreparedTarget> prepared = prepare(static_cast<const TargetRequest&>(given));
        const fs::path folder = folder_of(*prepared, given);
        listen_for_stop();
        return run_wave_shard(*waves_of(std::move(prepared)), folder, *sim::parse_shard(given.shard), given.save_every,
                              words_of(given), given);
    }
    nothing_is_written_on_stop(given.language());
    const std::unique_ptr<PreparedTarget> prepared = prepare(static_cast<const TargetRequest&>(given));
    commitment::TargetQuestion& question = prepared->question;
    if (!given.output.empty()) {
        refuse_shards(given.output, given.language());
        check_text_output(given.output, target_csv_head, prepared->inputs, given.force, given.language());
    }
    commitment::TargetAnswer answer;
    {
        Progress progress({"Mencari", "Searching"}, given.language(), !given.quiet);
        const double about = 12 + std::log2(question.steps);
        question.progress = [&](double trials) { progress.tell(trials / (trials + std::max(1.0, about - trials))); };
        answer = find_target(prepared->inputs.city, prepared->plan(), question);
    }
    write_outputs(given.output, *prepared, answer, given);
}

} // namespace

void add_target(CLI::App& layak)
{
    auto given = std::make_shared<TargetCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "target", "The smallest budget, or amount of a lever, that reaches a goal with a chance, confirmed afresh");
    add_target_request(*verb, *given);
    add_table_output(*verb, *given, "All trials");
    verb->get_option("--out")
        ->description("All trials as a table (CSV); with --shard the folder of the shards")
        ->option_text("FILE [none], FOLDER [target-PLAN]");
    verb->add_option("--save-every", given->save_every,
                     "Of a shard: seconds after which each thread saves what it has finished")
        ->check(accept_number(0, 3600))
        ->option_text("SECONDS [4]");
    verb->add_option("--shard", given->shard,
                     "Run only shard k of n, k from 0, of what is to be simulated next; others run the others in the "
                     "same folder, and layak merge says what comes then, or gives the answer")
        ->check(accept_shard)
        ->option_text("k/n")
        ->excludes("--force");
    add_quiet(*verb, *given);
    add_json(*verb, *given, "Answer and trials");
    verb->get_option("--shard")->excludes("--json"); // layak merge prints it
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak target scenarios/kota-serang/plans/bottom-up.toml --goal \"formal.kelurahan >= 60\" "
        "--lever training.kelurahan.budget_per_year --to 2e9 --set budget_per_year=6e9\n"
        "The search uses the same random numbers for all amounts; what it finds is confirmed with others, so that it "
        "cannot fool itself.\nIt takes for granted that the chance does not fall as the amount rises.\n"
        "On many machines: layak submit target.");
    verb->callback([given] { target(*given); });
}

} // namespace layak
