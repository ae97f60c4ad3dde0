// Costs, and what is bought for them: trained posts, one more of what a plan is for.

#include "tools/layak/exports/xlsx_export.hpp"
#include "tools/layak/shown.hpp"

namespace layak {

using commitment::Measure;
using sim::Words;

void XlsxExport::costs()
{
    Sheet& to = costs_;
    to.widths({plan_width(), 8, 28, money_width, money_width, money_width, 16, 14, 16});
    to.for_paper();
    head_plan(to);
    head_year(to);
    head(to,
         {{"Jenis", "Kind"},
          {},
          {"jenis intervensi; yang tahun itu tidak memakan biaya, tidak kurang, dan tidak terputus tidak ditulis",
           "kind of intervention; what cost nothing, lacked nothing and did not lapse in the year is not written"}});
    head_spread(to, {"Biaya", "Cost"}, unit::rupiah, {"dibelanjakan dalam tahun itu", "spent in the year"});
    head(to, {{"Tidak terbayar anggaran", "Not paid for by the budget"},
              {"lihat kolom Satuan", "see column Unit"},
              Words{"yang direncanakan tetapi tidak terbayar", "what was planned and could not be paid"} + mean_of});
    head(to, {{"Satuan", "Unit"}, {}, {"satuan yang tidak terbayar", "unit of what was not paid for"}, true});
    head(to, {{"Bulan tidak berlaku karena biayanya", "Months out of force for its cost"},
              unit::months,
              Words{"bulan dalam tahun itu", "months of the year"} + mean_of});
    to.end_row();
    to.freeze(2);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        stop_if_requested();
        const Spreads cost = result_.cost_by_year(plan), undelivered = result_.undelivered_by_year(plan),
                      lapsed = result_.lapsed_by_year(plan);
        for (std::size_t year = 0; year < result_.years().size(); ++year)
            for (std::size_t lever = 0; lever < cost.things; ++lever) {
                const bool is_sum = lever == result_.levers().size();
                if (!is_sum && cost.at(year, lever).mean == 0 && undelivered.at(year, lever).mean == 0 &&
                    lapsed.at(year, lever).mean == 0)
                    continue;
                to.text(name_of_plan(plan));
                to.number(result_.years()[year], Look::year);
                to.text(is_sum ? word({"semua", "all"}) : word(result_.levers()[lever].label));
                add_spread(to, cost.at(year, lever), Measure::rupiah);
                if (!is_sum) {
                    to.number(undelivered.at(year, lever).mean, Look::tenth);
                    to.text(word(result_.levers()[lever].unit), Look::aside);
                    to.number(lapsed.at(year, lever).mean, Look::tenth);
                }
                to.end_row();
            }
    }
}

void XlsxExport::trained()
{
    Sheet& to = *trained_;
    to.widths({plan_width(), 8, 14, 14, 14, 14, 14, 14, 14, 16});
    to.for_paper();
    head_plan(to);
    head_year(to);
    const Words names[] = {{"Karena pelatihan", "By training"},
                           {"Karena sosialisasi", "By sosialisasi"},
                           {"Karena rapat", "By meetings"},
                           {"Orangnya pergi", "The person left"},
                           {"Lupa", "Forgotten"}};
    for (const Words& name : names)
        head(to, {name, unit::posts,
                  Words{"perubahan jabatan pemerintah yang terlatih dalam tahun itu",
                        "change of the government's trained posts in the year"} +
                      mean_of});
    head(to, {{"Semua", "All"}, unit::posts, {"jumlah kelimanya", "sum of these five"}});
    head(to, {{"Berpindah di dalam kota", "Moved within the city"},
              unit::posts,
              Words{"jabatan yang kehilangan orang terlatih ke jabatan lain (mutasi); sebanyak itu pula yang "
                    "mendapatkannya, jadi tidak termasuk dalam jumlah",
                    "posts that lost a trained occupant to another post; as many gained one by it, so it is no part of "
                    "the sum"} +
                  mean_of});
    head(to, {{"Terlatih di akhir tahun", "Trained at the end of the year"},
              unit::share,
              Words{"bagian jabatan pemerintah yang terlatih", "share of the government's posts that are trained"} +
                  mean_of});
    to.end_row();
    to.freeze(2);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        const Spreads of = result_.trained_by_year(plan), moved = result_.trained_moved_by_year(plan);
        const Spreads share = result_.outcome_spread(commitment::outcome::trained, plan);
        for (std::size_t year = 0; year < result_.years().size(); ++year) {
            to.text(name_of_plan(plan));
            to.number(result_.years()[year], Look::year);
            double sum = 0;
            for (std::size_t cause = 0; cause < of.things; ++cause) {
                to.number(of.at(year, cause).mean, Look::tenth_more);
                sum += of.at(year, cause).mean;
            }
            to.number(sum, Look::tenth_more);
            if (moved.all.empty())
                to.skip();
            else
                to.number(moved.at(year).mean, Look::tenth);
            const int december = sim::Month(result_.years()[year], 12) - result_.months().front();
            to.number(share.at(std::min(static_cast<std::size_t>(december), result_.months().size() - 1)).mean,
                      Look::share);
            to.end_row();
        }
    }
}

