#include "tools/layak/prepared_target.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>

#include "models/commitment/evidence.hpp"
#include "models/commitment/experiment.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"

namespace layak {
namespace {

using commitment::TargetQuestion;
using sim::Language;
using sim::Words;

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
void read_range(const TargetRequest& given, const commitment::Plan& plan, const commitment::City& city,
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

/// Refuses a question that no run can answer with yes.
void check_replicates(const TargetRequest& given, const TargetQuestion& question, sim::Findings& findings)
{
    const auto enough = replicates_to_confirm(question);
    if (enough == question.confirm_replicates) return;
    const auto in = [](double value, int decimals) {
        return Words{number_at_most(value, decimals, Language::id), number_at_most(value, decimals, Language::en)};
    };
    const Words chance = in(100 * question.chance, 3), sure = in(100 * question.confidence, 3);
    if (enough) {
        const Words least = in(*enough, 0);
        findings.error("--replicates " + std::to_string(given.replicates), 0, "", "",
                       {"walaupun semuanya mencapai sasaran, ulangan sebanyak ini tidak dapat memastikan peluang " +
                            chance.id + " % dengan keyakinan " + sure.id + " %; paling sedikit " + least.id,
                        "even if all of them reach the goal, so few replicates cannot confirm a chance of " +
                            chance.en + "% at a confidence of " + sure.en + "%; " + least.en + " at least"});
        return;
    }
    const std::uint32_t sets = commitment::evidence_of(question.sets, question.confirm_replicates).sets;
    findings.error("--parameters", 0, "", "",
                   {std::to_string(sets) +
                        " himpunan parameter terlalu sedikit: ulangan dari satu himpunan dihitung satu, jadi peluang " +
                        chance.id +
                        " % tidak dapat dipastikan dengan berapa pun ulangan; beri lebih banyak himpunan, "
                        "atau --parameters standard",
                    std::to_string(sets) +
                        " parameter sets are too few: replicates of one set count as one, so that no number of them "
                        "can confirm a chance of " +
                        chance.en + "%; give more sets, or --parameters standard"});
}

TargetQuestion read_question(const TargetRequest& given, const Inputs& inputs, sim::Findings& findings)
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
    check_replicates(given, question, findings);
    read_range(given, plan, inputs.city, question, findings);
    return question;
}

} // namespace

void add_target_request(CLI::App& verb, TargetRequest& request)
{
    verb.add_option("PLAN", request.plan, "A plan's file, or the name of a plan of the city")
        ->required()
        ->option_text(" ");
    verb.add_option("--goal", request.goal, "What is to hold: OUTCOME >= VALUE (or >, <=, <)")
        ->required()
        ->option_text("\"formal.kelurahan >= 60\"");
    verb.add_option("--by", request.by, "The month in which it is to hold")->option_text("MONTH [the plan's last]");
    verb.add_option("--chance", request.chance, "With which chance at least")
        ->check(accept_number(0.01, 0.99))
        ->option_text("SHARE [0.9]");
    verb.add_option("--confidence", request.confidence, "How sure that must be")
        ->check(accept_number(0.6, 0.999))
        ->option_text("SHARE [0.95]");
    verb.add_option("--lever", request.lever,
                    "What is varied: the plan's budget_per_year, or a lever (--help-parameters)")
        ->check(accept_not_empty)
        ->option_text("NAME [budget_per_year]");
    verb.add_option("--from", request.from, "The smallest amount tried")->option_text("AMOUNT [0]");
    verb.add_option("--to", request.to, "The largest amount tried")->option_text("AMOUNT [twice the plan's]");
    verb.add_option("--step", request.step, "Amounts differ by so much")
        ->option_text("AMOUNT [a hundredth of the range]");
    verb.add_option("--search", request.search,
                    "Replicates of each of the first nine amounts; those between have as many as a confirmation")
        ->check(accept_whole(20, 100'000))
        ->option_text("N [200]");
    add_city(verb, request);
    add_settings(verb, request);
    add_simulation(verb, request);
    verb.get_option("--replicates")->description("Fresh replicates of a confirmation")->option_text("N [1000]");
}

std::vector<std::string> words_of(const TargetRequest& request)
{
    std::vector<std::string> words{request.plan, "--goal", request.goal};
    const TargetRequest usual;
    const auto add = [&](const char* option, const std::string& value, const std::string& otherwise = "") {
        if (value != otherwise) words.insert(words.end(), {option, value});
    };
    const auto text = [](double value) { return sim::shortest(value); };
    add("--by", request.by);
    add("--chance", text(request.chance), text(usual.chance));
    add("--confidence", text(request.confidence), text(usual.confidence));
    add("--lever", request.lever, usual.lever);
    add("--from", request.from);
    add("--to", request.to);
    add("--step", request.step);
    add("--search", std::to_string(request.search), std::to_string(usual.search));
    add("--replicates", std::to_string(request.replicates), std::to_string(usual.replicates));
    add("--seed", std::to_string(request.seed), std::to_string(usual.seed));
    add("--city", request.city);
    for (const std::string& setting : request.settings) add("--set", setting);
    add("--parameters", request.parameters);
    add("--lang", request.lang, usual.lang);
    return words;
}

std::unique_ptr<PreparedTarget> prepare(const TargetRequest& request)
{
    auto prepared = std::make_unique<PreparedTarget>();
    sim::Findings findings;
    prepared->inputs = read_inputs({request.plan}, request.city, request.settings, request.parameters, findings);
    prepared->question = read_question(request, prepared->inputs, findings);
    prepared->lever = request.lever;
    findings.throw_if_failed();
    if (!request.quiet) std::fputs(to_text(findings, request.language()).c_str(), stderr);
    return prepared;
}

std::filesystem::path folder_of(const PreparedTarget& prepared, const CommonOptions& given)
{
    return given.output.empty() ? "target-" + prepared.plan().id : given.output;
}

} // namespace layak
