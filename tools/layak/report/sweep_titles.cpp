// What the curves of a sweep say in a sentence.

#include "tools/layak/format.hpp"
#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

std::string told(const SweepView& sweep, const Reach& reach, Language language)
{
    return sweep.range(reach.low, reach.high, language);
}

/// What all curves of an outcome say together.
struct Enough
{
    Reach enough, interval; ///< the level that is enough, and its 90 % interval
    std::size_t sure = 0;   ///< groups in which a level is better for sure
    std::size_t rising = 0; ///< of these, those in which only the highest level is enough
};

Enough enough_of(const SweepView& sweep, std::size_t curve)
{
    Enough out;
    for (std::size_t g = 0; g < sweep.layout.groups.size(); ++g) {
        const sim::ResponseCurve& of = sweep.curves[curve].curves[g];
        if (!of.enough) continue;
        const std::vector<double>& levels = sweep.layout.groups[g].levels;
        ++out.sure;
        out.rising += *of.enough + 1 == levels.size();
        out.enough.add(levels[*of.enough]);
        out.interval.add(levels[of.enough_from]);
        out.interval.add(levels[of.enough_to]);
    }
    return out;
}

std::string curve_text(const SweepView& sweep, std::size_t curve, bool says_how_sure, Language language)
{
    const bool id = language == Language::id;
    const Enough of = enough_of(sweep, curve);
    const std::string outcome = sweep.outcome_name(curve).in(language), lever = sweep.lever().in(language);
    if (of.enough.is_empty())
        return capital(outcome) +
               (id ? ": belum dapat dikatakan apakah ada tingkat " : ": it cannot be told whether any level of the ") +
               lever + (id ? " yang lebih baik" : " is better");
    const std::size_t groups = sweep.layout.groups.size();
    const std::string where = of.sure == groups ? ""
                              : id              ? "; tidak di semua kurva itu dapat dikatakan"
                                                : "; not in all curves can it be told";
    if (of.rising == of.sure)
        return capital(outcome) +
               (id ? " masih naik sampai tingkat tertinggi yang dicoba dari "
                   : " still rises up to the highest level tried of the ") +
               lever + ", " + told(sweep, of.enough, language) + where;
    const std::string range = told(sweep, of.enough, language);
    const std::string gain =
        id ? " sudah memberi 90\u00a0% dari perbaikan terbesar" : " brings 90% of the largest gain";
    if (!says_how_sure) return capital(outcome) + ": " + range + gain + where;
    const bool is_exact = of.interval.low == of.enough.low && of.interval.high == of.enough.high;
    const std::string sure =
        is_exact ? "" : (id ? "; selang 90\u00a0%: " : "; 90% interval: ") + told(sweep, of.interval, language);
    return capital(lever) + " " + range + gain + (id ? " dalam " : " in ") + outcome + sure + where;
}

} // namespace

Words curve_title(const SweepView& sweep, std::size_t curve)
{
    return sweep.caution() + both([&](Language language) { return curve_text(sweep, curve, false, language); });
}

Words sweep_title(const SweepView& sweep, const std::vector<Words>& strengths)
{
    if (sweep.has_asked_goals())
        return sweep.caution() + (sweep.chances().count() == 1 ? goal_finding(sweep, 0) : goals_in_brief(sweep));
    if (!sweep.curves.empty()) {
        const Words text = sweep.caution() + both([&](Language language) {
                               return curve_text(sweep, sweep.main_curve(), true, language);
                           });
        // Enough of what more of it brings is not enough for the goal.
        const auto goal = goal_of(sweep, sweep.curves[sweep.main_curve()].outcome);
        if (!goal || !is_missed_everywhere(sweep, *goal)) return text;
        return text + both([&](Language language) {
                   const std::string reaches = sweep.chances().goal(*goal).text.in(language);
                   return language == Language::id
                              ? "; tetapi “" + reaches + "” tidak tercapai dengan peluang " +
                                    sweep.asked_chance(language) + " pada tingkat mana pun yang dicoba"
                              : "; but “" + reaches + "” is reached with a chance of " + sweep.asked_chance(language) +
                                    " at no level tried";
               });
    }
    if (!strengths.empty()) return strengths.front();
    return both([&](Language language) {
        const bool id = language == Language::id;
        const bool is_varied = !sweep.stored.sampled().factors.empty();
        return (is_varied ? (id ? "Apa yang menentukan hasil di " : "What decides the outcome in ")
                          : (id ? "Apa yang dicapai rencana di " : "What plans reach in ")) +
               sweep.stored.city_name();
    });
}

} // namespace layak
