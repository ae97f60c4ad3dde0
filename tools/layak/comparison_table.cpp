#include <algorithm>
#include <cmath>
#include <functional>

#include "tools/layak/comparison_report.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {
namespace {

using commitment::Comparison;
using commitment::Field;
using commitment::Kind;
using commitment::Measure;
using commitment::PairedDifference;
using sim::Language;

class Table
{
  public:
    Table(const ComparisonReport& report, Language language, std::size_t terminal)
        : report_(report), of_(report.comparison), language_(language), id_(language == Language::id),
          terminal_(terminal), text_columns_(std::clamp<std::size_t>(terminal, 40, 120))
    {
    }

    std::string write()
    {
        head();
        conclusions();
        outcomes();
        kinds();
        districts();
        kelurahan();
        ranks();
        out_ += (out_.ends_with("\n\n") ? "" : "\n") + cost_tables(report_, language_, terminal_);
        goals();
        precision();
        notes();
        return std::move(out_);
    }

  private:
    std::string name(std::uint32_t plan) const { return plan_name(report_.inputs.plans, plan, language_); }
    std::uint32_t last() const { return of_.months - 1; }
    std::string last_month() const
    {
        return month_name(report_.inputs.city.start + static_cast<int>(last()), language_);
    }
    void section(const std::string& title)
    {
        out_ += (out_.ends_with("\n\n") ? "" : "\n") + wrapped(title, text_columns_);
    }

    void head()
    {
        const std::size_t plans = report_.inputs.plans.size();
        out_ += wrapped(printable(report_.inputs.city.name) + " · " + std::to_string(plans) +
                            (id_ ? " rencana · " : " plans · ") + number(of_.replicates, 0, language_) +
                            (id_ ? " pasangan ulangan dengan angka acak yang sama"
                                 : noun(of_.replicates, " pair of replicates with the same random numbers",
                                        " pairs of replicates with the same random numbers")) +
                            of_sets(of_.judging.evidence, language_),
                        text_columns_);
    }

    void conclusions()
    {
        out_ += "\n" + wrapped(report_.conclusions.title.in(language_), text_columns_);
        for (const Conclusions::Sentence& sentence : report_.conclusions.sentences)
            out_ += sentence.belongs_to_last
                        ? "    – " + wrapped(sentence.words.in(language_), text_columns_ - 6, "      ")
                        : "• " + wrapped(sentence.words.in(language_), text_columns_ - 2, "  ");
    }

    /// A table of differences: a row a quantity, for each plan the difference with its interval and the pairs ahead.
    struct Row
    {
        std::string label;
        Measure measure;
        std::function<const PairedDifference&(std::uint32_t plan)> of;
    };
    void differences(const std::string& title, const std::vector<Row>& rows)
    {
        section(title);
        std::vector<std::string> labels;
        for (const Row& row : rows)
            labels.push_back(row.label + (row.measure != Measure::share ? "" : id_ ? ", poin %" : ", % points"));
        std::vector<Column> columns;
        Column baseline{name(of_.baseline), id_ ? "rata-rata" : "mean", {}};
        const std::uint32_t other = of_.baseline == 0 ? 1 : 0;
        for (const Row& row : rows) baseline.cells.push_back(level(row.of(other).baseline, row.measure));
        columns.push_back(std::move(baseline));
        for (std::uint32_t plan = 0; plan < report_.inputs.plans.size(); ++plan) {
            if (plan == of_.baseline) continue;
            Column column{name(plan), id_ ? "selisih (selang) · lebih tinggi" : "difference (interval) · higher", {}};
            for (const Row& row : rows) {
                const PairedDifference& difference = row.of(plan);
                column.cells.push_back(
                    shown_difference(difference.difference, difference.interval, row.measure, language_) + " (" +
                    shown_interval(difference.interval, row.measure, language_) + ") · " +
                    padded(std::to_string(difference.ahead) + "/" + std::to_string(of_.replicates),
                           2 * std::to_string(of_.replicates).size() + 1, true));
            }
            columns.push_back(std::move(column));
        }
        out_ += text_table(labels, columns, terminal_);
    }

    std::string level(double value, Measure measure) const
    {
        switch (measure) {
        case Measure::count: return number(value, 1, language_);
        case Measure::level: return number(value, 2, language_);
        case Measure::share: return percent(value, language_);
        default: return rupiah(value, language_);
        }
    }

    Row outcome_row(std::string label, std::uint32_t outcome) const
    {
        return {std::move(label), commitment::outcome_table()[outcome].measure,
                [this, outcome](std::uint32_t plan) -> const PairedDifference& {
                    return of_.outcomes[plan][last()][outcome];
                }};
    }

