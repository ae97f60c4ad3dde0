#include "tools/layak/calibration_outputs.hpp"

#include "sim/calibration/learned.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/finished.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/signals.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Language;
using sim::Words;

constexpr double least_correlation = 0.3; ///< of parameters that are told to be known together

commitment::ParameterSets sets_of(const commitment::Calibration& calibration, const sim::AbcResult& result)
{
    commitment::ParameterSets sets;
    for (const sim::Trial& set : result.sets) {
        sets.sets.push_back(calibration.at(set.place));
        sets.weight.push_back(1 / static_cast<double>(result.sets.size()));
    }
    return sets;
}

void write_files(const CalibrationReport& report, const fs::path& folder, const CommonOptions& given, bool adopt)
{
    const std::string json = calibration_json(report);
    const fs::path last = folder / last_of_calibration;
    std::error_code none;
    fs::remove(last, none); // of an earlier one: where it is, all is
    write_text(folder / "parameters.csv", report.sets_csv);
    write_text(folder / "calibration.json", json);
    if (adopt) {
        write_text(report.inputs.city_folder / "parameters.csv", report.sets_csv);
        write_text(report.inputs.city_folder / "calibration.json", json);
    }
    write_text(last, calibration_page(report, given.language()));
}

std::string where_it_is(const CalibrationReport& report, const fs::path& folder, const CommonOptions& given, bool adopt)
{
    const std::string shown = printable(folder.string());
    const std::string city = printable(report.inputs.city_folder.string());
    const Words page{
        "\nHalaman untuk dibaca: " + shown + "/calibration.html\nHimpunan parameter: " + shown + "/parameters.csv\n",
        "\nThe page to read: " + shown + "/calibration.html\nThe parameter sets: " + shown + "/parameters.csv\n"};
    const Words use =
        adopt
            ? Words{"Kota ini memakainya mulai sekarang: " + city + "/parameters.csv\n",
                    "The city uses them from now on: " + city + "/parameters.csv\n"}
            : Words{"Agar kota ini memakainya: layak calibrate yang sama dengan --adopt, atau salin parameters.csv dan "
                    "calibration.json ke foldernya\n",
                    "To let the city use them: the same layak calibrate with --adopt, or copy parameters.csv and "
                    "calibration.json into its folder\n"};
    return (page + use).in(given.language());
}

} // namespace

commitment::FitCheck check_sets(const commitment::Hindcast& hindcast, const commitment::ParameterSets& sets,
                                std::uint64_t seed, std::uint32_t replicates, const CommonOptions& given,
                                const std::function<void()>& stopped)
{
    Progress progress({"Menguji", "Checking"}, given.language(), !given.quiet);
    commitment::FitCheck check;
    try {
        sim::with_threads(given.threads, [&] {
            check = commitment::check_fit(hindcast, sets, seed, replicates, &stop_requested, [&](std::size_t done) {
                progress.tell(static_cast<double>(done) / static_cast<double>(sets.sets.size()));
            });
        });
    } catch (const sim::Interrupted&) {
        stopped();
    }
    return check;
}

void write_outputs(const fs::path& folder, const PreparedCalibration& prepared, const sim::AbcResult& result,
                   const CommonOptions& given, bool adopt, const std::function<void()>& stopped)
{
    const Language language = given.language();
    const commitment::Calibration& calibration = *prepared.calibration;
    const std::string csv = parameter_sets_csv(calibration, result);
    const commitment::FitCheck check = check_sets(calibration.hindcast(), sets_of(calibration, result),
                                                  prepared.settings.seed, prepared.replicates, given, stopped);
    const std::vector<sim::Learned> learned = sim::learned_from(result);
    const std::vector<sim::KnownTogether> together = sim::known_together(result, least_correlation);
    const CalibrationReport report{
        prepared.inputs, calibration, prepared.settings, prepared.replicates, result, learned, together, check, csv};
    if (result.tolerance > 1) {
        print(calibration_table(report, language, terminal_columns()));
        refuse(Words{"tidak ada himpunan parameter yang cocok dengan observed.csv; periksalah nilai dan toleransinya",
                     "no parameter set fits observed.csv; look at its values and tolerances"},
               language, failed);
    }
    write_files(report, folder, given, adopt);
    if (given.json) return print(calibration_json(report));
    print(calibration_table(report, language, terminal_columns()) + where_it_is(report, folder, given, adopt));
}

} // namespace layak
