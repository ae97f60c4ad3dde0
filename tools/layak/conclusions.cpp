#include "tools/layak/conclusions.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::BestPlan;
using commitment::Comparison;
using sim::Language;

/// Headline outcomes but the one by which plans are ranked.
std::vector<Headline> other_headlines(const Speech& speech)
{
    std::vector<Headline> out;
    for (Headline& headline : headlines_of(speech.inputs.city))
        if (headline.outcome != commitment::main_outcome) out.push_back(std::move(headline));
    return out;
}

/// "Tindakan (A) kecamatan" as "tindakan kecamatan"
std::string in_a_sentence(std::string label)
{
    if (const std::size_t letter = label.find(" (A)"); letter != std::string::npos) label.erase(letter, 4);
    if (label.starts_with("Action, ")) label.replace(0, 8, "action in ");
    label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
    return label;
}

bool do_the_same(const Comparison& of)
{
    return std::all_of(of.diverges.begin(), of.diverges.end(), [&](std::uint32_t month) { return month == of.months; });
}

/// Whether no plan differs from the baseline in any headline outcome or in its cost.
bool are_all_the_same(const Speech& speech)
{
    const Comparison& of = speech.comparison;
    for (std::uint32_t plan = 0; plan < of.outcomes.size(); ++plan) {
        if (plan == of.baseline) continue;
        if (!is_same_cost(of, plan)) return false;
        for (const Headline& headline : other_headlines(speech))
            if (!of.judging.practically_same(of.outcomes[plan].back()[headline.outcome],
                                             commitment::what_matters(speech.inputs.city, headline.outcome)))
                return false;
    }
    return true;
}

std::string title(const Speech& speech)
{
    const BestPlan& best = speech.comparison.best;
    const commitment::Judging& judging = speech.comparison.judging;
    const bool id = speech.id;
    const std::string where = id ? " dalam tindakan (A) di kelurahan" : " in action (A) in the kelurahan";
    if (best.others.empty()) {
        if (do_the_same(speech.comparison))
            return id ? "Rencana-rencana ini berbuat hal yang sama" : "These plans do the same";
        if (are_all_the_same(speech))
            return id ? "Rencana-rencana ini praktis sama" : "These plans are practically the same";
        return (id ? "Rencana-rencana ini praktis sama" : "These plans are practically the same") + where +
               (id ? "; dalam hal lain berbeda atau belum jelas" : "; in other things they differ, or it is not clear");
    }
    const Certainty sure = certainty_of(judging.chance(best.first));
    if (sure == Certainty::unclear)
        return (id ? "Belum jelas rencana mana yang terbaik" : "It is not clear which plan is best") + where;
    const std::string rest = best.others.size() == 1
                                 ? speech.name(best.others.front())
                                 : std::to_string(best.others.size()) + (id ? " rencana lain" : " other plans");
    const bool several = best.leaders.size() > 1;
    std::string text = speech.names(best.leaders);
    if (sure == Certainty::likely)
        text += id ? " tampaknya lebih baik daripada " : several ? " seem better than " : " seems better than ";
    else
        text += id ? " mengungguli " : several ? " do better than " : " does better than ";
    text += rest + where;
    const std::string lead =
        words_for_lead(best.matters, speech.comparison.replicates, judging.chance(best.matters)).in(speech.language);
    if (!lead.empty()) text += " (" + lead + ")";
    const std::size_t behind = outcomes_behind(speech);
    if (behind == 0) return text;
    const std::string count = std::to_string(behind);
    return text + (id ? ", tetapi tampaknya kalah dalam " + count + " keluaran utama lain"
                      : ", but seems behind in " + count + noun(behind, " other main outcome", " other main outcomes"));
}

