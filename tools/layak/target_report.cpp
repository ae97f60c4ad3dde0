#include "tools/layak/target_report.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/commitment/evidence.hpp"
#include "sim/text/number.hpp"
#include "tools/layak/factor_label.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {

const std::string target_csv_head =
    "amount,confirmation,hits,replicates,share,low,high,confidence,cost_per_year,undelivered";

namespace {

using commitment::TargetAnswer;
using commitment::TargetOutcome;
using commitment::TargetTrial;
using sim::Language;

/// All of it: two amounts that differ by a step do not read the same, and none is rounded down.
std::string amount_text(const std::string& lever, double amount, Language language)
{
    if (is_money(lever)) {
        constexpr double million = 1e6;
        if (amount >= million && amount == std::floor(amount / million) * million) {
            const bool billions = std::fmod(amount, 1000 * million) == 0;
            return "Rp\u00a0" + number(amount / (billions ? 1000 * million : million), 0, language) +
                   (language == Language::id ? (billions ? "\u00a0miliar" : "\u00a0juta")
                                             : (billions ? "\u00a0billion" : "\u00a0million"));
        }
        return "Rp\u00a0" + number(amount, 0, language);
    }
    int decimals = 0;
    for (double unit = 1; decimals < 9 && std::abs(amount * unit - std::round(amount * unit)) > 1e-6 * unit * amount;
         unit *= 10)
        ++decimals;
    return number(amount, decimals, language);
}

/// "931 dari 1.000"
std::string hits_text(const TargetTrial& trial, Language language)
{
    return number(static_cast<double>(trial.hits), 0, language) + (language == Language::id ? " dari " : " of ") +
           number(static_cast<double>(trial.replicates), 0, language);
}

/// Cut, not rounded, so that no more is claimed than holds.
std::string percent_down(double share, Language language)
{
    return number(std::floor(share * 1000) / 10, 1, language) + (language == Language::id ? " %" : "%");
}
std::string percent_up(double share, Language language)
{
    return number(std::ceil(share * 1000) / 10, 1, language) + (language == Language::id ? " %" : "%");
}

/// Whether the largest amount of the search costs no more than the one before it.
bool unspent(const TargetAnswer& answer)
{
    const TargetTrial* last = nullptr;
    const TargetTrial* before = nullptr;
    for (const TargetTrial& trial : answer.trials) {
        if (trial.is_confirmation || (last != nullptr && trial.amount <= last->amount)) continue;
        before = last;
        last = &trial;
    }
    return before != nullptr && last->cost_per_year <= before->cost_per_year * 1.001;
}

bool covers_parameters(const TargetReport& report)
{
    return commitment::evidence_of(report.question.sets, report.question.confirm_replicates).covers_parameters();
}

std::string conclusion(const TargetReport& report, Language language)
{
    const auto& [inputs, question, answer, lever] = report;
    const bool id = language == Language::id;
    const std::string month = month_name(inputs.city.start + static_cast<int>(question.month), language);
    const std::string chance = percent(question.chance, language);
    const std::string sure = percent(question.confidence, language);
    const std::string amount = amount_text(lever, answer.amount, language);
    const std::string plan = "“" + plan_name(inputs.plans, 0, language) + "”";
    const std::string label = factor_label(lever).in(language);
    const std::string what = label == lever ? lever : label + " (" + lever + ")";
    const TargetTrial& best = answer.best();
    const std::string hits = hits_text(best, language);
    std::string text;
    switch (answer.outcome) {
    case TargetOutcome::confirmed:
        text = id ? plan + " dengan " + what + " = " + amount + ": " + question.goal.text + " pada " + month +
                        " tercapai dengan peluang paling sedikit " + chance + " (keyakinan " + sure + "; " + hits +
                        " ulangan baru, batas bawah " + percent_down(best.low, language) + ")."
                  : plan + " with " + what + " = " + amount + ": " + question.goal.text + " in " + month +
                        " holds with a chance of " + chance + " at least (confidence " + sure + "; in " + hits +
                        " fresh replicates, lower limit " + percent_down(best.low, language) + ").";
        if (answer.too_little)
            text += id ? " " + amount_text(lever, *answer.too_little, language) + " terlalu sedikit."
                       : " " + amount_text(lever, *answer.too_little, language) + " is too little.";
        else if (answer.amount <= question.lowest)
            text += id ? " Itu jumlah terkecil yang dicoba." : " It is the smallest amount that was tried.";
        else
            text +=
                id ? " Apakah kurang dari itu cukup, belum dapat dikatakan." : " Whether less would do cannot be told.";
        text += id ? " Biayanya " + rupiah(best.cost_per_year, language) + " setahun."
                   : " It costs " + rupiah(best.cost_per_year, language) + " a year.";
        break;
    case TargetOutcome::unreachable:
        text = id ? plan + ": tidak ada jumlah " + lever + " yang dicoba mencapai " + question.goal.text + " pada " +
                        month + " dengan peluang " + chance + "."
                  : plan + ": no amount of " + lever + " that was tried reaches " + question.goal.text + " in " +
                        month + " with a chance of " + chance + ".";
        if (best.hits == 0)
            text += id ? " Tidak satu pun dari " + number(static_cast<double>(best.replicates), 0, language) +
                             " ulangan mencapainya, dengan jumlah mana pun."
                       : " None of " + number(static_cast<double>(best.replicates), 0, language) +
                             " replicates does, with any amount.";
        else
            text += id ? " Yang terbaik, " + amount + ", mencapainya dalam " + hits + " ulangan (batas atas " +
                             percent_up(best.high, language) + ", keyakinan " + sure + ")."
                       : " The best, " + amount + ", does in " + hits + " replicates (upper limit " +
                             percent_up(best.high, language) + ", confidence " + sure + ").";
        break;
    case TargetOutcome::unconfirmed:
        text = id ? plan + ": belum dapat dipastikan. Jumlah terbaik, " + amount + ", mencapai " + question.goal.text +
                        " pada " + month + " dalam " + hits + " ulangan, terlalu dekat dengan " + chance +
                        ". Coba lebih banyak ulangan (--replicates) atau jumlah yang lebih besar (--to)."
                  : plan + ": it cannot be told. The best amount, " + amount + ", reaches " + question.goal.text +
                        " in " + month + " in " + hits + " replicates, too near to " + chance +
                        ". Try more replicates (--replicates) or larger amounts (--to).";
    }
    if (question.lever.whole_plan && unspent(answer))
        text += id ? " Pagu yang lebih besar tidak dibelanjakan: yang kurang ialah isi rencana (--lever)."
                   : " A larger budget is not spent: what is lacking is in the plan itself (--lever).";
    const bool capped = answer.outcome != TargetOutcome::confirmed && best.undelivered && !question.lever.whole_plan &&
                        inputs.plans.front().budget_per_year;
    if (capped)
        text += id ? " Pagu rencana, " + rupiah(*inputs.plans.front().budget_per_year, language) +
                         " setahun, tidak cukup untuk semuanya: naikkan dengan --set budget_per_year=…"
                   : " The plan's own limit, " + rupiah(*inputs.plans.front().budget_per_year, language) +
                         " a year, does not pay for all: raise it with --set budget_per_year=…";
    text += covers_parameters(report) ? (id ? " Peluang itu mencakup kebetulan dan ketidakpastian parameter."
                                            : " The chance covers luck and what the parameters leave open.")
                                      : (id ? " Peluang itu mencakup kebetulan saja, dengan satu himpunan parameter."
                                            : " The chance covers luck alone, with one set of parameters.");
    return text;
}

} // namespace

