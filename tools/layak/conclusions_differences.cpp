// How a plan stands against the baseline, outcome by outcome.

#include <algorithm>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::Judging;
using commitment::Measure;
using commitment::PairedDifference;
using sim::Language;
using sim::Words;

/// An outcome of a plan against the baseline's, in one of the ways in which it can stand.
struct Standing
{
    enum class Way { better, worse, in_the_mean, unclear, equal, same } way;
    Certainty sure = Certainty::unclear;

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// Pairs in which the plan is better, worse, and by what matters so.
struct Pairs
{
    std::uint32_t better, far_better, worse, far_worse;

    Pairs(const PairedDifference& of, const Headline& headline)
        : better(of.ahead), far_better(of.far_ahead), worse(of.behind), far_worse(of.far_behind)
    {
        if (!headline.less_is_better) return;
        std::swap(better, worse);
        std::swap(far_better, far_worse);
    }
};

/// Never stronger than the interval: an order needs one beyond 0, sameness one within what matters.
Standing standing(const PairedDifference& of, const Headline& headline, const Judging& judging, double matters)
{
    if (judging.practically_same(of, matters)) return {Standing::Way::same};
    const std::uint32_t all = of.ahead + of.tied + of.behind;
    if (of.tied == all && all > 1) return {Standing::Way::equal};
    if (of.interval.method == sim::Method::none || of.interval.holds(0)) return {Standing::Way::unclear};
    const bool better = (of.interval.low > 0) != headline.less_is_better;
    const Pairs pairs(of, headline);
    const Certainty sure = certainty_of(judging.chance(better ? pairs.better : pairs.worse));
    if (sure == Certainty::unclear) return {Standing::Way::in_the_mean};
    return {better ? Standing::Way::better : Standing::Way::worse, sure};
}

/// In how many pairs it is so, and in how many by what matters.
std::string counts(const PairedDifference& of, const Headline& headline, Standing::Way way, std::uint32_t all,
                   Language language)
{
    const bool id = language == Language::id;
    const Pairs pairs(of, headline);
    const auto told = [&](std::uint32_t hits, std::uint32_t far) {
        return (id ? " dalam " : " in ") + layak::of(hits, all, language) +
               (id ? " pasangan, " : noun(all, " pair, ", " pairs, ")) + number(far, 0, language) +
               (id ? " dengan selisih berarti" : " by what matters");
    };
    if (way == Standing::Way::better) return told(pairs.better, pairs.far_better);
    if (way == Standing::Way::worse) return told(pairs.worse, pairs.far_worse);
    if (way == Standing::Way::equal) return "";
    // What a mean near 0 hides.
    constexpr std::uint32_t telling = 10;
    const std::uint32_t most = std::max(pairs.better, pairs.worse);
    if (std::min(pairs.better, pairs.worse) > 0 || most < telling) return "";
    const std::string count = std::to_string(most);
    if (pairs.better > 0)
        return id ? ", lebih baik dalam " + count + " pasangan dan tidak pernah lebih buruk"
                  : ", better in " + count + " pairs and never worse";
    return id ? ", lebih buruk dalam " + count + " pasangan dan tidak pernah lebih baik"
              : ", worse in " + count + " pairs and never better";
}

/// Whether it is so in every pair, and by what matters.
bool is_full(const PairedDifference& of, const Headline& headline, Standing::Way way)
{
    const Pairs pairs(of, headline);
    const std::uint32_t all = of.ahead + of.tied + of.behind;
    return (way == Standing::Way::better && pairs.far_better == all) ||
           (way == Standing::Way::worse && pairs.far_worse == all);
}

std::string in_all_pairs(std::uint32_t pairs, Language language)
{
    const std::string all = number(pairs, 0, language);
    return language == Language::id ? ", kecuali disebut lain dalam semua " + all + " pasangan dengan selisih berarti"
                                    : ", unless said otherwise in all " + all + " pairs by what matters";
}

Words intro(const Standing& stands, const Judging& judging)
{
    const bool better = stands.way == Standing::Way::better;
    switch (stands.way) {
    case Standing::Way::better:
    case Standing::Way::worse:
        return both([&](Language language) {
            const bool id = language == Language::id;
            return words_for(stands.sure).in(language) +
                   (id ? (better ? " lebih baik" : " lebih buruk") : (better ? " better" : " worse")) +
                   (id ? " (peluang " : " (a chance of ") + shown_at_least(least_chance(stands.sure), language) +
                   (id ? " atau lebih)" : " or more)");
        });
    case Standing::Way::in_the_mean:
        // So few that not even all of them would say more.
        if (certainty_of(judging.chance(1.0)) == Certainty::unclear)
            return {
                "berbeda dalam rata-rata; untuk menyebut peluangnya bukti yang lepas satu sama lain terlalu sedikit",
                "different in the mean; there is too little independent evidence to say with what chance"};
        return {"berbeda dalam rata-rata, tetapi dari ulangan ke ulangan belum dapat dibedakan",
                "different in the mean, but from one replicate to the next they cannot be told apart"};
    case Standing::Way::unclear: return words_for(Certainty::unclear);
    case Standing::Way::equal:
        return {"sama dalam semua pasangan; apakah selalu demikian belum pasti",
                "equal in all pairs; whether they always are is not certain"};
    case Standing::Way::same: break;
    }
    return {"praktis sama", "practically the same"};
}

} // namespace

