#include <cstdio>
#include <filesystem>
#include <memory>

#include "models/commitment/calibration.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/fit_check.hpp"
#include "sim/calibration/learned.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/calibration_store.hpp"
#include "tools/layak/city_expectations.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/store_folder.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

struct CalibrateCommand : CommonOptions
{
    std::size_t sets = 500;
    std::size_t draws = 0;
    double save_every = 4;
    bool adopt = false;
    bool check = false;
};

/// Draws of the prior per set wanted, at most: as many simulations as two tolerances of 16 rounds of 8 steps take.
constexpr std::size_t draws_worth_a_descent = 256;
constexpr double least_correlation = 0.3; ///< of parameters that are told to be known together

/// The city with what calibration needs of it. \throws sim::InputError
Inputs read_calibrated_city(const CalibrateCommand& given, sim::Findings& findings)
{
    Inputs inputs =
        read_inputs({}, given.city, given.settings, given.check ? given.parameters : standard_parameters, findings);
    if (inputs.city.observed.empty())
        findings.error(
            (inputs.city_folder / "observed.csv").string(), 0, "", "",
            {"tidak ada pengamatan: tulislah apa yang diketahui tentang kota ini, satu baris satu hal, dengan "
             "kolom what,month,value,tolerance,source",
             "there are no observations: write what is known of the city, a row each, with the columns "
             "what,month,value,tolerance,source"});
    const sim::Month last = std::max(inputs.city.history.to, inputs.city.start);
    for (const commitment::Observation& seen : inputs.city.observed)
        if (seen.month > last)
            findings.error(
                (inputs.city_folder / "observed.csv").string(), seen.line, "month", to_text(seen.month),
                {"sesudah masa lalu (history.toml berakhir " + to_text(last) +
                     "), jadi tidak ada yang dijalankan di sana",
                 "after the history (history.toml ends " + to_text(last) + "), so that nothing is run there"});
    for (const std::string& setting : given.settings)
        if (commitment::find_parameter(setting.substr(0, setting.find('='))) == nullptr)
            findings.error("--set " + sim::shortened(setting), 0, "", "",
                           {"hanya parameter; tuas masa lalu ada di history.toml",
                            "parameters alone; the levers of the past are in history.toml"});
    findings.throw_if_failed();
    return inputs;
}

/// What is expected of the city's history: patterns that a set must show.
commitment::Expectations expected_of(const Inputs& inputs)
{
    ExpectationsAsked asked;
    asked.city = inputs.city_folder;
    asked.of_city = true;
    asked.parameters = standard_parameters;
    sim::Findings findings;
    CityExpectations read = read_city_expectations(asked, findings);
    findings.throw_if_failed();
    return std::move(read.expectations);
}

std::vector<std::string> fixed_by(const std::vector<std::string>& settings)
{
    std::vector<std::string> names;
    for (const std::string& setting : settings) names.push_back(setting.substr(0, setting.find('=')));
    return names;
}

commitment::FitCheck check_sets(const commitment::Hindcast& hindcast, const commitment::ParameterSets& sets,
                                std::uint32_t replicates, const CalibrateCommand& given,
                                const std::function<void()>& stopped)
{
    Progress progress({"Menguji", "Checking"}, given.language(), !given.quiet);
    commitment::FitCheck check;
    try {
        sim::with_threads(given.threads, [&] {
            check =
                commitment::check_fit(hindcast, sets, given.seed, replicates, &stop_requested, [&](std::size_t done) {
                    progress.tell(static_cast<double>(done) / static_cast<double>(sets.sets.size()));
                });
        });
    } catch (const sim::Interrupted&) {
        stopped();
    }
    return check;
}

commitment::ParameterSets sets_of(const commitment::Calibration& calibration, const sim::AbcResult& result)
{
    commitment::ParameterSets sets;
    for (const sim::Trial& set : result.sets) {
        sets.sets.push_back(calibration.at(set.place));
        sets.weight.push_back(1 / static_cast<double>(result.sets.size()));
    }
    return sets;
}

