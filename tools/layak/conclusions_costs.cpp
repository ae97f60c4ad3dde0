// What a plan costs against the baseline, and what one more of something costs.

#include <algorithm>
#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::Measure;
using commitment::PairedDifference;
using commitment::Price;
using sim::Language;

constexpr double same_cost = 0.03; ///< costs that differ by less are practically the same

std::string of_one_more(const Speech& speech, const Price& price, bool same)
{
    const bool id = speech.id;
    const std::string& one = price.good.of.in(speech.language);
    const std::string& many = price.good.many.in(speech.language);
    const auto amount = [&] { return shown_amount(price.rupiah, *price.interval, speech.language); };
    switch (price.kind) {
    case Price::Case::dearer:
        return (id ? "biaya per tambahan " + one + " selama masa rencana "
                   : "the cost of one more " + one + " over the plan's time is ") +
               amount();
    case Price::Case::cheaper:
        if (same)
            return id ? "lebih banyak " + many + " dengan biaya yang praktis sama"
                      : "more " + many + " at practically the same cost";
        return id ? "lebih banyak " + many + " dengan biaya lebih kecil" : "more " + many + " at a lower cost";
    case Price::Case::open:
        return (id ? "lebih banyak " + many + ", tetapi apakah itu lebih mahal belum dapat dikatakan; per tambahan "
                   : "more " + many + ", but whether that costs more cannot be told; for one more ") +
               amount();
    case Price::Case::undefined:
        if (price.extra_interval.method == sim::Method::none)
            return id ? "biaya per tambahan " + one + " belum dapat dikatakan dari pasangan sesedikit ini"
                      : "the cost of one more " + one + " cannot be told from so few pairs";
        if (price.is_often_none())
            return (id ? "biaya per tambahan " + one + " tidak terdefinisi: "
                       : "the cost of one more " + one + " is undefined: ") +
                   shown_seldom_more(price.more, price.pairs, {"pasangan", "pair"}, speech.language);
        if (price.extra_interval.low > 0)
            return id ? "tambahan " + one + " belum cukup pasti untuk sebuah biaya per tambahan"
                      : "how many more " + many + " there are is not sure enough for a cost of one more";
        return id ? "biaya per tambahan " + one + " tidak terdefinisi: tambahannya mungkin 0"
                  : "the cost of one more " + one + " is undefined: the extra may be 0";
    case Price::Case::fewer:
        return id ? many + " lebih sedikit, jadi tidak ada biaya per tambahan"
                  : "there are fewer " + many + ", so one more has no price";
    case Price::Case::none: break;
    }
    return id ? many + " sama banyak" : "there are equally many " + many;
}

} // namespace

bool is_same_cost(const PairedDifference& cost)
{
    const double margin = same_cost * std::abs(cost.baseline);
    return cost.interval.method != sim::Method::none && -margin <= cost.interval.low && cost.interval.high <= margin;
}

bool is_same_cost(const Comparison& comparison, std::uint32_t plan)
{
    return is_same_cost(comparison.cost_in_all[plan]) && is_same_cost(comparison.cost_per_year[plan].back());
}

std::string cost_beside(const PairedDifference& cost, const std::string& name, Language language)
{
    const bool id = language == Language::id;
    const std::string other = name + " (" + rupiah(cost.baseline, language) + ")";
    if (cost.interval.method == sim::Method::none)
        return (id ? "; apakah itu berbeda dari " : "; whether that differs from ") + other +
               (id ? " belum dapat dikatakan" : " cannot be told");
    if (cost.interval.method == sim::Method::identical) return (id ? ", sama dengan " : ", the same as ") + other;
    if (is_same_cost(cost)) return (id ? ", praktis sama dengan " : ", practically the same as ") + other;
    if (cost.interval.holds(0))
        return (id ? "; dari " : "; from ") + other +
               (id ? " belum dapat dibedakan: selisihnya " : " it cannot be told apart: the difference is ") +
               shown_difference(cost.difference, cost.interval, Measure::rupiah, language) + " (" +
               shown_interval(cost.interval, Measure::rupiah, language) + ")";
    const bool more = cost.difference > 0;
    sim::Interval size = cost.interval;
    if (!more) size = {-size.high, -size.low, size.method};
    return ", " + shown_amount(std::abs(cost.difference), size, language) +
           (more ? (id ? " lebih mahal daripada " : " more than ") : (id ? " lebih murah daripada " : " less than ")) +
           other;
}

void say_cost(const Inputs& inputs, const Comparison& comparison, std::uint32_t plan, Sentences& out)
{
    const PairedDifference& cost = comparison.cost_per_year[plan].back();
    const PairedDifference& in_all = comparison.cost_in_all[plan];
    out.push_back({both([&](Language language) {
        const Speech speech{inputs, comparison, language};
        std::string text =
            speech.name(plan) + (speech.id ? " memakan " : " costs ") + rupiah(cost.plan, language) +
            (speech.id ? " per tahun" : " a year") +
            (comparison.same_months() ? cost_beside(cost, speech.baseline(), language)
                                      : (speech.id ? ", seluruhnya " : ", in all ") + rupiah(in_all.plan, language) +
                                            cost_beside(in_all, speech.baseline(), language));
        for (const Price& price : comparison.prices[plan])
            text += "; " + of_one_more(speech, price, is_same_cost(comparison, plan));
        return text + ".";
    })});
}

} // namespace layak