/// Which plan is highest in action of the kelurahan, with what chance.
std::string best_plan(const Speech& speech)
{
    const Comparison& comparison = speech.comparison;
    const BestPlan& best = comparison.best;
    const bool id = speech.id;
    const std::string where =
        (id ? "tindakan (A) di kelurahan pada " : "action (A) in the kelurahan in ") + speech.last_month();
    const std::string least =
        number(commitment::what_matters(speech.inputs.city, commitment::main_outcome), 2, speech.language);
    const std::string pairs = speech.pairs(comparison.replicates);
    if (best.others.empty()) {
        if (do_the_same(comparison))
            return id ? "Rencana-rencana ini berbuat hal yang sama dalam setiap bulan, jadi semua angkanya sama, juga "
                        "biayanya."
                      : "These plans do the same in every month, so all their numbers are the same, their cost too.";
        const std::string all = number(comparison.replicates, 0, speech.language) + " " + pairs;
        return capital(speech.given() + (id ? "rencana-rencana ini praktis sama dalam " + where +
                                                  ": dalam semua dari " + all + " selisihnya kurang dari " + least + "."
                                            : "these plans are practically the same in " + where + ": in all of " +
                                                  all + " they differ by less than " + least + "."));
    }
    const sim::Interval chance = comparison.judging.chance(best.first);
    const Certainty sure = certainty_of(chance);
    const std::string count = of(best.first, comparison.replicates, speech.language) + " " + pairs;
    const std::string who = speech.names(best.leaders);
    if (sure == Certainty::unclear)
        return capital(speech.given() +
                       (id ? "rencana mana yang tertinggi dalam " + where + " belum dapat dibedakan: "
                           : "which plan is highest in " + where + " cannot be told: ") +
                       who + (id ? " di atas semua yang lain dalam " : " above all others in ") + count + ".");
    const std::string mattering = best.matters == best.first
                                      ? (id ? "semuanya dengan selisih yang berarti (" + least + " atau lebih)"
                                            : "in all of them by a difference that matters (" + least + " or more)")
                                      : number(best.matters, 0, speech.language) +
                                            (id ? " di antaranya dengan selisih yang berarti (" + least + " atau lebih)"
                                                : " of them by a difference that matters (" + least + " or more)");
    const std::string at_least = shown_at_least(chance.low, speech.language);
    const bool several = best.leaders.size() > 1;
    std::string text = capital(
        speech.given() + who +
        (id ? std::string(several ? " (praktis sama) " : " ") + words_for(sure).id + " tertinggi dalam "
            : std::string(several ? " (practically the same) are " : " is ") + words_for(sure).en + " highest in ") +
        where + (id ? " (peluang sekurangnya " : " (a chance of at least ") + at_least + (id ? ": dalam " : ": in ") +
        count + ", " + mattering + ").");
    std::vector<std::string> names;
    for (std::uint32_t plan = 0; plan < speech.inputs.plans.size(); ++plan) names.push_back(speech.name(plan));
    return text + others_better(speech, names);
}

/// That plans do not run together is easily overlooked.
std::string months_of_plans(const Speech& speech)
{
    std::string list;
    for (std::uint32_t plan = 0; plan < speech.comparison.spans.size(); ++plan) {
        const Comparison::Span& span = speech.comparison.spans[plan];
        list += (plan > 0 ? "; " : "") + speech.name(plan) + " " + speech.month(span.first) + " – " +
                speech.month(span.first + (span.months > 0 ? span.months - 1 : 0));
    }
    return speech.id ? "Rencana-rencana ini tidak berjalan dalam bulan yang sama: " + list +
                           ". Semua keluaran adalah keadaan pada " + speech.last_month() +
                           ", juga dari rencana yang sudah berakhir sebelumnya; biaya per tahun adalah rata-rata "
                           "bulan-bulan rencana itu sendiri."
                     : "The plans do not cover the same months: " + list + ". All outcomes are those of " +
                           speech.last_month() +
                           ", of plans that ended before it too; a cost a year is over a plan's own months.";
}