std::string target_table(const TargetReport& report, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<const TargetTrial*> trials;
    for (const TargetTrial& trial : report.answer.trials) trials.push_back(&trial);
    std::stable_sort(trials.begin(), trials.end(), [](const TargetTrial* a, const TargetTrial* b) {
        return std::pair(a->is_confirmation, a->amount) < std::pair(b->is_confirmation, b->amount);
    });
    std::vector<std::string> labels;
    Column of{id ? "ulangan" : "replicates", id ? "yang mencapai" : "that reach it", {}};
    Column share{id ? "peluang" : "chance", id ? "(batas)" : "(limits)", {}};
    Column cost{id ? "biaya" : "cost", id ? "setahun" : "a year", {}};
    Column kind{"", "", {}};
    for (const TargetTrial* trial : trials) {
        labels.push_back(amount_text(report.lever, trial->amount, language));
        of.cells.push_back(hits_text(*trial, language));
        share.cells.push_back(percent_down(trial->low, language) + " – " + percent_up(trial->high, language));
        cost.cells.push_back(rupiah(trial->cost_per_year, language));
        kind.cells.push_back(trial->is_confirmation ? (id ? "pemastian" : "confirmation")
                                                    : (id ? "pencarian" : "search"));
    }
    return wrapped(printable(conclusion(report, language)), columns) + "\n\n" +
           text_table(labels, {kind, of, share, cost}, columns);
}

std::string target_csv(const TargetReport& report)
{
    std::string out = target_csv_head + "\n";
    for (const TargetTrial& trial : report.answer.trials)
        out += sim::shortest(trial.amount) + "," + (trial.is_confirmation ? "1" : "0") + "," +
               std::to_string(trial.hits) + "," + std::to_string(trial.replicates) + "," +
               sim::shortest(static_cast<double>(trial.hits) / static_cast<double>(trial.replicates)) + "," +
               sim::shortest(trial.low) + "," + sim::shortest(trial.high) + "," +
               sim::shortest(report.question.confidence) + "," + sim::shortest(trial.cost_per_year) + "," +
               (trial.undelivered ? "1" : "0") + "\n";
    return out;
}

std::string target_json(const TargetReport& report)
{
    const auto& [inputs, question, answer, lever] = report;
    nlohmann::ordered_json json;
    constexpr const char* names[] = {"confirmed", "unreachable", "unconfirmed"};
    json["plan"] = inputs.plans.front().id;
    json["goal"] = question.goal.text;
    json["by"] = to_text(inputs.city.start + static_cast<int>(question.month));
    json["chance"] = question.chance;
    json["confidence"] = question.confidence;
    json["covers"] = covers_parameters(report) ? "replicates and parameters" : "replicates";
    json["lever"] = lever;
    json["outcome"] = names[static_cast<int>(answer.outcome)];
    json["amount"] = answer.amount;
    if (answer.too_little) json["too_little"] = *answer.too_little;
    for (const TargetTrial& trial : answer.trials)
        json["trials"].push_back({{"amount", trial.amount},
                                  {"confirmation", trial.is_confirmation},
                                  {"hits", trial.hits},
                                  {"replicates", trial.replicates},
                                  {"low", trial.low},
                                  {"high", trial.high},
                                  {"cost_per_year", trial.cost_per_year},
                                  {"undelivered", trial.undelivered}});
    json["conclusion"] = {{"id", conclusion(report, Language::id)}, {"en", conclusion(report, Language::en)}};
    return json.dump(1) + "\n";
}

} // namespace layak
