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

bool is_limited(const TargetTrial& trial) { return trial.undelivered > limited_from; }

/// Amounts as they are written beside each other: two that differ by a step do not read the same.
LevelTexts amounts_of(const TargetReport& report)
{
    std::vector<double> amounts = {report.answer.amount};
    for (const TargetTrial& trial : report.answer.trials) amounts.push_back(trial.amount);
    return LevelTexts(report.lever, amounts);
}

/// The answer in words of one language, a piece of it a function.
class Answer
{
  public:
    Answer(const TargetReport& report, Language language)
        : report_(report), question_(report.question), answer_(report.answer), best_(report.answer.best()),
          language_(language), id_(language == Language::id), amounts_(amounts_of(report))
    {
    }

    std::string text() const
    {
        const std::string first = answer_.outcome == TargetOutcome::confirmed     ? confirmed()
                                  : answer_.outcome == TargetOutcome::unreachable ? unreachable()
                                                                                  : unconfirmed();
        return first + fall() + limit() + covers();
    }

  private:
    const TargetReport& report_;
    const commitment::TargetQuestion& question_;
    const TargetAnswer& answer_;
    const TargetTrial& best_;
    Language language_;
    bool id_;
    LevelTexts amounts_;

    std::string amount(double of) const { return amounts_.amount(of, language_); }
    std::string plan() const { return "“" + plan_name(report_.inputs.plans, 0, language_) + "”"; }
    std::string month() const
    {
        return month_name(report_.inputs.city.start + static_cast<int>(question_.month), language_);
    }
    std::string chance() const { return percent(question_.chance, language_); }
    std::string sure() const { return percent(question_.confidence, language_); }
    std::string hits() const { return hits_text(best_, language_); }
    std::string lever() const
    {
        const std::string label = factor_label(report_.lever).in(language_);
        return label == report_.lever ? label : label + " (" + report_.lever + ")";
    }

    std::string confirmed() const
    {
        std::string text =
            id_ ? plan() + " dengan " + lever() + " = " + amount(answer_.amount) + ": " + question_.goal.text +
                      " pada " + month() + " tercapai dengan peluang paling sedikit " + chance() + " (keyakinan " +
                      sure() + "; " + hits() + " ulangan baru, batas bawah " + percent_down(best_.low, language_) + ")."
                : plan() + " with " + lever() + " = " + amount(answer_.amount) + ": " + question_.goal.text + " in " +
                      month() + " holds with a chance of " + chance() + " at least (confidence " + sure() + "; in " +
                      hits() + " fresh replicates, lower limit " + percent_down(best_.low, language_) + ").";
        if (answer_.too_little)
            text += id_ ? " " + amount(*answer_.too_little) + " terlalu sedikit."
                        : " " + amount(*answer_.too_little) + " is too little.";
        else if (answer_.amount <= question_.lowest)
            text += id_ ? " Itu jumlah terkecil yang dicoba." : " It is the smallest amount that was tried.";
        else
            text += id_ ? " Apakah kurang dari itu cukup, belum dapat dikatakan."
                        : " Whether less would do cannot be told.";
        return text + (id_ ? " Biayanya " + rupiah(best_.cost_per_year, language_) + " setahun."
                           : " It costs " + rupiah(best_.cost_per_year, language_) + " a year.");
    }

    std::string unreachable() const
    {
        std::string text = id_ ? plan() + ": tidak ada jumlah " + lever() + " yang dicoba mencapai " +
                                     question_.goal.text + " pada " + month() + " dengan peluang " + chance() + "."
                               : plan() + ": no amount of " + lever() + " that was tried reaches " +
                                     question_.goal.text + " in " + month() + " with a chance of " + chance() + ".";
        const std::string all = number(static_cast<double>(best_.replicates), 0, language_);
        if (best_.hits == 0)
            return text + (id_ ? " Tidak satu pun dari " + all + " ulangan mencapainya, dengan jumlah mana pun."
                               : " None of " + all + " replicates does, with any amount.");
        text += id_ ? " Yang terbaik, " + amount(answer_.amount) + ", mencapainya dalam " + hits() +
                          " ulangan (batas atas " + percent_up(best_.high, language_) + ", keyakinan " + sure() + ")."
                    : " The best, " + amount(answer_.amount) + ", does in " + hits() + " replicates (upper limit " +
                          percent_up(best_.high, language_) + ", confidence " + sure() + ").";
        if (larger_may_help()) text += id_ ? " Coba jumlah yang lebih besar (--to)." : " Try larger amounts (--to).";
        return text;
    }

