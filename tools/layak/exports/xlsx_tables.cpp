#include "tools/layak/exports/places.hpp"
#include "tools/layak/exports/xlsx_export.hpp"

namespace layak {

using commitment::Field;
using commitment::Kind;
using commitment::Measure;
using sim::Words;

namespace {

const Words action{"Tindakan (A)", "Action (A)"};
const Words involved{"Keluarga terlibat", "Families involved"};
const Words family_count{"Keluarga", "Families"};

} // namespace

void XlsxExport::city()
{
    Sheet& to = city_;
    std::vector<double> widths{plan_width(), number_width};
    widths.insert(widths.end(), 4 * headlines_.size(), number_width);
    widths.push_back(money_width);
    to.widths(widths);
    head_plan(to);
    head_month(to);
    for (const Headline& headline : headlines_) {
        const Words comma{", ", ", "}, unit = unit_of(headline.outcome);
        const Words& meaning = commitment::outcome_table()[headline.outcome].meaning;
        head(to, {headline.label + comma + median_head, unit, meaning + median_of});
        head_spread(to, headline.label, unit, meaning);
    }
    head(to, {{"Biaya bulan itu", "Cost of the month"},
              unit::rupiah,
              {"dibelanjakan dalam bulan itu, rata-rata ulangan", "spent in the month, mean of the replicates"}});
    to.end_row();
    to.freeze(2);
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        stop_if_requested();
        std::vector<Spreads> spreads;
        for (const Headline& headline : headlines_) spreads.push_back(result_.outcome_spread(headline.outcome, plan));
        const Spreads cost = result_.cost_by_month(plan);
        for (std::size_t m = 0; m < result_.months().size(); ++m) {
            to.text(name_of_plan(plan));
            to.month(result_.months()[m]);
            for (std::size_t k = 0; k < headlines_.size(); ++k)
                add_with_median(to, spreads[k].at(m), commitment::outcome_table()[headlines_[k].outcome].measure);
            to.number(cost.at(m, cost.things - 1).mean, Look::money);
            to.end_row();
        }
    }
}

void XlsxExport::kecamatan()
{
    Sheet& to = *kecamatan_;
    std::vector<double> widths{plan_width(), number_width, name_width};
    widths.insert(widths.end(), 15, number_width);
    to.widths(widths);
    to.for_paper();
    head_plan(to);
    head_month(to);
    head(to, {{"Kecamatan", "Kecamatan"}, {}, {"nama kecamatan", "name of the kecamatan"}});
    head(to, {{"Kelurahan", "Kelurahan"}, {"kelurahan", "kelurahan"}, {"banyaknya", "how many it has"}});
    head(to, {family_count, unit::families, {"banyaknya di kecamatan itu", "how many in the kecamatan"}});
    head(to, {{"Gugus tugas (W)", "Task force (W)"},
              unit::share,
              {"bagian ulangan yang kecamatannya punya gugus tugas",
               "share of replicates in which the kecamatan has a task force"}});
    head_spread(to, action, unit::level, {"tindakan kecamatan itu sendiri", "action of the kecamatan's own office"});
    head_spread(to, {"Kelurahan ber-PATBM", "Kelurahan with a PATBM"}, {"kelurahan", "kelurahan"},
                {"kelurahannya yang punya PATBM", "its kelurahan with a PATBM"});
    head_spread(to, {"Kelurahan layak", "Kelurahan layak"}, {"kelurahan", "kelurahan"},
                {"kelurahannya yang layak", "its kelurahan that are layak"});
    head_spread(to, involved, unit::share, {"bagian keluarganya yang terlibat", "share of its families involved"});
    to.end_row();
    to.freeze(3);
    const auto& all = result_.institutions();
    const std::vector<int> families = families_within(result_);
    using Of = commitment::DistrictOutcome;
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        stop_if_requested();
        const auto of = [&](Of which) { return result_.kecamatan_spread(static_cast<std::size_t>(which), plan); };
        const Spreads own = result_.institutions_spread(Field::action, plan);
        const Spreads written = result_.institutions_spread(Field::written, plan);
        const Spreads formal = of(Of::formal), layak = of(Of::layak), reached = of(Of::involved);
        for (const std::size_t m : ends_of_years())
            for (std::size_t k = 0; k < result_.kecamatan().size(); ++k) {
                const std::uint32_t row = result_.kecamatan()[k];
                const auto kelurahan = std::count_if(all.begin(), all.end(), [&](const auto& one) {
                    return one.kind == Kind::kelurahan && one.parent == row;
                });
                to.text(name_of_plan(plan));
                to.month(result_.months()[m]);
                to.text(all[row].name);
                to.number(static_cast<double>(kelurahan), Look::whole);
                to.number(families[row], Look::whole);
                to.number(written.at(m, row).mean, Look::share);
                add_spread(to, own.at(m, row), Measure::level);
                add_spread(to, formal.at(m, k), Measure::count);
                add_spread(to, layak.at(m, k), Measure::count);
                add_spread(to, reached.at(m, k), Measure::share);
                to.end_row();
            }
    }
}

