#include "tools/layak/conclusions.hpp"

#include <algorithm>
#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::Measure;
using commitment::PairedDifference;
using sim::Language;
using sim::Words;

constexpr std::uint32_t main_outcome =
    commitment::outcome::action + static_cast<std::uint32_t>(commitment::Group::kelurahan);

constexpr double same_cost = 0.03; ///< costs that differ by less are practically the same

std::string of(std::uint64_t hits, std::uint64_t all, Language language)
{
    return std::to_string(hits) + (language == Language::id ? " dari " : " of ") + std::to_string(all);
}

/// Both languages of what `say(language)` says.
template <class Say>
Words both(Say say)
{
    return {say(Language::id), say(Language::en)};
}

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

class Speaker
{
  public:
    Speaker(const Inputs& inputs, const Comparison& comparison, const commitment::ExperimentResult& result,
            const std::vector<commitment::Goal>& goals)
        : inputs_(inputs), comparison_(comparison), result_(result), goals_(goals)
    {
    }

    Conclusions conclude()
    {
        say_best();
        for (std::uint32_t plan = 0; plan < inputs_.plans.size(); ++plan)
            if (plan != comparison_.baseline) {
                say_differences(plan);
                say_cost(plan);
            }
        for (std::size_t goal = 0; goal < goals_.size(); ++goal) say_goal(goal);
        say_crossings();
        say_what_is_not_covered();
        return std::move(out_);
    }

  private:
    std::string name(std::uint32_t plan, Language language) const { return plan_name(inputs_.plans[plan], language); }
    std::string pairs(Language language) const
    {
        if (inputs_.sets)
            return language == Language::id ? "pasangan ulangan (tiap pasangan dengan satu himpunan parameter)"
                                            : "pairs of replicates (a parameter set a pair)";
        return language == Language::id ? "pasangan ulangan" : "pairs of replicates";
    }
    std::string month(std::uint32_t since_start, Language language) const
    {
        return month_name(inputs_.city.start + static_cast<int>(since_start), language);
    }
    std::string given(Language language) const
    {
        if (inputs_.sets) return "";
        return language == Language::id ? "dengan parameter baku, " : "with the default parameters, ";
    }
    Certainty certainty(std::uint64_t hits) const
    {
        const double confidence = comparison_.at_any_time ? sim::spent_confidence(0.9, comparison_.looks) : 0.9;
        return certainty_of(hits, comparison_.replicates, comparison_.effective, confidence);
    }
    void say(Words sentence) { out_.sentences.push_back({std::move(sentence), false}); }
    void say_point(Words point) { out_.sentences.push_back({std::move(point), true}); }

    std::string names(const std::vector<std::uint32_t>& plans, Language language) const
    {
        std::string out;
        for (std::size_t k = 0; k < plans.size(); ++k)
            out += (k == 0                     ? ""
                    : k + 1 < plans.size()     ? ", "
                    : language == Language::id ? " dan "
                                               : " and ") +
                   name(plans[k], language);
        return out;
    }