    std::string unconfirmed() const
    {
        std::string text = id_ ? plan() + ": belum dapat dipastikan. Jumlah terbaik, " + amount(answer_.amount) +
                                     ", mencapai " + question_.goal.text + " pada " + month() + " dalam " + hits() +
                                     " ulangan, terlalu dekat dengan " + chance() +
                                     ". Coba lebih banyak ulangan (--replicates)"
                               : plan() + ": it cannot be told. The best amount, " + amount(answer_.amount) +
                                     ", reaches " + question_.goal.text + " in " + month() + " in " + hits() +
                                     " replicates, too near to " + chance() + ". Try more replicates (--replicates)";
        if (larger_may_help()) text += id_ ? " atau jumlah yang lebih besar (--to)" : " or larger amounts (--to)";
        if (answer_.change(true) && question_.lowest > 0 && answer_.amount <= question_.lowest)
            text += id_ ? " atau jumlah yang lebih kecil (--from)" : " or smaller amounts (--from)";
        return text + ".";
    }

    /// Whether more of the lever brings the goal nearer, as far as the trials tell; where they do not, as its kind
    /// does.
    bool more_helps() const
    {
        if (answer_.change(true)) return false;
        if (answer_.change(false)) return true;
        const auto& goal = question_.goal;
        const bool wants_much =
            goal.relation == commitment::Goal::Relation::at_least || goal.relation == commitment::Goal::Relation::above;
        const bool less_is_better = goal.outcome.source == commitment::NamedOutcome::Source::table &&
                                    commitment::less_is_better(goal.outcome.place);
        return wants_much != less_is_better;
    }

    /// Whether the best amount is the largest of those tried, and more of it helps and is possible.
    bool larger_may_help() const
    {
        const double largest = question_.lowest + question_.steps * question_.step;
        commitment::Plan more = report_.inputs.plans.front();
        return answer_.amount >= largest && more_helps() && !(question_.lever.whole_plan && unspent(answer_)) &&
               set_lever(more, question_.lever, largest + question_.step, report_.inputs.city.unit_costs).empty();
    }

    std::string fall() const
    {
        const auto falls = answer_.change(true);
        if (!falls) return "";
        const auto& [below, above] = *falls;
        const auto at = [&](const TargetTrial& trial) {
            return amount(trial.amount) + ": " + hits_text(trial, language_);
        };
        return id_ ? " Peluangnya nyata turun ketika jumlahnya naik (" + at(below) + "; " + at(above) +
                         " ulangan), padahal pencarian ini menganggap sebaliknya: tuas ini bekerja melawan sasarannya, "
                         "atau hanya jumlah di antaranya yang cukup."
                   : " The chance clearly falls as the amount rises (" + at(below) + "; " + at(above) +
                         " replicates), while the search takes the contrary for granted: the lever works against the "
                         "goal, or only amounts in between do.";
    }