    void outcomes()
    {
        std::vector<Row> rows;
        for (const Headline& headline : headlines_of(report_.inputs.city))
            rows.push_back(outcome_row(headline.label.in(language_), headline.outcome));
        differences((id_ ? "Selisih terhadap " : "Difference from ") + name(of_.baseline) + ", " + last_month(), rows);
    }

    void kinds()
    {
        using namespace commitment;
        const auto group = [](Group g) { return outcome::action + static_cast<std::uint32_t>(g); };
        differences(id_ ? "Menurut jenis lembaga: tindakan (A), keterlibatan"
                        : "By kind of institution: action (A), involvement",
                    {outcome_row(id_ ? "OPD" : "OPDs", group(Group::opd)),
                     outcome_row("Kecamatan", group(Group::kecamatan)),
                     outcome_row("Kelurahan", group(Group::kelurahan)), outcome_row("LPA", group(Group::lpa)),
                     outcome_row(id_ ? "Keluarga (terlibat)" : "Families (involved)", outcome::families + 3),
                     outcome_row(id_ ? "Dunia usaha (terlibat)" : "Businesses (engaged)", outcome::engaged)});
    }

    void districts()
    {
        std::vector<std::string> names;
        for (const commitment::Institution& institution : report_.inputs.city.institutions)
            if (institution.kind == Kind::kecamatan) names.push_back(printable(institution.name));
        if (names.empty()) return;
        const auto rows = [&](commitment::DistrictOutcome which, Measure measure) {
            std::vector<Row> out;
            for (std::size_t k = 0; k < names.size(); ++k)
                out.push_back({names[k], measure, [this, k, which](std::uint32_t plan) -> const PairedDifference& {
                                   return of_.districts[plan][k][static_cast<std::size_t>(which)];
                               }});
            return out;
        };
        differences(id_ ? "Menurut kecamatan: tindakan (A) kelurahannya" : "By kecamatan: action (A) of its kelurahan",
                    rows(commitment::DistrictOutcome::action, Measure::level));
        differences(id_ ? "Menurut kecamatan: keluarga terlibat" : "By kecamatan: families involved",
                    rows(commitment::DistrictOutcome::involved, Measure::share));
    }

    /// How many kelurahan gain or lose, and which of them clearly more than others; all are in the table beside the
    /// result.
    void kelurahan()
    {
        section(id_ ? "Menurut kelurahan: tindakan (A), yang selangnya di atas atau di bawah 0"
                    : "By kelurahan: action (A), those with an interval above or below 0");
        const auto& institutions = report_.inputs.city.institutions;
        for (std::uint32_t plan = 0; plan < report_.inputs.plans.size(); ++plan) {
            if (plan == of_.baseline) continue;
            std::vector<const Comparison::OfInstitution*> higher, lower;
            std::size_t unclear = 0, same = 0;
            for (const Comparison::OfInstitution& of : of_.institutions[plan]) {
                if (of.field != Field::action || institutions[of.institution].kind != Kind::kelurahan) continue;
                const bool never_apart = of.difference.ahead == 0 && of.difference.behind == 0;
                if (never_apart && of_.judging.practically_same(of.difference, 0.05))
                    ++same;
                else if (of.difference.interval.low > 0)
                    higher.push_back(&of);
                else if (of.difference.interval.high < 0)
                    lower.push_back(&of);
                else
                    ++unclear;
            }
            std::string text = name(plan) + ": ";
            if (same > 0) text += std::to_string(same) + (id_ ? " sama, " : " the same, ");
            text += std::to_string(higher.size()) + (id_ ? " lebih tinggi" : " higher") + range_of(higher) + ", " +
                    std::to_string(lower.size()) + (id_ ? " lebih rendah" : " lower") + range_of(lower) + ", " +
                    std::to_string(unclear) + (id_ ? " belum dapat dibedakan" : " cannot be told apart");
            out_ += "  " + wrapped(text, text_columns_ - 2, "    ");
        }
    }

