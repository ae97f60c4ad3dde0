#include "tools/layak/report/what_if_titles.hpp"

#include <algorithm>

#include "tools/layak/report/figures.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

/// "A dan B, C dan D, dan dua pasang lagi" of the pairs for which that is true, each said by `say`.
template <class Is, class Say>
std::string pairs_that(const std::vector<PairOfPlans>& pairs, Language language, Is is, Say say)
{
    constexpr std::size_t most_pairs = 3;
    std::vector<std::string> said;
    std::size_t more = 0;
    for (const PairOfPlans& of : pairs) {
        if (!is(of)) continue;
        if (said.size() < most_pairs)
            said.push_back(say(of));
        else
            ++more;
    }
    if (more > 0)
        said.push_back(in_words(more, language) + (language == Language::id ? " pasang lagi"
                                                   : more == 1              ? " more pair"
                                                                            : " more pairs"));
    return listed(said, language);
}

bool is_reversed(const PairOfPlans& of)
{
    return of.as_planned != Order::unclear && of.otherwise != Order::unclear && of.as_planned != of.otherwise;
}
bool is_lost(const PairOfPlans& of) { return of.as_planned != Order::unclear && of.otherwise == Order::unclear; }
bool is_new(const PairOfPlans& of) { return of.as_planned == Order::unclear && of.otherwise != Order::unclear; }

std::string order_sentence(const std::vector<PairOfPlans>& pairs, const PlanNames& names, Language language)
{
    const bool id = language == Language::id;
    const auto name = [&](std::uint32_t plan) { return names[plan].in(language); };
    const auto beside = [&](const PairOfPlans& of) {
        return name(of.one) + (id ? " terhadap " : " against ") + name(of.other);
    };
    const auto above = [&](const PairOfPlans& of) {
        const bool first = of.otherwise == Order::above;
        return name(first ? of.one : of.other) + (id ? " di atas " : " above ") + name(first ? of.other : of.one);
    };
    const auto told = [](const PairOfPlans& of) { return of.as_planned != Order::unclear; };
    const std::string reversed = pairs_that(pairs, language, is_reversed, above),
                      lost = pairs_that(pairs, language, is_lost, beside),
                      gained = pairs_that(pairs, language, is_new, above);
    std::string text;
    if (!reversed.empty())
        text = (id ? "urutannya berubah: kini " : "the order changes: now ") + reversed;
    else if (std::none_of(pairs.begin(), pairs.end(), told) && gained.empty())
        text = id ? "urutannya belum dapat dikatakan, seperti juga dengan rencana seperti adanya"
                  : "the order cannot be told, no more than with the plans as they are";
    else if (lost.empty() && gained.empty())
        text = std::all_of(pairs.begin(), pairs.end(), told)
                   ? (id ? "urutannya tidak berubah" : "the order does not change")
                   : (id ? "sejauh dapat dibedakan, urutannya tidak berubah"
                         : "as far as it can be told, the order does not change");
    else
        text = id ? "tidak ada urutan yang berbalik" : "no order is reversed";
    if (!lost.empty()) text += (id ? "; tidak lagi dapat dibedakan: " : "; no longer told apart: ") + lost;
    if (!gained.empty()) text += (id ? "; kini dapat dibedakan: " : "; now told apart: ") + gained;
    return text;
}

} // namespace

Words what_if_order(const Words& what_if, const std::vector<PairOfPlans>& pairs, const PlanNames& names)
{
    return both([&](Language language) {
        return capital(what_if.in(language)) + ": " + order_sentence(pairs, names, language) + ".";
    });
}

Words what_if_order_briefly(const std::vector<PairOfPlans>& pairs)
{
    const auto any = [&](auto is) { return std::any_of(pairs.begin(), pairs.end(), is); };
    if (any(is_reversed)) return {"urutan rencana berubah", "the order of the plans changes"};
    if (any(is_lost))
        return {"tidak ada urutan yang berbalik, tetapi tidak semuanya masih dapat dibedakan",
                "no order is reversed, but not all can still be told apart"};
    if (any(is_new)) return {"tidak ada urutan yang berbalik", "no order is reversed"};
    if (!any([](const PairOfPlans& of) { return of.as_planned != Order::unclear; }))
        return {"urutan rencana belum dapat dikatakan", "the order of the plans cannot be told"};
    return {"urutan rencana tetap", "the order of the plans stays"};
}

} // namespace layak
