#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/sensitivity_report.hpp"

namespace layak {

const std::string sensitivity_csv_head = "plan,outcome,month,factor,measure,value,low,high,method,confidence,covers";

namespace {

using sim::Estimate;

/// What other numbers the intervals allow for.
std::string covers(const StoredSweep& sweep)
{
    if (!covers_replicates(sweep)) return "design";
    return sweep.covers_parameters() ? "design, replicates and parameters" : "design and replicates";
}

} // namespace

std::vector<SensitivityFigure> sensitivity_figures(const StoredSweep& sweep, const SensitivityAnalysis& of)
{
    const auto& factors = sweep.sampled().factors;
    std::vector<SensitivityFigure> out;
    if (of.variance)
        for (std::size_t g = 0; g < of.variance->groups.size(); ++g) {
            out.push_back({sweep.sampled().group_names[g], "first", of.variance->groups[g].first});
            out.push_back({sweep.sampled().group_names[g], "total", of.variance->groups[g].total});
        }
    if (of.screening)
        for (std::size_t f = 0; f < of.screening->factors.size(); ++f) {
            const sim::FactorEffects& effects = of.screening->factors[f];
            out.push_back({factors[f], "mu_star", effects.mean_absolute});
            if (!std::isnan(effects.mean.value)) out.push_back({factors[f], "mu", effects.mean});
            out.push_back({factors[f], "sigma", effects.sd});
            if (effects.noise) out.push_back({factors[f], "noise", Estimate{*effects.noise, {}}});
        }
    for (std::size_t f = 0; f < of.ranks.factors.size(); ++f) {
        const sim::FactorRanks& ranks = of.ranks.factors[f];
        if (ranks.spearman) out.push_back({factors[f], "spearman", *ranks.spearman});
        if (ranks.partial) out.push_back({factors[f], "partial_rank", *ranks.partial});
        if (ranks.explained) out.push_back({factors[f], "explained", *ranks.explained});
    }
    if (of.split.noise_share) out.push_back({"replicates", "noise_share", *of.split.noise_share});
    return out;
}

bool covers_replicates(const StoredSweep& sweep) { return sweep.replicates() >= 3; }

std::string sensitivity_csv(const SensitivityReport& report)
{
    const sim::Month month = report.month;
    const double confidence = report.confidence;
    std::string out = sensitivity_csv_head + "\n";
    for (const SensitivityAnalysis& of : report.analyses)
        for (const auto& [factor, measure, estimate] : sensitivity_figures(report.sweep, of)) {
            const bool has = estimate.interval.method != sim::Method::none;
            out += sim::csv_field(of.part->plan) + "," + of.outcome + "," + to_text(month) + "," +
                   sim::csv_field(factor) + "," + measure + "," + sim::shortest(estimate.value) + "," +
                   (has ? sim::shortest(estimate.interval.low) : "") + "," +
                   (has ? sim::shortest(estimate.interval.high) : "") + "," +
                   (has ? std::string(name_of(estimate.interval.method)) : "") + "," + sim::shortest(confidence) + "," +
                   (has ? covers(report.sweep) : "") + "\n";
        }
    return out;
}

std::string sensitivity_json(const SensitivityReport& report)
{
    const auto& [sweep, all, month, confidence] = report;
    nlohmann::ordered_json json;
    json["result"] = sweep.path().string();
    json["sampling"] = sweep.sampled().sampling;
    json["rows"] = sweep.rows();
    json["replicates"] = sweep.replicates();
    json["month"] = to_text(month);
    json["confidence"] = confidence;
    json["intervals"] = {{"confidence", confidence}, {"cover", covers(sweep)}};
    for (const SensitivityAnalysis& of : all) {
        nlohmann::ordered_json entry;
        entry["outcome"] = of.outcome;
        if (!of.part->plan.empty()) entry["plan"] = of.part->plan;
        entry["blocks"] = of.split.blocks;
        entry["left_out"] = of.split.left_out;
        entry["mean"] = of.split.mean;
        entry["variance_of_parameters"] = of.split.parameters;
        if (of.split.noise) entry["variance_of_replicates"] = *of.split.noise;
        for (const auto& [factor, measure, estimate] : sensitivity_figures(sweep, of)) {
            nlohmann::ordered_json figure{{"value", estimate.value}};
            if (estimate.interval.method != sim::Method::none)
                figure["low"] = estimate.interval.low, figure["high"] = estimate.interval.high,
                figure["method"] = name_of(estimate.interval.method);
            entry["figures"][factor][measure] = std::move(figure);
        }
        json["analyses"].push_back(std::move(entry));
    }
    return json.dump(1) + "\n";
}

} // namespace layak
