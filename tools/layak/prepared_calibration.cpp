#include "tools/layak/prepared_calibration.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "sim/ensemble/ensemble.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/city_expectations.hpp"
#include "tools/layak/output_file.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

/// Draws of the prior per set wanted, at most: as many simulations as two tolerances of 16 rounds of 8 steps take.
constexpr std::size_t draws_worth_a_descent = 256;

std::vector<std::string> fixed_by(const std::vector<std::string>& settings)
{
    std::vector<std::string> names;
    for (const std::string& setting : settings) names.push_back(setting.substr(0, setting.find('=')));
    return names;
}

} // namespace

Inputs read_calibrated_city(const CommonOptions& given, const std::string& parameters, sim::Findings& findings)
{
    Inputs inputs = read_inputs({}, given.city, given.settings, parameters, findings);
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

void add_calibration_request(CLI::App& verb, CalibrationRequest& request)
{
    verb.add_option("CITY", request.city, "A city's folder, with observed.csv")->required()->option_text(" ");
    verb.add_option("--sets", request.sets, "How many parameter sets are wanted")
        ->check(accept_whole(40, 100'000))
        ->option_text("N [500]");
    verb.add_option(
            "--draws", request.draws,
            "How many sets are drawn from the parameters' ranges before those that fit are looked for step by step")
        ->check(accept_whole(40, 100'000'000))
        ->option_text("N [16 x --sets; up to 256 x --sets where enough of them fit]");
    add_settings(verb, request);
    verb.get_option("--set")->description(
        "A parameter that keeps this value, and is not looked for: rotation.head=0.3");
    add_simulation(verb, request);
    verb.get_option("--replicates")
        ->description("Replicates of each simulation; their means are held against the observations")
        ->option_text("N [32]");
    verb.add_option("-o,--out", request.output,
                    "The folder in which simulations are kept as they finish, and the result")
        ->check(accept_not_empty)
        ->option_text("FOLDER [calibrate-CITY]");
}

std::vector<std::string> words_of(const CalibrationRequest& request)
{
    std::vector<std::string> words{request.city,
                                   "--sets",
                                   std::to_string(request.sets),
                                   "--replicates",
                                   std::to_string(request.replicates),
                                   "--seed",
                                   std::to_string(request.seed)};
    if (request.draws > 0) words.insert(words.end(), {"--draws", std::to_string(request.draws)});
    for (const std::string& setting : request.settings) words.insert(words.end(), {"--set", setting});
    if (request.lang != "id") words.insert(words.end(), {"--lang", request.lang});
    return words;
}

sim::AbcResult PreparedCalibration::run(const sim::RunStage& stages) const
{
    return sim::calibrate_by_abc(
        settings,
        [&](std::span<const double> place, std::uint64_t stream) { return calibration->simulate(place, stream); },
        stages);
}

std::unique_ptr<PreparedCalibration> prepare(const CalibrationRequest& given)
{
    const Language language = given.language();
    auto prepared = std::make_unique<PreparedCalibration>();
    sim::Findings findings;
    prepared->inputs = read_calibrated_city(given, standard_parameters, findings);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    prepared->replicates = sim::whole_blocks(given.replicates);
    prepared->expectations = expected_of(prepared->inputs);
    prepared->calibration.emplace(prepared->inputs.city, fixed_by(given.settings), prepared->replicates, given.seed,
                                  &prepared->expectations);
    const commitment::Calibration& calibration = *prepared->calibration;
    sim::AbcSettings& settings = prepared->settings;
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
    return prepared;
}

std::filesystem::path folder_of(const PreparedCalibration& prepared, const CommonOptions& given)
{
    return given.output.empty() ? "calibrate-" + prepared.inputs.city.id : given.output;
}

} // namespace layak
