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
    void say(Words sentence) { out_.sentences.push_back({std::move(sentence), false}); }
    void say_point(Words point) { out_.sentences.push_back({std::move(point), true}); }

    /// Which plan is highest in action of the kelurahan in the last month, and in how many pairs.
    void say_best()
    {
        const std::uint32_t last = comparison_.months - 1;
        const std::uint32_t plans = result_.plans;
        std::vector<std::uint32_t> first(plans), matters(plans);
        for (std::uint32_t r = 0; r < result_.replicates; ++r) {
            std::vector<std::pair<double, std::uint32_t>> order;
            for (std::uint32_t plan = 0; plan < plans; ++plan)
                order.emplace_back(-double{result_.outcome(r, plan, last, main_outcome)}, plan);
            std::sort(order.begin(), order.end());
            if (order[0].first == order[1].first) continue;
            ++first[order[0].second];
            matters[order[0].second] += order[1].first - order[0].first >= 0.05;
        }
        const auto best = static_cast<std::uint32_t>(std::max_element(first.begin(), first.end()) - first.begin());
        const Certainty sure = certainty_of(first[best], result_.replicates);
        const bool little = matters[best] == 0;
        const bool far = 10 * std::uint64_t{matters[best]} >= 9 * std::uint64_t{result_.replicates};
        const auto others = [&](Language language) {
            if (plans == 2) return name(1 - best, language);
            return std::to_string(plans - 1) + (language == Language::id ? " rencana lain" : " other plans");
        };
        out_.title = both([&](Language language) -> std::string {
            const bool id = language == Language::id;
            if (sure == Certainty::unclear || little)
                return id ? "Belum jelas rencana mana yang terbaik" : "It is not clear which plan is best";
            std::string text =
                sure == Certainty::likely
                    ? name(best, language) + (id ? " tampaknya lebih baik daripada " : " seems better than ")
                    : name(best, language) + (id ? " mengungguli " : " does better than ");
            text += others(language);
            if (!far) text += id ? "; seberapa jauh, belum pasti" : "; by how much is uncertain";
            return text;
        });
        say(both([&](Language language) -> std::string {
            const bool id = language == Language::id;
            const std::string where =
                (id ? "tindakan (A) di kelurahan pada " : "action (A) in the kelurahan in ") + month(last, language);
            const std::string count = of(first[best], result_.replicates, language) + " " + pairs(language);
            const std::string mattering = matters[best] == first[best]
                                              ? (id ? "semuanya dengan selisih yang berarti (0,05 atau lebih)"
                                                    : "in all of them by a difference that matters (0.05 or more)")
                                              : std::to_string(matters[best]) +
                                                    (id ? " di antaranya dengan selisih yang berarti (0,05 atau lebih)"
                                                        : " of them by a difference that matters (0.05 or more)");
            if (little)
                return capital(
                    given(language) +
                    (id ? "rencana-rencana ini praktis sama dalam " : "these plans are practically the same in ") +
                    where + (id ? ": selisihnya selalu kurang dari 0,05." : ": they always differ by less than 0.05."));
            if (sure == Certainty::unclear)
                return capital(given(language) +
                               (id ? "rencana mana yang tertinggi dalam " : "which plan is highest in ") + where +
                               (id ? " belum dapat dibedakan: " : " cannot be told: ") + name(best, language) + " " +
                               count + ".");
            return capital(
                given(language) + name(best, language) +
                (id ? " " + words_for(sure).id + " yang terbaik: " : " is " + words_for(sure).en + " the best: ") +
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
        const Certainty sure = certainty_of(std::max(better, worse), comparison_.replicates);
        // Never stronger than the interval: it must lie beyond 0 too.
        const bool beyond = !difference.interval.holds(0);
        if (!beyond) return {Standing::Way::unclear, Certainty::unclear};
        if (sure == Certainty::unclear) return {Standing::Way::in_the_mean, Certainty::unclear};
        return {is_better ? Standing::Way::better : Standing::Way::worse, sure};
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
                if (!price.interval)
                    text += id ? "; biaya per tambahan " + one + " tidak terdefinisi: tambahannya mungkin 0"
                               : "; the cost of one more " + one + " is undefined: the extra may be 0";
                else if (price.extra < 0)
                    text += id ? "; " + many + " malah berkurang, jadi tidak ada biaya per tambahan"
                               : "; there are fewer " + many + ", so one more has no price";
                else if (same)
                    text += id ? "; tambahan " + many + " hampir tanpa biaya tambahan"
                               : "; more " + many + " at almost no extra cost";
                else if (cost.difference < 0)
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
    return shown_difference(interval.low, interval, measure, language) + " – " +
           shown_difference(interval.high, interval, measure, language);
}

} // namespace layak