    /// Where the plan's own limit is in the way.
    std::string limit() const
    {
        const auto& budget = report_.inputs.plans.front().budget_per_year;
        if (question_.lever.whole_plan)
            return !unspent(answer_) || answer_.outcome == TargetOutcome::confirmed || !more_helps()
                       ? ""
                       : (id_ ? " Pagu yang lebih besar tidak dibelanjakan: yang kurang ialah isi rencana (--lever)."
                              : " A larger budget is not spent: what is lacking is in the plan itself (--lever).");
        const TargetTrial* first = nullptr; // with which something could not be paid
        for (const TargetTrial& trial : answer_.trials)
            if (is_limited(trial) && (first == nullptr || trial.amount < first->amount)) first = &trial;
        if (first == nullptr || !budget) return "";
        const std::string cap = rupiah(*budget, language_);
        const bool is_told = answer_.outcome != TargetOutcome::unreachable || best_.hits > 0; // which amount it is of
        const bool here = is_limited(best_) && is_told;
        const bool needs_more = answer_.outcome != TargetOutcome::confirmed || answer_.amount > question_.lowest;
        std::string text =
            here ? (id_ ? " Pada jumlah itu pagu rencana, " + cap +
                              " setahun, tidak cukup untuk semuanya, jadi jawaban ini bergantung pada pagu itu"
                        : " At that amount the plan's own limit, " + cap +
                              " a year, does not pay for all, so that the answer hangs on that limit")
                 : (id_ ? " Mulai " + amount(first->amount) + " pagu rencana, " + cap +
                              " setahun, tidak cukup untuk semuanya"
                        : " From " + amount(first->amount) + " on the plan's own limit, " + cap +
                              " a year, does not pay for all");
        if (is_limited(best_) && needs_more && more_helps())
            text += id_ ? "; naikkan dengan --set budget_per_year=…" : "; raise it with --set budget_per_year=…";
        return text + ".";
    }

    std::string covers() const
    {
        return covers_parameters(report_)
                   ? (id_ ? " Peluang itu mencakup kebetulan dan ketidakpastian parameter."
                          : " The chance covers luck and what the parameters leave open.")
                   : (id_ ? " Peluang itu mencakup kebetulan saja, dengan satu himpunan parameter."
                          : " The chance covers luck alone, with one set of parameters.");
    }
};

std::string conclusion(const TargetReport& report, Language language) { return Answer(report, language).text(); }

} // namespace

std::string target_table(const TargetReport& report, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<const TargetTrial*> trials;
    for (const TargetTrial& trial : report.answer.trials) trials.push_back(&trial);
    std::stable_sort(trials.begin(), trials.end(), [](const TargetTrial* a, const TargetTrial* b) {
        return std::pair(a->is_confirmation, a->amount) < std::pair(b->is_confirmation, b->amount);
    });
    const LevelTexts amounts = amounts_of(report);
    const bool of_limit = report.question.lever.whole_plan;
    std::vector<std::string> labels;
    Column of{id ? "ulangan" : "replicates", id ? "yang mencapai" : "that reach it", {}};
    Column share{id ? "peluang" : "chance", id ? "(batas)" : "(limits)", {}};
    Column cost{id ? "biaya" : "cost", id ? "setahun" : "a year", {}};
    Column kind{"", "", {}};
    for (const TargetTrial* trial : trials) {
        labels.push_back(amounts.amount(trial->amount, language) + (is_limited(*trial) && !of_limit ? " *" : ""));
        of.cells.push_back(hits_text(*trial, language));
        share.cells.push_back(percent_down(trial->low, language) + " – " + percent_up(trial->high, language));
        cost.cells.push_back(rupiah(trial->cost_per_year, language));
        kind.cells.push_back(trial->is_confirmation ? (id ? "pemastian" : "confirmation")
                                                    : (id ? "pencarian" : "search"));
    }
    const bool any =
        std::any_of(trials.begin(), trials.end(), [](const TargetTrial* of_all) { return is_limited(*of_all); });
    const std::string note = !any || of_limit ? ""
                             : id             ? "* pagu rencana tidak cukup untuk semuanya\n"
                                              : "* the plan's own limit does not pay for all\n";
    return wrapped(printable(conclusion(report, language)), columns) + "\n\n" +
           text_table(labels, {kind, of, share, cost}, columns) + note;
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
               sim::shortest(trial.undelivered) + "\n";
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
    if (const auto falls = answer.change(true))
        json["chance_falls"] = {{"from", falls->first.amount}, {"to", falls->second.amount}};
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