std::string what_is_not_covered(const Speech& speech)
{
    if (speech.comparison.judging.evidence.covers_parameters())
        return speech.id
                   ? "Selang memuat unsur kebetulan dan apa yang dibiarkan terbuka oleh himpunan-himpunan parameter; "
                     "bukan kesalahan model itu sendiri."
                   : "Intervals cover chance and what the parameter sets leave open; not errors of the model itself.";
    const std::string text =
        speech.id ? "Selang hanya memuat unsur kebetulan dengan satu himpunan parameter; ketidakpastian parameter "
                    "jauh lebih lebar."
                  : "Intervals cover chance alone, with one set of parameters; what the parameters leave open is "
                    "much wider.";
    const BestPlan& best = speech.comparison.best;
    const bool has_order =
        !best.others.empty() && certainty_of(speech.comparison.judging.chance(best.first)) != Certainty::unclear;
    if (!has_order) return text;
    return text + (speech.id ? " Urutan rencana lebih dapat dipercaya daripada besarnya angka."
                             : " The order of plans can be trusted more than the size of the figures.");
}

} // namespace

std::string others_better(const Speech& speech, const std::vector<std::string>& names)
{
    std::string text;
    for (const std::uint32_t plan : speech.comparison.best.others) {
        std::string surely, likely;
        for (const Headline& headline : other_headlines(speech))
            for (const Comparison::Ahead& ahead : speech.comparison.ahead_of_leaders) {
                if (ahead.plan != plan || ahead.outcome != headline.outcome) continue;
                std::string& list = certainty_of(ahead.chance) == Certainty::likely ? likely : surely;
                list += (list.empty() ? "" : "; ") + in_a_sentence(headline.label.in(speech.language));
            }
        if (!surely.empty())
            text += " " + names[plan] + (speech.id ? " lebih baik dalam: " : " is better in: ") + surely + ".";
        if (!likely.empty())
            text += " " + names[plan] + (speech.id ? " mungkin lebih baik dalam: " : " is likely better in: ") +
                    likely + ".";
        std::map<Certainty, std::string> not_behind;
        for (const Headline& headline : other_headlines(speech))
            for (const Comparison::Ahead& of : speech.comparison.not_behind_leaders) {
                if (of.plan != plan || of.outcome != headline.outcome) continue;
                std::string& list = not_behind[certainty_of(of.chance)];
                list += (list.empty() ? "" : "; ") + in_a_sentence(headline.label.in(speech.language));
            }
        for (const auto& [sure, list] : not_behind)
            text += " " + names[plan] + (speech.id ? " " : " is ") + words_for(sure).in(speech.language) +
                    (speech.id ? " tidak kalah, dan rata-rata lebih baik, dalam: "
                               : " not behind, and better on average, in: ") +
                    list + ".";
    }
    return text;
}

std::size_t outcomes_behind(const Speech& speech)
{
    const auto headlines = other_headlines(speech);
    return static_cast<std::size_t>(std::count_if(headlines.begin(), headlines.end(), [&](const Headline& headline) {
        const auto& all = speech.comparison.ahead_of_leaders;
        return std::any_of(all.begin(), all.end(),
                           [&](const Comparison::Ahead& of) { return of.outcome == headline.outcome; });
    }));
}

Conclusions conclude(const Inputs& inputs, const Comparison& comparison, const std::vector<commitment::Goal>& goals)
{
    Conclusions out;
    const auto in_both = [&](std::string (*say)(const Speech&)) {
        return both([&](Language language) { return say(Speech{inputs, comparison, language}); });
    };
    out.title = in_both(title);
    out.sentences.push_back({in_both(best_plan)});
    for (std::uint32_t plan = 0; plan < inputs.plans.size(); ++plan)
        if (plan != comparison.baseline) {
            say_differences(inputs, comparison, plan, out.sentences);
            say_cost(inputs, comparison, plan, out.sentences);
        }
    for (std::size_t goal = 0; goal < goals.size(); ++goal) say_goal(inputs, comparison, goals, goal, out.sentences);
    say_crossings(inputs, comparison, out.sentences);
    if (!comparison.same_months()) out.sentences.push_back({in_both(months_of_plans)});
    out.sentences.push_back({in_both(what_is_not_covered)});
    return out;
}

} // namespace layak
