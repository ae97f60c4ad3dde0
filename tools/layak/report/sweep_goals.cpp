// With which levels of a sweep goals are reached.

#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/speech.hpp"

namespace layak {

using sim::Language;
using sim::Words;

Words goal_words(const SweepView& sweep, std::size_t curve, std::size_t group)
{
    const CurveGroup& of = sweep.layout.groups[group];
    return both([&](Language language) {
        const bool id = language == Language::id;
        if (const auto first = sweep.reaching(curve, group))
            return sweep.level(of.levels[*first], language) + " (" +
                   sweep.chance_text(curve, of.rows[*first], language) + ")";
        const std::size_t best = sweep.nearest(curve, group);
        const bool is_ever = sweep.chance(curve, of.rows[best]).low > 0;
        const bool is_sure = sweep.can_tell_goals() || sweep.is_missed(curve, group);
        const std::string missed = is_sure ? (id ? "tidak tercapai; " : "not reached; ")
                                           : (id ? "ulangan terlalu sedikit; " : "too few replicates; ");
        return missed + (id ? "tertinggi " : "highest ") + sweep.chance_text(curve, of.rows[best], language) +
               (is_ever ? (id ? " pada " : " at ") + sweep.level(of.levels[best], language) : "");
    });
}

std::string goal_sentence(const SweepView& sweep, Language language)
{
    const bool id = language == Language::id;
    const std::size_t main = sweep.main_curve();
    const auto goal = sweep.goal(main);
    if (!goal) return "";
    std::vector<std::string> reached, missed;
    bool is_sure = true;
    for (std::size_t plan = 0; plan < sweep.plans(); ++plan) {
        const auto group = sweep.group(sweep.usual_combination(), plan);
        if (!group) continue;
        const CurveGroup& of = sweep.layout.groups[*group];
        const auto first = sweep.reaching(main, *group);
        const std::uint32_t row = of.rows[first.value_or(sweep.nearest(main, *group))];
        const std::string chance = sweep.chance_text(main, row, language), name = sweep.name(plan, language);
        if (first)
            reached.push_back(name + (id ? " mulai " : " from ") + sweep.told_level(of.levels[*first], language) +
                              (id ? " (peluang " : " on (chance ") + chance + ")");
        else {
            missed.push_back(chance + " (" + name + ")");
            is_sure = is_sure && (sweep.can_tell_goals() || sweep.is_missed(main, *group));
        }
    }
    std::string text = (id ? " Tujuan “" : " The goal “") + goal->reaches.in(language) +
                       (id ? "” dengan peluang 90\u00a0%" : "” with a chance of 90%");
    if (!reached.empty()) text += (id ? " dicapai oleh " : " is reached by ") + listed(reached, language);
    if (!reached.empty() && !missed.empty()) text += ";";
    if (!missed.empty() && is_sure)
        text += (id ? " tidak tercapai pada tingkat mana pun yang dicoba: peluang tertinggi "
                    : " is reached at no level tried: the highest chance is ") +
                listed(missed, language);
    if (!missed.empty() && !is_sure)
        text += (id ? ": belum dapat dikatakan dari ulangan sesedikit ini; peluang tertinggi "
                    : ": cannot be told from so few replicates; the highest chance is ") +
                listed(missed, language);
    return text + ".";
}

} // namespace layak