Words standing_words(const PairedDifference& of, const Headline& headline, const Judging& judging, double matters,
                     const Words& baseline)
{
    const Standing stands = standing(of, headline, judging, matters);
    if (stands.way == Standing::Way::better || stands.way == Standing::Way::worse) {
        const bool better = stands.way == Standing::Way::better;
        return words_for(stands.sure) + (better ? Words{" lebih baik", " better"} : Words{" lebih buruk", " worse"}) +
               Words{" daripada ", " than "} + baseline;
    }
    if (stands.way == Standing::Way::unclear)
        return words_for(Certainty::unclear) + Words{" dari ", " from "} + baseline;
    return Words{"terhadap ", "against "} + baseline + Words{": ", ": "} + intro(stands, judging);
}

void say_differences(const Inputs& inputs, const Comparison& comparison, std::uint32_t plan, Sentences& out)
{
    const auto table = commitment::outcome_table();
    const auto headlines = headlines_of(inputs.city);
    const auto of = [&](const Headline& headline) -> const PairedDifference& {
        return comparison.outcomes[plan].back()[headline.outcome];
    };
    std::vector<Standing> stand;
    for (const Headline& headline : headlines)
        stand.push_back(standing(of(headline), headline, comparison.judging,
                                 commitment::what_matters(inputs.city, headline.outcome)));
    out.push_back({both([&](Language language) {
        const Speech speech{inputs, comparison, language};
        // Once is enough.
        const bool is_first = plan == (comparison.baseline == 0 ? 1 : 0);
        const char* const matters =
            !is_first   ? ""
            : speech.id ? " (berarti: 0,05 dari A dan indeks, satu badan atau usaha, satu poin persen)"
                        : " (what matters: 0.05 of A and the index, one body or business, one percentage point)";
        return capital(speech.given() + speech.name(plan) + (speech.id ? " dibanding " : " against ") +
                       speech.baseline() + ", " + speech.last_month() + matters + ":");
    })});
    const auto point = [&](const Standing& which) {
        if (std::find(stand.begin(), stand.end(), which) == stand.end()) return;
        out.push_back({both([&](Language language) {
                           std::string list;
                           std::size_t full = 0;
                           for (std::size_t k = 0; k < headlines.size(); ++k)
                               full += stand[k] == which && is_full(of(headlines[k]), headlines[k], which.way);
                           const bool said_once = full > 1;
                           for (std::size_t k = 0; k < headlines.size(); ++k) {
                               if (stand[k] != which) continue;
                               const Measure measure = table[headlines[k].outcome].measure;
                               const PairedDifference& difference = of(headlines[k]);
                               list += (list.empty() ? " " : "; ") + headlines[k].label.in(language);
                               if (which.way == Standing::Way::same) continue;
                               list +=
                                   " " +
                                   shown_difference(difference.difference, difference.interval, measure, language) +
                                   (measure != Measure::share  ? ""
                                    : language == Language::id ? " poin"
                                                               : " points") +
                                   " (" + shown_interval(difference.interval, measure, language) + ")" +
                                   (said_once && is_full(difference, headlines[k], which.way)
                                        ? ""
                                        : counts(difference, headlines[k], which.way, comparison.replicates, language));
                           }
                           return intro(which, comparison.judging).in(language) +
                                  (said_once ? in_all_pairs(comparison.replicates, language) : "") + ":" + list;
                       }),
                       true});
    };
    for (const Certainty sure : {Certainty::virtually_certain, Certainty::very_likely, Certainty::likely})
        for (const Standing::Way way : {Standing::Way::better, Standing::Way::worse}) point({way, sure});
    for (const Standing::Way way :
         {Standing::Way::in_the_mean, Standing::Way::unclear, Standing::Way::equal, Standing::Way::same})
        point({way});
}

} // namespace layak