namespace {

/// What a price is, or why there is none.
Words told(const commitment::Price& price)
{
    using Case = commitment::Price::Case;
    switch (price.kind) {
    case Case::dearer: return {"lebih banyak, lebih mahal", "more, for more money"};
    case Case::cheaper: return {"lebih banyak, tanpa biaya tambahan", "more, at no extra cost"};
    case Case::open:
        return {"lebih banyak; apakah lebih mahal belum jelas", "more; whether for more money cannot be told"};
    case Case::fewer: return {"tanpa harga: lebih sedikit", "no price: there is less"};
    case Case::none: return {"tanpa harga: tidak ada tambahan", "no price: there is no extra"};
    case Case::undefined: break;
    }
    if (!price.is_often_none())
        return {"tanpa harga: tambahannya belum cukup pasti", "no price: the extra is not sure enough"};
    const auto seldom = [&](sim::Language language) {
        return shown_seldom_more(price.more, price.pairs, {"ulangan", "replicate"}, language);
    };
    return {"tanpa harga: " + seldom(sim::Language::id), "no price: " + seldom(sim::Language::en)};
}

} // namespace

void XlsxExport::prices()
{
    Sheet& to = *prices_;
    to.widths({plan_width(), 26, 24, 14, 12, 12, money_width, money_width, money_width, 58});
    to.for_paper();
    head_plan(to);
    head(to, {{"Parameter", "Parameters"},
              {},
              {"seperti hasil ini, atau parameter baku saja (--what-if standard-parameters)",
               "as in this result, or default parameters alone (--what-if standard-parameters)"}});
    head(to, {{"Tambahan apa", "One more what"},
              {},
              Words{"dibandingkan dengan ", "against "} +
                  Words{plan_name(of_.inputs.plans, *result_.baseline(), sim::Language::id),
                        plan_name(of_.inputs.plans, *result_.baseline(), sim::Language::en)} +
                  Words{", pada bulan terakhir", ", in the last month"}});
    const Words of_good{"barangnya", "of the good"};
    head(to, {{"Banyaknya, rata-rata", "How many more, mean"},
              of_good,
              {"rata-rata pasangan ulangan", "mean of the pairs of replicates"}});
    head(to, {{"Banyaknya, 5 %", "How many more, 5%"},
              of_good,
              {"5 % pasangan ada di bawahnya", "5% of the pairs lie below"}});
    head(to, {{"Banyaknya, 95 %", "How many more, 95%"},
              of_good,
              {"5 % pasangan ada di atasnya", "5% of the pairs lie above"}});
    head(to,
         {{"Harga satu", "Price of one"},
          unit::rupiah,
          {"tambahan biaya dibagi tambahan, selama semua bulan rencana; hanya bila ada tambahan dalam sedikitnya 95 % "
           "pasangan",
           "extra cost by extra, over all months of the plans; only where there is an extra in 95% of the pairs"}});
    head(to, {{"Harga, batas bawah", "Price, lower limit"}, unit::rupiah, {"selang 90 %", "90% interval"}});
    head(to, {{"Harga, batas atas", "Price, upper limit"}, unit::rupiah, {"selang 90 %", "90% interval"}});
    head(to, {{"Artinya", "What it means"},
              {},
              {"apa harga itu, atau mengapa tidak ada", "what the price is, or why there is none"},
              true});
    to.end_row();
    to.freeze(3);
    const auto put = [&](std::uint32_t plan, const Words& parameters, const commitment::Price& price) {
        to.text(name_of_plan(plan));
        to.text(word(parameters));
        to.text(word(price.good.of));
        constexpr double many = 100; // a tenth of one is no longer told
        for (const double extra : {price.extra, price.low_extra, price.high_extra})
            to.number(extra, price.high_extra < many ? Look::tenth_more : Look::whole_more);
        const bool has_price = price.has_price() && price.kind != commitment::Price::Case::cheaper;
        if (has_price)
            for (const double rupiah : {price.rupiah, price.interval->low, price.interval->high})
                to.number(rupiah, Look::money);
        else
            to.skip(3);
        to.text(word(told(price)), Look::aside);
        to.end_row();
    };
    const auto& by_default = of_.compared.prices_by_default();
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        for (const commitment::Price& price : of_.compared.get().prices[plan])
            put(plan, {"seperti hasil ini", "as in this result"}, price);
        if (!by_default.empty())
            for (const commitment::Price& price : by_default[plan]) put(plan, {"baku saja", "default alone"}, price);
    }
}

} // namespace layak
