#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/commitment/experiment.hpp"
#include "models/commitment/target.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/common_options.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/progress.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::TargetAnswer;
using commitment::TargetOutcome;
using commitment::TargetQuestion;
using commitment::TargetTrial;
using sim::Language;
using sim::Words;

const std::string csv_head = "amount,confirmation,hits,replicates,share,low,high,confidence,cost_per_year,undelivered";

struct TargetCommand : CommonOptions
{
    std::string plan;
    std::string goal;
    std::string by;
    double chance = 0.9;
    double confidence = 0.95;
    std::string lever = "budget_per_year";
    std::string from, to, step;
    std::uint32_t search = 200;
};

/// 1, 2 or 5 times a power of ten, at most so much.
double round_down(double value)
{
    double power = 1;
    while (power * 10 <= value) power *= 10;
    while (power > value) power /= 10;
    const double first = value / power;
    return power * (first >= 5 ? 5 : first >= 2 ? 2 : 1);
}

/// The amount that the plan has now; nothing where it lacks the lever.
std::optional<double> amount_now(const commitment::Plan& plan, const commitment::LeverName& lever)
{
    if (lever.whole_plan) return plan.budget_per_year;
    for (const commitment::Intervention& by : plan.interventions)
        if (by.lever == lever.lever && by.target == lever.target) {
            if (lever.key == "per_year") return by.per_year;
            if (lever.key == "budget_per_year")
                return by.budget_per_year > 0 ? by.budget_per_year : by.per_year * by.unit_cost;
            if (lever.key == "cost_per_year") return by.cost_per_year;
            if (lever.key == "unit_cost") return by.unit_cost;
            return by.level;
        }
    return std::nullopt;
}

std::optional<double> read_amount(const char* option, const std::string& text, sim::Findings& findings)
{
    if (text.empty()) return std::nullopt;
    const auto value = sim::parse_number(text);
    if (!value || *value < 0)
        findings.error(std::string(option) + " " + sim::shortened(text), 0, "", "",
                       {"harus bilangan 0 atau lebih, misalnya 2e9", "a number of 0 or more is expected, like 2e9"});
    return value;
}