    /// " (+0,19 – +0,29; jelas lebih jauh dari 0 daripada yang di tengah: …)": no order among those that are not
    /// clearly apart.
    std::string range_of(std::vector<const Comparison::OfInstitution*> of) const
    {
        if (of.empty()) return "";
        const auto size = [](const Comparison::OfInstitution* one) { return std::abs(one->difference.difference); };
        const std::vector<const Comparison::OfInstitution*> in_file = of;
        std::stable_sort(of.begin(), of.end(), [&](const auto* a, const auto* b) { return size(a) < size(b); });
        const auto shown = [&](const Comparison::OfInstitution* one) {
            return shown_difference(one->difference.difference, one->difference.interval, Measure::level, language_);
        };
        std::string text = " (" + shown(of.front()) + (of.size() > 1 ? " – " + shown(of.back()) : "");
        // Twice the intervals' own widths, for it is the outermost of many that are looked at.
        const Comparison::OfInstitution* const middle = of[of.size() / 2];
        const auto is_apart = [&](const Comparison::OfInstitution* one) {
            const double widths = one->difference.interval.half_width() + middle->difference.interval.half_width();
            return size(one) - size(middle) > 2 * widths;
        };
        constexpr std::size_t named = 6;
        const auto count = static_cast<std::size_t>(std::count_if(of.begin(), of.end(), is_apart));
        std::string apart = count > named ? std::to_string(count) : "";
        for (const Comparison::OfInstitution* one : in_file)
            if (is_apart(one) && count <= named)
                apart +=
                    (apart.empty() ? "" : ", ") + printable(report_.inputs.city.institutions[one->institution].name);
        if (!apart.empty())
            text += (id_ ? "; jelas lebih jauh daripada yang di tengah: " : "; clearly further than the middle one: ") +
                    apart;
        else if (of.size() > 1)
            text += id_ ? "; tidak satu pun jelas lebih jauh daripada yang lain" : "; none clearly further than others";
        return text + ")";
    }

    void ranks()
    {
        if (of_.ranks.empty()) return;
        section(id_ ? "Peluang menjadi yang terbaik (bagian ulangan, selang; yang sama berbagi)"
                    : "Chance of being the best (share of replicates, interval; equals share it)");
        std::vector<std::string> labels;
        const auto headlines = headlines_of(report_.inputs.city);
        for (const Headline& headline : headlines) labels.push_back(headline.label.in(language_));
        std::vector<Column> columns;
        for (std::uint32_t plan = 0; plan < report_.inputs.plans.size(); ++plan) {
            Column column{name(plan), "", {}};
            for (const Headline& headline : headlines) {
                const double share = of_.ranks[headline.outcome][plan].front();
                column.cells.push_back(chance(share, of_.judging.chance(share)));
            }
            columns.push_back(std::move(column));
        }
        out_ += text_table(labels, columns, terminal_);
    }

    /// Never 0 % nor 100 % from a number of runs, and nothing from one.
    std::string chance(double share, const sim::Interval& interval) const
    {
        if (of_.judging.evidence.effective < 2) return "–";
        const std::string limits = shown_chance(interval, language_);
        return 0 < share && share < 1 ? shown_share(share, language_) + " (" + limits + ")" : limits;
    }

    /// The survival curve at the end of each year.
    void goals()
    {
        if (of_.judging.evidence.effective < 2) return; // nothing could be said
        for (std::size_t g = 0; g < report_.goals.size(); ++g) {
            section((id_ ? "Belum mencapai " : "Not yet at ") + printable(report_.goals[g].text) +
                    (id_ ? " pada akhir tahun (bagian ulangan, selang)"
                         : " at the end of the year (share of replicates, interval)"));
            std::vector<std::string> labels;
            for (const Comparison::Year& year : of_.years) labels.push_back(std::to_string(year.year));
            std::vector<Column> columns;
            for (std::uint32_t plan = 0; plan < report_.inputs.plans.size(); ++plan) {
                Column column{name(plan), "", {}};
                for (const Comparison::Year& year : of_.years) {
                    const sim::Survival& at =
                        of_.goals[g][plan].not_yet[year.first + year.months - 1 - of_.first_month];
                    column.cells.push_back(chance(at.share, at.interval));
                }
                columns.push_back(std::move(column));
            }
            out_ += text_table(labels, columns, terminal_);
        }
    }

