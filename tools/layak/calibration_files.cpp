#include <nlohmann/json.hpp>

#include "sim/results/digest.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/calibrated_inputs.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/provenance.hpp"

namespace layak {

using commitment::ObservedOutcome;
using commitment::ParameterInfo;
using nlohmann::ordered_json;

bool calibration_rests_on(const std::string& file)
{
    return file.rfind("plans/", 0) != 0 && file.rfind("designs/", 0) != 0 && file != "parameters.csv";
}

std::string parameter_sets_csv(const commitment::Calibration& calibration, const sim::AbcResult& result)
{
    std::string text;
    for (const ParameterInfo* const row : calibration.varied()) text += std::string(row->name) + ",";
    text += "weight\n";
    for (const sim::Trial& set : result.sets) {
        const commitment::Parameters parameters = calibration.at(set.place);
        for (const ParameterInfo* const row : calibration.varied())
            text += sim::shortest(parameters.*row->member) + ",";
        text += "1\n";
    }
    return text;
}

namespace {

const char* name_of(sim::Lesson lesson)
{
    switch (lesson) {
    case sim::Lesson::nothing: return "nothing";
    case sim::Lesson::little: return "little";
    case sim::Lesson::much: return "much";
    }
    return "";
}

ordered_json method_json(const CalibrationReport& report)
{
    const auto& [inputs, calibration, settings, replicates, result, learned, together, check, csv] = report;
    ordered_json json;
    json["sets"] = result.sets.size();
    json["draws_of_the_prior"] = result.first_misfits.size();
    json["draws_that_fit"] = result.first_fits;
    json["replicates_of_a_simulation"] = replicates;
    json["simulations"] = result.simulations;
    json["tolerance"] = result.tolerance;
    json["independent"] = result.levels.empty();
    json["forgot_where_they_came_from"] = result.forgot;
    json["levels"] = ordered_json::array();
    for (const sim::AbcLevel& level : result.levels)
        json["levels"].push_back({{"tolerance", level.tolerance},
                                  {"survivors", level.survivors},
                                  {"rounds", level.rounds},
                                  {"accepted", level.accepted},
                                  {"memory", level.memory},
                                  {"worst_memory", level.worst_memory}});
    return json;
}

} // namespace

ordered_json fit_json(const Inputs& inputs, const commitment::Hindcast& hindcast, const commitment::FitCheck& check)
{
    ordered_json json;
    json["observations"] = ordered_json::array();
    for (std::size_t k = 0; k < check.outcomes.size(); ++k) {
        const ObservedOutcome& seen = hindcast.observations()[k];
        const commitment::FittedOutcome& fitted = check.outcomes[k];
        json["observations"].push_back({{"what", seen.outcome.name},
                                        {"month", to_text(inputs.city.start + static_cast<int>(seen.month))},
                                        {"value", seen.value},
                                        {"tolerance", seen.tolerance},
                                        {"mean", fitted.mean},
                                        {"sets_5_50_95", {fitted.low_mean, fitted.median_mean, fitted.high_mean}},
                                        {"replicates_5_95", {fitted.low, fitted.high}},
                                        {"met", fitted.met},
                                        {"passes", check.meets(hindcast, k)}});
    }
    json["patterns"] = ordered_json::array();
    for (std::size_t k = 0; k < check.patterns.size(); ++k) {
        const commitment::Pattern& pattern = hindcast.patterns()[k];
        ordered_json one{{"says", pattern.says.en},
                         {"sets", check.patterns[k].of_sets},
                         {"replicates", check.patterns[k].of_replicates},
                         {"passes", check.shows(k)}};
        std::size_t at = 0;
        for (const commitment::Claim& claim : pattern.claims) {
            ordered_json sides = ordered_json::array();
            for (std::size_t s = 0; s < claim.sides.size(); ++s, ++at) {
                const auto& side = check.patterns[k].sides[at];
                sides.push_back({{"mean", side.mean}, {"q05", side.low}, {"q95", side.high}});
            }
            one["claims"].push_back({{"that", claim.text}, {"sides", std::move(sides)}});
        }
        json["patterns"].push_back(std::move(one));
    }
    return json;
}

std::string calibration_json(const CalibrationReport& report)
{
    const auto& [inputs, calibration, settings, replicates, result, learned, together, check, csv] = report;
    ordered_json json;
    json["format"] = "layak-calibration-1";
    json["made_by"] = "layak " + version();
    json["city"] = inputs.city.id;
    json["seed"] = settings.seed;
    json["settings"] = inputs.settings;
    for (const InputFile& file : inputs.files)
        if (calibration_rests_on(file.name)) json["files"][file.name] = calibration_digest(file);
    json["method"] = method_json(report);
    json["parameters.csv"] = sim::digest_of(csv);
    json["fit_again"] = {{"replicates_of_a_set", check.replicates}, {"share_of_sets_that_meet_all", check.fit}};
    json.update(fit_json(inputs, calibration.hindcast(), check));
    json["parameters"] = ordered_json::array();
    for (std::size_t p = 0; p < learned.size(); ++p) {
        const ParameterInfo& row = *calibration.varied()[p];
        const auto at = [&](double place) { return row.prior.lowest + place * (row.prior.highest - row.prior.lowest); };
        json["parameters"].push_back(
            {{"name", row.name},
             {"prior", {row.prior.lowest, row.prior.highest}},
             {"posterior_5_50_95", {at(learned[p].low), at(learned[p].median), at(learned[p].high)}},
             {"spread", learned[p].spread},
             {"distance", learned[p].distance},
             {"learned", name_of(learned[p].lesson)}});
    }
    json["known_together"] = ordered_json::array();
    for (const sim::KnownTogether& pair : together)
        json["known_together"].push_back({{"first", calibration.varied()[pair.first]->name},
                                          {"second", calibration.varied()[pair.second]->name},
                                          {"correlation", pair.correlation}});
    return json.dump(1) + "\n";
}

} // namespace layak
