#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "models/commitment/calibration.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/fit_check.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/calibration_outputs.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/calibration_store.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/prepared_calibration.hpp"
#include "tools/layak/shard_run.hpp"
#include "tools/layak/sharded_calibration.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct CalibrateCommand : CalibrationRequest
{
    std::string shard;
    double save_every = 4;
    bool adopt = false;
    bool check = false;
};

/// Whether the city's table of sets still fits what was observed. \throws Exit
void check_city(const CalibrateCommand& given)
{
    const Language language = given.language();
    sim::Findings findings;
    const Inputs inputs = read_calibrated_city(given, given.parameters, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const commitment::ParameterSets standard{{inputs.city.parameters}, {1.0}, true};
    const commitment::ParameterSets& sets = inputs.sets ? *inputs.sets : standard;
    listen_for_stop();
    const commitment::Expectations expectations = expected_of(inputs);
    const commitment::Hindcast hindcast(inputs.city, &expectations);
    const commitment::FitCheck check =
        check_sets(hindcast, sets, given.seed, sim::whole_blocks(given.replicates), given, [language] {
            refuse(Words{"dihentikan", "stopped"}, language, stop_status());
        });
    const bool holds = check.holds(hindcast);
    if (given.json) {
        nlohmann::ordered_json json{{"holds", holds}, {"share_of_sets_that_meet_all", check.fit}};
        json.update(fit_json(inputs, hindcast, check));
        print(json.dump(1) + "\n");
        if (!holds) throw Exit{failed};
        return;
    }
    print(fit_table(inputs, hindcast, check, language, terminal_columns()) + "\n" +
          pattern_table(hindcast, check, language, terminal_columns()) + "\n");
    const std::string share = percent(check.fit, language);
    Words told;
    if (!inputs.sets)
        told = holds ? Words{"Parameter baku menunjukkan semuanya.", "The standard parameters show all of it."}
                     : Words{"Parameter baku TIDAK menunjukkan semuanya.",
                             "The standard parameters do NOT show all of it."};
    else
        told =
            holds ? Words{share + " dari himpunan cocok dengan semuanya: tabel ini masih cocok.",
                          share + " of the sets fit all of it: the table still fits."}
                  : Words{"Tabel ini TIDAK LAGI cocok: sebagian besar himpunan meleset. Jalankan layak calibrate lagi.",
                          "The table NO LONGER fits: most sets miss. Run layak calibrate again."};
    print(wrapped(told.in(language), terminal_columns()) + "\n");
    if (!holds) throw Exit{failed};
}

void calibrate(const CalibrateCommand& given)
{
    const Language language = given.language();
    std::unique_ptr<PreparedCalibration> prepared = prepare(static_cast<const CalibrationRequest&>(given));
    const fs::path folder = folder_of(*prepared, given);
    if (!given.shard.empty()) {
        listen_for_stop();
        return run_wave_shard(*waves_of(std::move(prepared)), folder, *sim::parse_shard(given.shard), given.save_every,
                              words_of(given), given);
    }
    const CalibrationManifest manifest =
        manifest_of(prepared->inputs, *prepared->calibration, prepared->settings, prepared->replicates);
    refuse_shards(folder, language);
    check_store_folder(folder, language);
    listen_for_stop();
    const std::unique_ptr<sim::Store> store = open_store(folder, language);
    const auto stored = store->manifest();
    if (stored) refuse_store(folder, calibration_differences(*stored, manifest.text), language);
    for (const std::string& wrong : store->open(manifest.context))
        if (!given.quiet) std::fprintf(stderr, "%s\n", sim::escaped(wrong).c_str());
    if (!stored) store->write_manifest(manifest.text);

    const auto stopped = [language] {
        refuse(Words{"dihentikan; yang sudah selesai tersimpan. Perintah yang sama meneruskannya",
                     "stopped; what is finished is kept. The same command goes on from there"},
               language, stop_status());
    };
    const sim::AbcResult result =
        prepared->run(run_through(*store, given.threads, given.save_every, language, !given.quiet, stopped));
    write_outputs(folder, *prepared, result, given, given.adopt, stopped);
}

} // namespace

void add_calibrate(CLI::App& layak)
{
    auto given = std::make_shared<CalibrateCommand>();
    CLI::App* const verb = layak.add_subcommand(
        "calibrate", "Parameter sets that fit what was observed of a city, so that intervals cover parameters too");
    add_calibration_request(*verb, *given);
    verb->add_flag("--adopt", given->adopt,
                   "Put the sets into the city's folder: from then on every command uses them");
    CLI::Option* const check =
        verb->add_flag("--check", given->check,
                       "Only run the city's parameters.csv again with fresh random numbers: does it still fit?");
    verb->get_option("--parameters")
        ->description("With --check: the table that is checked")
        ->option_text("FILE [the city's parameters.csv]")
        ->needs(check);
    verb->add_option("--save-every", given->save_every, "Seconds after which each thread saves what it has finished")
        ->check(accept_number(0, 3600))
        ->option_text("SECONDS [4]");
    verb->add_option("--shard", given->shard,
                     "Run only shard k of n, k from 0, of what is to be simulated next; others run the others in the "
                     "same folder, and layak merge says what comes then, or gives the sets")
        ->check(accept_shard)
        ->option_text("k/n")
        ->excludes("--adopt")
        ->excludes(check);
    add_quiet(*verb, *given);
    add_json(*verb, *given, "What calibration.json holds");
    verb->get_option("--shard")->excludes("--json"); // layak merge prints it
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak calibrate scenarios/kota-serang -o fitted\n"
        "  layak calibrate scenarios/kota-serang -o fitted --shard 0/8   (one of eight; layak submit calibrate runs "
        "all)\n"
        "Parameters are drawn evenly from their ranges (layak run --help-parameters); a set fits where the mean of "
        "its\n"
        "replicates is within the tolerance of every row of observed.csv. Interrupted in whatever way, the same "
        "command\n"
        "goes on from what is saved.\n"
        "Exit status: 0 done, 1 failed or nothing fits, 2 wrong input or other inputs than the store's, 75 another\n"
        "command works on the folder, 129, 130 or 143 interrupted (what was finished is kept).");
    verb->callback([given] { given->check ? check_city(*given) : calibrate(*given); });
}

} // namespace layak