    void precision()
    {
        std::string factors;
        for (std::uint32_t plan = 0; plan < report_.inputs.plans.size(); ++plan) {
            if (plan == of_.baseline) continue;
            const double factor = of_.outcomes[plan][last()][commitment::main_outcome].variance_reduction;
            if (std::isfinite(factor))
                factors += (factors.empty() ? "" : "; ") + name(plan) + " " + number(factor, 1, language_) + "×";
        }
        if (factors.empty() && !report_.precision) return;
        section(id_ ? "Ketelitian" : "Precision");
        if (!factors.empty())
            out_ +=
                "  " +
                wrapped(
                    (id_ ? "Angka acak yang sama memperkecil ragam selisih A kelurahan dibanding ulangan lepas: "
                         : "The same random numbers lower the variance of the difference in A of the kelurahan against "
                           "independent runs: ") +
                        factors + ".",
                    text_columns_ - 2, "  ");
        if (!report_.precision) return;
        const auto& reached = *report_.precision;
        std::string widths;
        for (std::size_t k = 0; k < report_.wanted.size(); ++k)
            widths +=
                (k > 0 ? "; " : "") + report_.wanted[k].outcome.name + " ± " +
                number(reached.half_width[k], report_.wanted[k].outcome.measure == Measure::count ? 2 : 4, language_) +
                (id_ ? " (diminta " : " (asked for ") +
                number(report_.wanted[k].half_width, report_.wanted[k].outcome.measure == Measure::count ? 2 : 4,
                       language_) +
                ")";
        out_ += "  " +
                wrapped((reached.reached ? (id_ ? "Ketelitian yang diminta tercapai dengan "
                                                : "The precision asked for was reached with ")
                                         : (id_ ? "Ketelitian yang diminta BELUM tercapai dengan "
                                                : "The precision asked for was NOT reached with ")) +
                            number(reached.replicates, 0, language_) + (id_ ? " ulangan dalam " : " replicates in ") +
                            std::to_string(reached.looks) + (id_ ? " kali melihat: " : " looks: ") + widths + ".",
                        text_columns_ - 2, "  ");
    }

    void notes()
    {
        const std::string level = percent(of_.judging.confidence, language_);
        const double sure = of_.judging.chance_confidence();
        const std::string of_chances =
            sure > 0.99 ? number(100 * sure, 2, language_) + (id_ ? "\u00a0%" : "%") : percent(sure, language_);
        const std::string made =
            of_.judging.at_any_time
                ? (id_ ? "runtun kepercayaan (sahih walau dilihat berulang kali); biaya, sasaran, kelurahan dan "
                         "peluang: dengan "
                         "taraf yang dibagi pada setiap kali melihat"
                       : "confidence sequences (valid however often one looks); costs, goals, kelurahan and chances: "
                         "at a level "
                         "that pays for every look")
                : (id_ ? "t Student berpasangan; bootstrap-t bila jauh dari normal; eksak untuk jumlah badan dan bila "
                         "sedikit pasangan yang berbeda"
                       : "paired Student's t; bootstrap-t where far from normal; exact for counts of bodies and where "
                         "few pairs differ");
        const std::string of_sets_again =
            of_.judging.evidence.unit.empty() ? ""
            : id_
                ? "Himpunan parameter yang berulang: t Student atas rata-rata tiap himpunan, juga untuk jumlah badan. "
                : "Parameter sets that come again: Student's t over the means of sets, for counts of bodies too. ";
        const std::string of_kelurahan =
            id_ ? "Menurut kelurahan: t Student bila ada 30 pasangan atau lebih dan 20 yang berbeda, jika tidak eksak. "
                : "By kelurahan: Student's t from 30 pairs on of which 20 differ, else exact. ";
        out_ +=
            "\n" + wrapped((id_ ? "Selang " + level + ", tiap-tiap selang untuk dirinya sendiri: " + made + ". "
                                : "Intervals of " + level + ", each for itself: " + made + ". ") +
                               of_sets_again + of_kelurahan +
                               (of_.judging.evidence.covers_parameters()
                                    ? (id_ ? "Selang memuat unsur kebetulan dan ketidakpastian parameter. "
                                           : "They cover chance and the uncertainty of the parameters. ")
                                    : (id_ ? "Selang memuat unsur kebetulan saja. " : "They cover chance alone. ")) +
                               (id_ ? "Lebih tinggi: dalam berapa pasangan ulangan angkanya di atas angka pembanding. "
                                      "Peluang: selang Wilson " +
                                          of_chances + ". Indeks adalah proksi, bukan nilai resmi KLA."
                                    : "Higher: in how many pairs the number is above the baseline's. Chances: Wilson "
                                      "intervals of " +
                                          of_chances + ". The index is a proxy, not the official KLA score."),
                           text_columns_);
    }

    const ComparisonReport& report_;
    const Comparison& of_;
    Language language_;
    bool id_;
    std::size_t terminal_;
    std::size_t text_columns_;
    std::string out_;
};

} // namespace

std::string comparison_table(const ComparisonReport& report, Language language, std::size_t columns)
{
    return Table(report, language, columns).write();
}

} // namespace layak