/// Whether the city's table of sets still fits what was observed. \throws Exit
void check_city(const CalibrateCommand& given)
{
    const Language language = given.language();
    sim::Findings findings;
    const Inputs inputs = read_calibrated_city(given, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const commitment::ParameterSets standard{{inputs.city.parameters}, {1.0}, true};
    const commitment::ParameterSets& sets = inputs.sets ? *inputs.sets : standard;
    listen_for_stop();
    const commitment::Expectations expectations = expected_of(inputs);
    const commitment::Hindcast hindcast(inputs.city, &expectations);
    const commitment::FitCheck check =
        check_sets(hindcast, sets, sim::whole_blocks(given.replicates), given, [language] {
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

void write_files(const CalibrationReport& report, const fs::path& folder, const CalibrateCommand& given)
{
    const std::string json = calibration_json(report);
    write_text(folder / "parameters.csv", report.sets_csv);
    write_text(folder / "calibration.json", json);
    write_text(folder / "calibration.html", calibration_page(report, given.language()));
    if (!given.adopt) return;
    write_text(report.inputs.city_folder / "parameters.csv", report.sets_csv);
    write_text(report.inputs.city_folder / "calibration.json", json);
}

std::string where_it_is(const CalibrationReport& report, const fs::path& folder, const CalibrateCommand& given)
{
    const std::string shown = printable(folder.string());
    const std::string city = printable(report.inputs.city_folder.string());
    const Words page{
        "\nHalaman untuk dibaca: " + shown + "/calibration.html\nHimpunan parameter: " + shown + "/parameters.csv\n",
        "\nThe page to read: " + shown + "/calibration.html\nThe parameter sets: " + shown + "/parameters.csv\n"};
    const Words use = given.adopt ? Words{"Kota ini memakainya mulai sekarang: " + city + "/parameters.csv\n",
                                          "The city uses them from now on: " + city + "/parameters.csv\n"}
                                  : Words{"Agar kota ini memakainya: perintah yang sama dengan --adopt\n",
                                          "To let the city use them: the same command with --adopt\n"};
    return (page + use).in(given.language());
}

void calibrate(const CalibrateCommand& given)
{
    const Language language = given.language();
    sim::Findings findings;
    const Inputs inputs = read_calibrated_city(given, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    const std::uint32_t replicates = sim::whole_blocks(given.replicates);
    const commitment::Expectations expectations = expected_of(inputs);
    const commitment::Calibration calibration(inputs.city, fixed_by(given.settings), replicates, given.seed,
                                              &expectations);
    sim::AbcSettings settings;
    settings.parameters = calibration.varied().size();
    settings.sets = given.sets;
    settings.first_draws = given.draws > 0 ? given.draws : 16 * given.sets;
    settings.most_draws = given.draws > 0 ? given.draws : draws_worth_a_descent * given.sets;
    settings.seed = given.seed;
    if (settings.first_draws < settings.sets)
        refuse(Words{"--draws: harus paling sedikit --sets", "--draws: must be --sets at least"}, language,
               wrong_input);
    if (settings.parameters == 0)
        refuse(Words{"--set: semua parameter sudah ditetapkan, tidak ada yang dicari",
                     "--set: all parameters are fixed, none is left to be found"},
               language, wrong_input);
    if (sim::abc_streams(settings) > calibration.most_streams())
        refuse(Words{"--sets, --draws dan --replicates terlalu besar bersama-sama",
                     "--sets, --draws and --replicates are too large together"},
               language, wrong_input);

    const CalibrationManifest manifest = manifest_of(inputs, calibration, settings, replicates);
    const fs::path folder = given.output.empty() ? "calibrate-" + inputs.city.id : given.output;
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
    const sim::AbcResult result = sim::calibrate_by_abc(
        settings,
        [&](std::span<const double> place, std::uint64_t stream) { return calibration.simulate(place, stream); },
        run_through(*store, given.threads, given.save_every, language, !given.quiet, stopped));
    const std::string csv = parameter_sets_csv(calibration, result);
    const commitment::FitCheck check =
        check_sets(calibration.hindcast(), sets_of(calibration, result), replicates, given, stopped);
    const std::vector<sim::Learned> learned = sim::learned_from(result);
    const std::vector<sim::KnownTogether> together = sim::known_together(result, least_correlation);
    const CalibrationReport report{inputs, calibration, settings, replicates, result, learned, together, check, csv};
    if (result.tolerance > 1) {
        print(calibration_table(report, language, terminal_columns()));
        refuse(Words{"tidak ada himpunan parameter yang cocok dengan observed.csv; periksalah nilai dan toleransinya",
                     "no parameter set fits observed.csv; look at its values and tolerances"},
               language, failed);
    }
    write_files(report, folder, given);
    if (given.json) return print(calibration_json(report));
    print(calibration_table(report, language, terminal_columns()) + where_it_is(report, folder, given));
}

} // namespace

void add_calibrate(CLI::App& layak)
{
    auto given = std::make_shared<CalibrateCommand>();
    given->replicates = 32;
    CLI::App* const verb = layak.add_subcommand(
        "calibrate", "Parameter sets that fit what was observed of a city, so that intervals cover parameters too");
    verb->add_option("CITY", given->city, "A city's folder, with observed.csv")->required()->option_text(" ");
    verb->add_option("--sets", given->sets, "How many parameter sets are wanted")
        ->check(accept_whole(40, 100'000))
        ->option_text("N [500]");
    verb->add_option(
            "--draws", given->draws,
            "How many sets are drawn from the parameters' ranges before those that fit are looked for step by step")
        ->check(accept_whole(40, 100'000'000))
        ->option_text("N [16 x --sets; up to 256 x --sets where enough of them fit]");
    add_settings(*verb, *given);
    verb->get_option("--set")->description(
        "A parameter that keeps this value, and is not looked for: rotation.head=0.3");
    add_simulation(*verb, *given);
    verb->get_option("--replicates")
        ->description("Replicates of each simulation; their means are held against the observations")
        ->option_text("N [32]");
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
    verb->add_option("-o,--out", given->output,
                     "The folder in which simulations are kept as they finish, and the result")
        ->check(accept_not_empty)
        ->option_text("FOLDER [calibrate-CITY]");
    add_quiet(*verb, *given);
    add_json(*verb, *given, "What calibration.json holds");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak calibrate scenarios/kota-serang -o fitted\n"
        "Parameters are drawn evenly from their ranges (layak run --help-parameters); a set fits where the mean of "
        "its\n"
        "replicates is within the tolerance of every row of observed.csv. Interrupted in whatever way, the same "
        "command\n"
        "goes on from what is saved.\n"
        "Exit status: 0 done, 1 failed or nothing fits, 2 wrong input or other inputs than the store's, 75 another\n"
        "command works on the folder, 130 or 143 interrupted (what was finished is kept).");
    verb->callback([given] { given->check ? check_city(*given) : calibrate(*given); });
}

} // namespace layak