    /// The plan that is highest in action of the kelurahan in the last month, with those that never differ from it by
    /// what matters; in how many pairs they all are above the others.
    void say_best()
    {
        const std::uint32_t last = comparison_.months - 1;
        const double least = commitment::what_matters(inputs_.city, main_outcome);
        const auto at = [&](std::uint32_t r, std::uint32_t plan) {
            return double{result_.outcome(r, plan, last, main_outcome)};
        };
        std::vector<double> sum(result_.plans);
        for (std::uint32_t r = 0; r < result_.replicates; ++r)
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan) sum[plan] += at(r, plan);
        const auto best = static_cast<std::uint32_t>(std::max_element(sum.begin(), sum.end()) - sum.begin());
        std::vector<std::uint32_t> leaders, others;
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan) {
            bool same = true;
            for (std::uint32_t r = 0; r < result_.replicates; ++r)
                same = same && std::abs(at(r, plan) - at(r, best)) < least;
            (same ? leaders : others).push_back(plan);
        }
        std::uint32_t first = 0, matters = 0;
        for (std::uint32_t r = 0; r < result_.replicates; ++r) {
            double lowest = 1, highest = 0;
            for (const std::uint32_t plan : leaders) lowest = std::min(lowest, at(r, plan));
            for (const std::uint32_t plan : others) highest = std::max(highest, at(r, plan));
            first += lowest > highest;
            matters += lowest - highest >= least;
        }
        const bool all_same = others.empty();
        const Certainty sure = certainty(first);
        const bool unclear = all_same || sure == Certainty::unclear;
        const bool far = certainty(matters) >= Certainty::very_likely;
        out_.title = both([&](Language language) -> std::string {
            const bool id = language == Language::id;
            if (all_same) return id ? "Rencana-rencana ini praktis sama" : "These plans are practically the same";
            if (unclear) return id ? "Belum jelas rencana mana yang terbaik" : "It is not clear which plan is best";
            const std::string rest = others.size() == 1
                                         ? name(others.front(), language)
                                         : std::to_string(others.size()) + (id ? " rencana lain" : " other plans");
            const bool several = leaders.size() > 1;
            std::string text = names(leaders, language);
            if (sure == Certainty::likely)
                text += id ? " tampaknya lebih baik daripada " : several ? " seem better than " : " seems better than ";
            else
                text += id ? " mengungguli " : several ? " do better than " : " does better than ";
            return text + rest + (far ? "" : id ? "; seberapa jauh, belum pasti" : "; by how much is uncertain");
        });
        say(both([&](Language language) -> std::string {
            const bool id = language == Language::id;
            const std::string where =
                (id ? "tindakan (A) di kelurahan pada " : "action (A) in the kelurahan in ") + month(last, language);
            const std::string digits = number(least, 2, language);
            if (all_same)
                return capital(given(language) + (id ? "rencana-rencana ini praktis sama dalam " + where +
                                                           ": selisihnya selalu kurang dari " + digits + "."
                                                     : "these plans are practically the same in " + where +
                                                           ": they always differ by less than " + digits + "."));
            const std::string count = of(first, result_.replicates, language) + " " + pairs(language);
            const std::string who = names(leaders, language);
            if (unclear)
                return capital(given(language) +
                               (id ? "rencana mana yang tertinggi dalam " + where + " belum dapat dibedakan: "
                                   : "which plan is highest in " + where + " cannot be told: ") +
                               who + (id ? " di atas semua yang lain dalam " : " above all others in ") + count + ".");
            const std::string mattering =
                matters == first ? (id ? "semuanya dengan selisih yang berarti (" + digits + " atau lebih)"
                                       : "in all of them by a difference that matters (" + digits + " or more)")
                                 : std::to_string(matters) +
                                       (id ? " di antaranya dengan selisih yang berarti (" + digits + " atau lebih)"
                                           : " of them by a difference that matters (" + digits + " or more)");
            const bool several = leaders.size() > 1;
            return capital(
                given(language) + who +
                (id ? std::string(several ? " (praktis sama) " : " ") + words_for(sure).id + " yang terbaik: "
                    : std::string(several ? " (practically the same) are " : " is ") + words_for(sure).en +
                          " the best: ") +
                where + (id ? " tertinggi dalam " : " is highest in ") + count + ", " + mattering + ".");
        }));
    }

    /// A headline of a plan against the baseline, in one of the ways in which it can stand.
    struct Standing
    {
        enum class Way { better, worse, same, in_the_mean, unclear } way;
        Certainty sure;
    };
    Standing standing(const PairedDifference& difference, const Headline& headline) const
    {
        if (difference.matters == 0) return {Standing::Way::same, Certainty::unclear};
        const std::uint32_t better = headline.less_is_better ? difference.behind : difference.ahead;
        const std::uint32_t worse = headline.less_is_better ? difference.ahead : difference.behind;
        const bool is_better = better >= worse;
        const Certainty sure = certainty(std::max(better, worse));
        // Never stronger than the interval: it must lie beyond 0 too.
        const bool beyond = !difference.interval.holds(0);
        if (!beyond) return {Standing::Way::unclear, Certainty::unclear};
        if (sure == Certainty::unclear) return {Standing::Way::in_the_mean, Certainty::unclear};
        return {is_better ? Standing::Way::better : Standing::Way::worse, sure};
    }

    /// ", better in 78 pairs and never worse": what a mean near 0 hides.
    std::string one_sided(const PairedDifference& difference, const Headline& headline, Language language) const
    {
        const std::uint32_t better = headline.less_is_better ? difference.behind : difference.ahead;
        const std::uint32_t worse = headline.less_is_better ? difference.ahead : difference.behind;
        if (std::min(better, worse) > 0 || std::max(better, worse) < 10) return "";
        const bool id = language == Language::id;
        const std::string count = std::to_string(std::max(better, worse));
        if (better > 0)
            return id ? ", lebih baik dalam " + count + " pasangan dan tidak pernah lebih buruk"
                      : ", better in " + count + " pairs and never worse";
        return id ? ", lebih buruk dalam " + count + " pasangan dan tidak pernah lebih baik"
                  : ", worse in " + count + " pairs and never better";
    }

    void say_differences(std::uint32_t plan)
    {
        const std::uint32_t last = comparison_.months - 1;
        const auto table = commitment::outcome_table();
        say(both([&](Language language) {
            const bool id = language == Language::id;
            return capital(given(language) + name(plan, language) + (id ? " dibanding " : " against ") +
                           name(comparison_.baseline, language) + ", " + month(last, language) + ":");
        }));
        const auto add = [&](Standing::Way way, Certainty sure, const Words& intro, bool with_numbers) {
            bool any = false;
            const Words point = both([&](Language language) {
                std::string list;
                for (const Headline& headline : headlines_of(inputs_.city)) {
                    const PairedDifference& difference = comparison_.outcomes[plan][last][headline.outcome];
                    const Standing stands = standing(difference, headline);
                    if (stands.way != way || stands.sure != sure) continue;
                    const Measure measure = table[headline.outcome].measure;
                    list += (list.empty() ? " " : "; ") + headline.label.in(language);
                    if (with_numbers)
                        list += " " + shown_difference(difference.difference, difference.interval, measure, language) +
                                (measure != Measure::share  ? ""
                                 : language == Language::id ? " poin"
                                                            : " points") +
                                " (" + shown_interval(difference.interval, measure, language) + ")";
                    if (with_numbers && way != Standing::Way::better && way != Standing::Way::worse)
                        list += one_sided(difference, headline, language);
                }
                any = any || !list.empty();
                return intro.in(language) + ":" + list;
            });
            if (any) say_point(point);
        };
        for (const Certainty sure : {Certainty::virtually_certain, Certainty::very_likely, Certainty::likely}) {
            add(Standing::Way::better, sure, words_for(sure) + Words{" lebih baik", " better"}, true);
            add(Standing::Way::worse, sure, words_for(sure) + Words{" lebih buruk", " worse"}, true);
        }
        add(Standing::Way::in_the_mean, Certainty::unclear,
            {"berbeda dalam rata-rata, tetapi dari ulangan ke ulangan belum dapat dibedakan",
             "different in the mean, but from one replicate to the next they cannot be told apart"},
            true);
        add(Standing::Way::unclear, Certainty::unclear, words_for(Certainty::unclear), true);
        add(Standing::Way::same, Certainty::unclear, {"praktis sama", "practically the same"}, false);
    }

    void say_cost(std::uint32_t plan)
    {
        const PairedDifference& cost = comparison_.cost_per_year[plan];
        const bool same = std::abs(cost.difference) <= same_cost * std::abs(cost.baseline);
        say(both([&](Language language) {
            const bool id = language == Language::id;
            std::string text = name(plan, language) + (id ? " memakan " : " costs ") + rupiah(cost.plan, language) +
                               (id ? " per tahun, " : " a year, ");
            if (same)
                text += (id ? "praktis sama dengan " : "practically the same as ") +
                        name(comparison_.baseline, language) + " (" + rupiah(cost.baseline, language) + ")";
            else
                text += rupiah(std::abs(cost.difference), language) +
                        (cost.difference > 0 ? (id ? " lebih mahal daripada " : " more than ")
                                             : (id ? " lebih murah daripada " : " less than ")) +
                        name(comparison_.baseline, language) + " (" + rupiah(cost.baseline, language) + ")";
            for (const Comparison::Price& price : comparison_.prices[plan]) {
                const std::string& one = price.of.in(language);
                const std::string& many = price.many.in(language);
                using Case = Comparison::Price::Case;
                if (price.kind == Case::undefined)
                    text += id ? "; biaya per tambahan " + one + " tidak terdefinisi: tambahannya mungkin 0"
                               : "; the cost of one more " + one + " is undefined: the extra may be 0";
                else if (price.kind == Case::fewer)
                    text += id ? "; " + many + " lebih sedikit, jadi tidak ada biaya per tambahan"
                               : "; there are fewer " + many + ", so one more has no price";
                else if (same)
                    text += id ? "; tambahan " + many + " hampir tanpa biaya tambahan"
                               : "; more " + many + " at almost no extra cost";
                else if (price.kind == Case::no_dearer)
                    text += id ? "; lebih banyak " + many + " dengan biaya lebih kecil"
                               : "; more " + many + " at a lower cost";
                else
                    text += (id ? "; biaya per tambahan " + one + " selama masa rencana "
                                : "; the cost of one more " + one + " over the plan's time is ") +
                            rupiah(price.rupiah, language) + " (" + rupiah(price.interval->low, language) + " – " +
                            rupiah(price.interval->high, language) + ")";
            }
            return text + ".";
        }));
    }

    void say_goal(std::size_t goal)
    {
        say(both([&](Language language) {
            const bool id = language == Language::id;
            std::string text = (id ? "Sasaran " : "The goal ") + printable(goals_[goal].text) + " (" +
                               printable(goals_[goal].outcome.meaning.in(language)) + "):";
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan) {
                const Comparison::Reach& reach = comparison_.goals[goal][plan];
                const std::uint32_t reached = result_.replicates - reach.never;
                text += std::string(plan > 0 ? ";" : "") + " " + name(plan, language) + " ";
                const auto when = [&](double level) { return sim::passage_quantile(reach.passages, level); };
                const auto at = [&](std::uint32_t step) { return month(comparison_.first_month + step, language); };
                text += (id ? "tercapai dalam " : "reaches it in ") + of(reached, result_.replicates, language) +
                        (id ? " ulangan" : " replicates");
                if (const auto middle = when(0.5)) {
                    text += (id ? ", separuhnya paling lambat " : ", in half of them by ") + at(*middle);
                    const auto early = when(0.05);
                    const auto late = when(0.95);
                    if (early && late && *early != *late)
                        text += (id ? " (5 sampai 95\u00a0%: " : " (5 to 95%: ") + at(*early) + " – " + at(*late) + ")";
                }
            }
            return text + ".";
        }));
    }

    /// Whether the plan was ahead by what matters both before a crossing and after it.
    bool turns_what_matters(std::uint32_t plan, const Comparison::Crossing& crossing) const
    {
        const double least = commitment::what_matters(inputs_.city, crossing.outcome);
        std::uint32_t from = comparison_.first_month;
        std::uint32_t to = comparison_.months;
        for (const Comparison::Crossing& other : comparison_.crossings[plan]) {
            if (other.outcome != crossing.outcome) continue;
            if (other.first_after <= crossing.last_before) from = std::max(from, other.first_after);
            if (other.last_before >= crossing.first_after) to = std::min(to, other.last_before + 1);
        }
        const auto ever = [&](std::uint32_t first, std::uint32_t end) {
            for (std::uint32_t m = first; m < end; ++m)
                if (std::abs(comparison_.outcomes[plan][m][crossing.outcome].difference) >= least) return true;
            return false;
        };
        return ever(from, crossing.first_after) && ever(crossing.first_after, to);
    }

    void say_crossings()
    {
        const auto headlines = headlines_of(inputs_.city);
        for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
            for (const Comparison::Crossing& crossing : comparison_.crossings[plan]) {
                const auto headline = std::find_if(headlines.begin(), headlines.end(), [&](const Headline& row) {
                    return row.outcome == crossing.outcome;
                });
                if (headline == headlines.end() || !turns_what_matters(plan, crossing)) continue;
                say(both([&](Language language) {
                    const bool id = language == Language::id;
                    const std::string before = month(crossing.last_before, language);
                    const std::string after = month(crossing.first_after, language);
                    return headline->label.in(language) + ": " + name(plan, language) +
                           (id ? std::string(crossing.plan_ahead_after ? " di bawah " : " di atas ")
                               : std::string(crossing.plan_ahead_after ? " is below " : " is above ")) +
                           name(comparison_.baseline, language) + (id ? " sampai " : " until ") + before +
                           (id ? ", dan sejak " : ", and from ") + after +
                           (id ? std::string(crossing.plan_ahead_after ? " di atasnya." : " di bawahnya.")
                               : std::string(crossing.plan_ahead_after ? " on above it." : " on below it."));
                }));
            }
    }

    void say_what_is_not_covered()
    {
        if (inputs_.sets)
            say({"Selang memuat unsur kebetulan dan apa yang dibiarkan terbuka oleh himpunan-himpunan parameter; bukan "
                 "kesalahan model itu sendiri.",
                 "Intervals cover chance and what the parameter sets leave open; not errors of the model itself."});
        else
            say({"Selang hanya memuat unsur kebetulan dengan satu himpunan parameter; ketidakpastian parameter jauh "
                 "lebih lebar. Urutan rencana lebih dapat dipercaya daripada besarnya angka.",
                 "Intervals cover chance alone, with one set of parameters; what the parameters leave open is much "
                 "wider. The order of plans can be trusted more than the size of the figures."});
    }

    const Inputs& inputs_;
    const Comparison& comparison_;
    const commitment::ExperimentResult& result_;
    const std::vector<commitment::Goal>& goals_;
    Conclusions out_;
};

} // namespace

Conclusions conclude(const Inputs& inputs, const Comparison& comparison, const commitment::ExperimentResult& result,
                     const std::vector<commitment::Goal>& goals)
{
    return Speaker(inputs, comparison, result, goals).conclude();
}

std::string shown_difference(double value, const sim::Interval& interval, Measure measure, Language language)
{
    if (measure == Measure::rupiah) {
        const std::string text = rupiah(std::abs(value), language);
        return (value > 0 ? "+" : value < 0 ? "−" : "") + text;
    }
    // A digit more where the interval would shrink to nothing.
    const double unit = measure == Measure::level ? 0.01 : measure == Measure::share ? 0.001 : 0.1;
    const int decimals = (measure == Measure::level ? 2 : 1) + (interval.half_width() < unit ? 1 : 0);
    const std::string text = number(measure == Measure::share ? 100 * value : value, decimals, language);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return (value > 0 && !zero ? "+" : "") + text;
}

std::string shown_interval(const sim::Interval& interval, Measure measure, Language language)
{
    if (interval.method == sim::Method::none) return language == Language::id ? "tanpa selang" : "no interval";
    return shown_difference(interval.low, interval, measure, language) + " – " +
           shown_difference(interval.high, interval, measure, language);
}

} // namespace layak