/// Which amounts are tried.
void read_range(const TargetCommand& given, const commitment::Plan& plan, const commitment::City& city,
                TargetQuestion& question, sim::Findings& findings)
{
    const auto error = [&](const std::string& of, Words reason) { findings.error(of, 0, "", "", std::move(reason)); };
    question.lever = commitment::parse_lever(given.lever);
    if (!question.lever.is_lever || !question.lever.mistake.empty())
        return error("--lever " + sim::shortened(given.lever),
                     question.lever.is_lever ? question.lever.mistake
                                             : Words{"bukan tuas (daftarnya: --help-parameters)",
                                                     "is no lever (the list: --help-parameters)"} +
                                                   sim::did_you_mean(given.lever, commitment::lever_names()));
    const auto from = read_amount("--from", given.from, findings);
    const auto to = read_amount("--to", given.to, findings);
    const auto step = read_amount("--step", given.step, findings);
    const auto now = amount_now(plan, question.lever);
    if (findings.failed()) return;
    if (!to && (!now || *now <= 0))
        return error("--to", {"rencana ini tidak punya tuas " + given.lever + "; sebutkan jumlah terbesar yang dicoba",
                              "this plan lacks the lever " + given.lever + "; name the largest amount to try"});
    question.lowest = from.value_or(0);
    const double highest = to.value_or(now ? 2 * *now : 0);
    if (highest <= question.lowest)
        return error("--to " + sim::shortest(highest), {"harus lebih dari --from " + sim::shortest(question.lowest),
                                                        "must be more than --from " + sim::shortest(question.lowest)});
    question.step = step.value_or(round_down((highest - question.lowest) / 100));
    const double steps = std::floor((highest - question.lowest) / question.step + 1e-9);
    if (!(question.step > 0) || steps < 1 || steps > 100'000)
        return error("--step " + given.step, {"harus memberi 1 sampai 100.000 langkah dari --from ke --to",
                                              "must give 1 to 100,000 steps from --from to --to"});
    question.steps = static_cast<std::uint32_t>(steps);
    for (const double amount : {question.lowest, question.lowest + question.steps * question.step}) {
        commitment::Plan tried = plan;
        if (Words wrong = set_lever(tried, question.lever, amount, city.unit_costs); !wrong.empty())
            return error("--lever " + given.lever + " = " + sim::shortest(amount), std::move(wrong));
    }
}

TargetQuestion read_question(const TargetCommand& given, const Inputs& inputs, sim::Findings& findings)
{
    const commitment::Plan& plan = inputs.plans.front();
    TargetQuestion question;
    question.chance = given.chance;
    question.confidence = given.confidence;
    question.search_replicates = given.search;
    question.confirm_replicates = given.replicates;
    question.seed = given.seed;
    question.threads = given.threads;
    if (inputs.sets) question.sets = &*inputs.sets;
    Words wrong;
    if (auto goal = commitment::parse_goal(given.goal, inputs.city, wrong))
        question.goal = std::move(*goal);
    else
        findings.error("--goal \"" + sim::shortened(given.goal) + "\"", 0, "", "", std::move(wrong));
    const std::uint32_t months = months_of(inputs.city, inputs.plans);
    question.month = months - 1;
    if (!given.by.empty()) {
        const auto month = sim::parse_month(given.by);
        const sim::Month last = inputs.city.start + (static_cast<int>(months) - 1);
        if (!month || *month < plan.from || last < *month)
            findings.error("--by " + sim::shortened(given.by), 0, "", "",
                           {"harus bulan dari " + to_text(plan.from) + " sampai " + to_text(last),
                            "a month from " + to_text(plan.from) + " to " + to_text(last) + " is expected"});
        else
            question.month = static_cast<std::uint32_t>(*month - inputs.city.start);
    }
    read_range(given, plan, inputs.city, question, findings);
    return question;
}

std::string amount_text(const std::string& lever, double amount, Language language)
{
    if (lever.ends_with("budget_per_year") || lever.ends_with("cost_per_year") || lever.ends_with("unit_cost")) {
        // Two amounts that differ by a step must not read the same.
        return "Rp " + number(amount / 1e6, 0, language) + (language == Language::id ? " juta" : " million");
    }
    return number(amount, amount == std::floor(amount) ? 0 : 2, language);
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

std::string conclusion(const TargetCommand& given, const Inputs& inputs, const TargetQuestion& question,
                       const TargetAnswer& answer, Language language)
{
    const bool id = language == Language::id;
    const std::string month = month_name(inputs.city.start + static_cast<int>(question.month), language);
    const std::string chance = percent(question.chance, language);
    const std::string sure = percent(question.confidence, language);
    const std::string amount = amount_text(given.lever, answer.amount, language);
    const std::string plan = plan_name(inputs.plans, 0, language);
    const TargetTrial& best = answer.best();
    const std::string hits = hits_text(best, language);
    std::string text;
    switch (answer.outcome) {
    case TargetOutcome::confirmed:
        text = id ? plan + " dengan " + given.lever + " = " + amount + ": " + question.goal.text + " pada " + month +
                        " tercapai dengan peluang paling sedikit " + chance + " (keyakinan " + sure + "; " + hits +
                        " ulangan baru, batas bawah " + percent_down(best.low, language) + ")."
                  : plan + " with " + given.lever + " = " + amount + ": " + question.goal.text + " in " + month +
                        " holds with a chance of " + chance + " at least (confidence " + sure + "; in " + hits +
                        " fresh replicates, lower limit " + percent_down(best.low, language) + ").";
        if (answer.too_little)
            text += id ? " " + amount_text(given.lever, *answer.too_little, language) + " terlalu sedikit."
                       : " " + amount_text(given.lever, *answer.too_little, language) + " is too little.";
        else
            text +=
                id ? " Apakah kurang dari itu cukup, belum dapat dikatakan." : " Whether less would do cannot be told.";
        text += id ? " Biayanya " + rupiah(best.cost_per_year, language) + " setahun."
                   : " It costs " + rupiah(best.cost_per_year, language) + " a year.";
        break;
    case TargetOutcome::unreachable:
        text = id ? plan + ": tidak ada jumlah " + given.lever + " yang dicoba mencapai " + question.goal.text +
                        " pada " + month + " dengan peluang " + chance + ". Yang terbaik, " + amount +
                        ", mencapainya dalam " + hits + " ulangan (batas atas " + percent_up(best.high, language) +
                        ", keyakinan " + sure + ")."
                  : plan + ": no amount of " + given.lever + " that was tried reaches " + question.goal.text + " in " +
                        month + " with a chance of " + chance + ". The best, " + amount + ", does in " + hits +
                        " replicates (upper limit " + percent_up(best.high, language) + ", confidence " + sure + ").";
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
    const bool capped = best.undelivered && !question.lever.whole_plan && inputs.plans.front().budget_per_year;
    if (capped)
        text += id ? " Pagu rencana, " + rupiah(*inputs.plans.front().budget_per_year, language) +
                         " setahun, tidak cukup untuk semuanya: naikkan dengan --set budget_per_year=…"
                   : " The plan's own limit, " + rupiah(*inputs.plans.front().budget_per_year, language) +
                         " a year, does not pay for all: raise it with --set budget_per_year=…";
    text += inputs.sets ? (id ? " Peluang itu mencakup kebetulan dan ketidakpastian parameter."
                              : " The chance covers luck and what the parameters leave open.")
                        : (id ? " Peluang itu mencakup kebetulan saja, dengan satu himpunan parameter."
                              : " The chance covers luck alone, with one set of parameters.");
    return text;
}

std::string table(const TargetCommand& given, const TargetAnswer& answer, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<const TargetTrial*> trials;
    for (const TargetTrial& trial : answer.trials) trials.push_back(&trial);
    std::stable_sort(trials.begin(), trials.end(), [](const TargetTrial* a, const TargetTrial* b) {
        return std::pair(a->is_confirmation, a->amount) < std::pair(b->is_confirmation, b->amount);
    });
    std::vector<std::string> labels;
    Column of{id ? "ulangan" : "replicates", id ? "yang mencapai" : "that reach it", {}};
    Column share{id ? "peluang" : "chance", id ? "(batas)" : "(limits)", {}};
    Column cost{id ? "biaya" : "cost", id ? "setahun" : "a year", {}};
    Column kind{"", "", {}};
    for (const TargetTrial* trial : trials) {
        labels.push_back(amount_text(given.lever, trial->amount, language));
        of.cells.push_back(hits_text(*trial, language));
        share.cells.push_back(percent_down(trial->low, language) + " – " + percent_up(trial->high, language));
        cost.cells.push_back(rupiah(trial->cost_per_year, language));
        kind.cells.push_back(trial->is_confirmation ? (id ? "pemastian" : "confirmation")
                                                    : (id ? "pencarian" : "search"));
    }
    return text_table(labels, {kind, of, share, cost}, columns);
}

std::string csv(const TargetQuestion& question, const TargetAnswer& answer)
{
    std::string out = csv_head + "\n";
    for (const TargetTrial& trial : answer.trials)
        out += sim::shortest(trial.amount) + "," + (trial.is_confirmation ? "1" : "0") + "," +
               std::to_string(trial.hits) + "," + std::to_string(trial.replicates) + "," +
               sim::shortest(static_cast<double>(trial.hits) / static_cast<double>(trial.replicates)) + "," +
               sim::shortest(trial.low) + "," + sim::shortest(trial.high) + "," + sim::shortest(question.confidence) +
               "," + sim::shortest(trial.cost_per_year) + "," + (trial.undelivered ? "1" : "0") + "\n";
    return out;
}

std::string json_of(const TargetCommand& given, const Inputs& inputs, const TargetQuestion& question,
                    const TargetAnswer& answer)
{
    nlohmann::ordered_json json;
    constexpr const char* names[] = {"confirmed", "unreachable", "unconfirmed"};
    json["plan"] = inputs.plans.front().id;
    json["goal"] = question.goal.text;
    json["by"] = to_text(inputs.city.start + static_cast<int>(question.month));
    json["chance"] = question.chance;
    json["confidence"] = question.confidence;
    json["covers"] = inputs.sets ? "replicates and parameters" : "replicates";
    json["lever"] = given.lever;
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
    json["conclusion"] = {{"id", conclusion(given, inputs, question, answer, Language::id)},
                          {"en", conclusion(given, inputs, question, answer, Language::en)}};
    return json.dump(1) + "\n";
}

void target(const TargetCommand& given)
{
    const Language language = given.language();
    nothing_is_written_on_stop(language);
    sim::Findings findings;
    const Inputs inputs = read_inputs({given.plan}, given.city, given.settings, given.parameters, findings);
    TargetQuestion question = read_question(given, inputs, findings);
    findings.throw_if_failed();
    if (!given.output.empty()) check_text_output(given.output, csv_head, inputs, given.force, language);
    if (!given.quiet) std::fputs(to_text(findings, language).c_str(), stderr);
    TargetAnswer answer;
    {
        Progress progress({"Mencari", "Searching"}, language, !given.quiet);
        const double about = 12 + std::log2(question.steps);
        question.progress = [&](double trials) { progress.tell(trials / (trials + std::max(1.0, about - trials))); };
        answer = find_target(inputs.city, inputs.plans.front(), question);
    }
    if (!given.output.empty()) write_text(given.output, csv(question, answer));
    if (given.json) return print(json_of(given, inputs, question, answer));
    const std::size_t columns = terminal_columns();
    print(wrapped(printable(conclusion(given, inputs, question, answer, language)), columns) + "\n\n" +
          table(given, answer, language, columns));
    if (!given.output.empty())
        print((language == Language::id ? "\nTabel: " : "\nThe table: ") + printable(given.output) + "\n");
}

} // namespace

void add_target(CLI::App& layak)
{
    auto given = std::make_shared<TargetCommand>();
    given->replicates = 1000;
    CLI::App* const verb = layak.add_subcommand(
        "target", "The smallest budget, or amount of a lever, that reaches a goal with a chance, confirmed afresh");
    verb->add_option("PLAN", given->plan, "A plan's file, or the name of a plan of the city")
        ->required()
        ->option_text(" ");
    verb->add_option("--goal", given->goal, "What is to hold: OUTCOME >= VALUE (or >, <=, <)")
        ->required()
        ->option_text("\"formal.kelurahan >= 60\"");
    verb->add_option("--by", given->by, "The month in which it is to hold")->option_text("MONTH [the plan's last]");
    verb->add_option("--chance", given->chance, "With which chance at least")
        ->check(accept_share(0.01, 0.99))
        ->option_text("SHARE [0.9]");
    verb->add_option("--confidence", given->confidence, "How sure that must be")
        ->check(accept_share(0.6, 0.999))
        ->option_text("SHARE [0.95]");
    verb->add_option("--lever", given->lever,
                     "What is varied: the plan's budget_per_year, or a lever (--help-parameters)")
        ->check(accept_not_empty)
        ->option_text("NAME [budget_per_year]");
    verb->add_option("--from", given->from, "The smallest amount tried")->option_text("AMOUNT [0]");
    verb->add_option("--to", given->to, "The largest amount tried")->option_text("AMOUNT [twice the plan's]");
    verb->add_option("--step", given->step, "Amounts differ by so much")
        ->option_text("AMOUNT [a hundredth of the range]");
    verb->add_option("--search", given->search,
                     "Replicates of each of the first nine amounts; those between have as many as a confirmation")
        ->check(accept_whole(20, 100'000))
        ->option_text("N [200]");
    add_city(*verb, *given);
    add_settings(*verb, *given);
    add_simulation(*verb, *given);
    verb->get_option("--replicates")->description("Fresh replicates of a confirmation")->option_text("N [1000]");
    verb->add_option("-o,--out", given->output, "All trials as a table (CSV)")
        ->check(accept_not_empty)
        ->option_text("FILE [none]");
    verb->add_flag("--force", given->force, "Replace an existing table of trials");
    verb->add_flag("--quiet", given->quiet, "No progress and no notes");
    verb->add_flag("--json", given->json, "Answer and trials as JSON on stdout");
    add_language(*verb, *given);
    verb->footer(
        "Example:\n  layak target scenarios/kota-serang/plans/bottom-up.toml --goal \"formal.kelurahan >= 60\" "
        "--lever training.kelurahan.budget_per_year --to 2e9 --set budget_per_year=6e9\n"
        "The search uses the same random numbers for all amounts; what it finds is confirmed with others, so that it "
        "cannot fool itself.\nIt takes for granted that the chance does not fall as the amount rises.");
    verb->callback([given] { target(*given); });
}

} // namespace layak