void XlsxExport::kelurahan()
{
    Sheet& to = *kelurahan_;
    to.widths({plan_width(), number_width, name_width, 16, 20, 11, 11, 11, 11, 15, 11, 13});
    to.for_paper();
    head_plan(to);
    head_month(to);
    head(to, {{"Kelurahan", "Kelurahan"}, {}, {"nama kelurahan", "name of the kelurahan"}});
    head(to,
         {{"Kode", "Code"}, {}, {"kode wilayah Kemendagri", "administrative code of the ministry of home affairs"}});
    head(to, {{"Kecamatan", "Kecamatan"}, {}, {"nama kecamatannya", "name of its kecamatan"}});
    head(to, {family_count, unit::families, {"banyaknya di kelurahan itu", "how many in the kelurahan"}});
    head_spread(to, action, unit::level, exported_state(Field::action).meaning);
    head(to,
         {{"Ber-PATBM (W)", "With a PATBM (W)"},
          unit::share,
          {"bagian ulangan yang kelurahannya punya PATBM", "share of replicates in which the kelurahan has a PATBM"}});
    head(to, {{"Program (P)", "Programme (P)"},
              unit::level,
              Words{"program yang berjalan (P)", "programme carried out (P)"} + mean_of});
    head(to, {involved, unit::share,
              Words{"bagian keluarganya yang terlibat", "share of its families involved"} + mean_of});
    to.end_row();
    to.freeze(3);
    const auto& all = result_.institutions();
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        stop_if_requested();
        const Spreads own = result_.institutions_spread(Field::action, plan);
        const Spreads written = result_.institutions_spread(Field::written, plan);
        const Spreads programme = result_.institutions_spread(Field::programme, plan);
        for (const std::size_t m : ends_of_years())
            for (const KelurahanFamilies& one : kelurahan_with_families(result_)) {
                to.text(name_of_plan(plan));
                to.month(result_.months()[m]);
                to.text(all[one.row].name);
                to.text(all[one.row].code);
                to.text(all[one.row].parent ? all[*all[one.row].parent].name : "");
                to.number(one.families, Look::whole);
                add_spread(to, own.at(m, one.row), Measure::level);
                to.number(written.at(m, one.row).mean, Look::share);
                to.number(programme.at(m, one.row).mean, Look::level);
                to.number(one.mean(result_, programme, m), Look::share);
                to.end_row();
            }
    }
}

/// Those that have no sheet of their own, and no numbers of families.
void XlsxExport::institutions()
{
    Sheet& to = institutions_;
    to.widths({plan_width(), number_width, 64, 18, 10, 11, 11, 11, 11, 11, 11, 11});
    to.for_paper();
    head_plan(to);
    head_month(to);
    head(to, {{"Lembaga", "Institution"}, {}, {"nama lembaga", "name of the institution"}});
    head(to, {{"Jenis", "Kind"}, {}, {"jenis lembaga", "kind of institution"}});
    head(to, {{"Gugus tugas", "Task force"}, {}, {"ya: OPD anggota gugus tugas", "yes: an agency of the task force"}});
    head_spread(to, action, unit::level, exported_state(Field::action).meaning);
    const std::pair<Field, Words> states[] = {{Field::doctrine, {"Doktrin (D)", "Doctrine (D)"}},
                                              {Field::capacity, {"Kapasitas (K)", "Capacity (K)"}},
                                              {Field::resources, {"Sumber daya (R)", "Resources (R)"}},
                                              {Field::programme, {"Program (P)", "Programme (P)"}}};
    for (const auto& [field, name] : states) head(to, {name, unit::level, exported_state(field).meaning + mean_of});
    to.end_row();
    to.freeze(3);
    const auto& all = result_.institutions();
    for (std::uint32_t plan = 0; plan < plan_count(); ++plan) {
        stop_if_requested();
        const Spreads own = result_.institutions_spread(Field::action, plan);
        std::vector<Spreads> others;
        for (const auto& [field, name] : states) others.push_back(result_.institutions_spread(field, plan));
        for (const std::size_t m : ends_of_years())
            for (std::size_t row = 0; row < all.size(); ++row) {
                const Kind kind = all[row].kind;
                if (kind == Kind::kelurahan || kind == Kind::kecamatan || kind == Kind::community ||
                    kind == Kind::business)
                    continue;
                to.text(name_of_plan(plan));
                to.month(result_.months()[m]);
                to.text(all[row].name);
                to.text(word(words_of(kind)));
                to.text(all[row].task_force ? word({"ya", "yes"}) : "");
                add_spread(to, own.at(m, row), Measure::level);
                for (const Spreads& spreads : others) to.number(spreads.at(m, row).mean, Look::level);
                to.end_row();
            }
    }
}

} // namespace layak
