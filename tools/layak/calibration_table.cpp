#include <algorithm>
#include <cmath>

#include "models/commitment/parameter_labels.hpp"
#include "tools/layak/calibration_report.hpp"
#include "tools/layak/expectation_report.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/text_table.hpp"

namespace layak {

using commitment::Measure;
using commitment::ObservedOutcome;
using sim::Language;
using sim::Lesson;
using sim::Words;

std::string outcome_text(double value, Measure measure, Language language)
{
    switch (measure) {
    case Measure::level: return number(value, 2, language);
    case Measure::share: return percent(value, language);
    case Measure::count: return number(value, value == std::floor(value) ? 0 : 1, language);
    case Measure::rupiah: return rupiah(value, language);
    }
    return "";
}

std::string observed_text(const ObservedOutcome& seen, Language language)
{
    return outcome_text(seen.value, seen.outcome.measure, language) + " ± " +
           outcome_text(seen.tolerance, seen.outcome.measure, language);
}

std::string parameter_text(double value, Language language)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : size >= 0.01 ? 4 : 5;
    std::string text = number(value, decimals, language);
    if (decimals == 0) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == ',' || text.back() == '.') text.pop_back();
    return text;
}

namespace {

std::string range_text(double low, double high, Measure measure, Language language)
{
    return outcome_text(low, measure, language) + " – " + outcome_text(high, measure, language);
}

} // namespace

std::string calibration_summary(const CalibrationReport& report, Language language)
{
    const bool id = language == Language::id;
    const sim::AbcResult& result = report.result;
    const auto whole = [&](double value) { return number(value, 0, language); };
    const std::string drawn = whole(static_cast<double>(result.first_misfits.size()));
    const std::string fits = whole(static_cast<double>(result.first_fits));
    const std::string sets = whole(static_cast<double>(result.sets.size()));
    std::string text =
        id ? "Dari " + drawn + " himpunan parameter yang ditarik dari rentangnya, " + fits +
                 " cocok dengan semua pengamatan."
           : "Of " + drawn + " parameter sets drawn from their ranges, " + fits + " fit all that was observed.";
    if (result.tolerance > 1)
        return text + (id ? " Tidak ada jalan ke himpunan yang cocok: yang terbaik masih meleset " +
                                number(result.tolerance, 1, language) + " kali toleransinya."
                          : " No way was found to sets that fit: the best still miss by " +
                                number(result.tolerance, 1, language) + " tolerances.");
    if (result.levels.empty())
        return text + (id ? " " + sets + " yang pertama disimpan; semuanya tidak saling bergantung."
                          : " The first " + sets + " are kept; they are independent of each other.");
    text += id ? " Dari sana " + sets + " himpunan yang cocok dicari selangkah demi selangkah (" +
                     whole(static_cast<double>(result.simulations)) + " simulasi)."
               : " From there " + sets + " sets that fit were found step by step (" +
                     whole(static_cast<double>(result.simulations)) + " simulations).";
    if (!result.forgot)
        text += id ? " Perhatian: sebagian belum lepas dari asalnya; pakailah --draws yang lebih besar."
                   : " Beware: some have not forgotten where they came from; use a larger --draws.";
    return text;
}

namespace {

std::string names_of(const CalibrationReport& report, Lesson lesson)
{
    std::string text;
    for (std::size_t p = 0; p < report.learned.size(); ++p)
        if (report.learned[p].lesson == lesson)
            text += (text.empty() ? "" : ", ") + std::string(report.calibration.varied()[p]->name);
    return text;
}

/// The parameters that the data say something of, the most first.
std::string learned_table(const CalibrationReport& report, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<std::size_t> order;
    for (std::size_t p = 0; p < report.learned.size(); ++p)
        if (report.learned[p].lesson != Lesson::nothing) order.push_back(p);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return report.learned[a].distance > report.learned[b].distance;
    });
    if (order.empty())
        return id ? "Data ini tidak mengatakan apa pun tentang satu parameter sendiri-sendiri.\n"
                  : "The data say nothing of any single parameter.\n";
    std::vector<std::string> labels;
    Column before{id ? "Rentang awal" : "Prior", "", {}};
    Column after{id ? "Sesudah data" : "After the data", id ? "tengah (5–95 %)" : "median (5–95%)", {}};
    Column verdict{id ? "Data berkata" : "Data say", "", {}};
    for (const std::size_t p : order) {
        const commitment::ParameterInfo& row = *report.calibration.varied()[p];
        const sim::Learned& of = report.learned[p];
        const auto at = [&](double place) {
            return parameter_text(row.prior.lowest + place * (row.prior.highest - row.prior.lowest), language);
        };
        labels.push_back(commitment::parameter_label(row.name).in(language));
        before.cells.push_back(at(0) + " – " + at(1));
        after.cells.push_back(at(of.median) + " (" + at(of.low) + " – " + at(of.high) + ")");
        verdict.cells.emplace_back(of.lesson == Lesson::much ? (id ? "banyak" : "much")
                                                             : (id ? "sedikit" : "a little"));
    }
    return text_table(labels, {before, after, verdict}, columns);
}

std::string together_text(const CalibrationReport& report, Language language)
{
    const bool id = language == Language::id;
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t k = 0; k < std::min(most, report.together.size()); ++k) {
        const sim::KnownTogether& pair = report.together[k];
        const auto label = [&](std::size_t p) {
            return commitment::parameter_label(report.calibration.varied()[p]->name).in(language);
        };
        text += (k > 0 ? "; " : "") + label(pair.first) + (id ? " dan " : " and ") + label(pair.second) + " (" +
                number(pair.correlation, 2, language) + ")";
    }
    if (text.empty()) return "";
    return (id ? "Hanya bersama-sama lebih diketahui (korelasi): " : "Known better only together (correlation): ") +
           text + ".\n";
}

} // namespace

std::string fit_table(const Inputs& inputs, const commitment::Hindcast& hindcast, const commitment::FitCheck& check,
                      Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::vector<std::string> labels;
    Column observed{id ? "Teramati" : "Observed", "", {}};
    Column model{id ? "Model" : "Model", id ? "rata-rata" : "mean", {}};
    Column sets{id ? "Himpunan" : "Sets", "5–95 %", {}};
    Column chance{id ? "Ulangan" : "Replicates", "5–95 %", {}};
    Column met{id ? "Cocok" : "Fit", id ? "himpunan" : "of sets", {}};
    Column verdict{"", "", {}};
    for (std::size_t k = 0; k < check.outcomes.size(); ++k) {
        const ObservedOutcome& seen = hindcast.observations()[k];
        const commitment::FittedOutcome& of = check.outcomes[k];
        const Measure measure = seen.outcome.measure;
        labels.push_back(seen.outcome.meaning.in(language) + ", " +
                         month_name(inputs.city.start + static_cast<int>(seen.month), language));
        observed.cells.push_back(observed_text(seen, language));
        model.cells.push_back(outcome_text(of.mean, measure, language));
        sets.cells.push_back(range_text(of.low_mean, of.high_mean, measure, language));
        chance.cells.push_back(range_text(of.low, of.high, measure, language));
        met.cells.push_back(percent(of.met, language));
        verdict.cells.emplace_back(check.meets(hindcast, k) ? (id ? "lulus" : "pass") : (id ? "GAGAL" : "FAIL"));
    }
    return text_table(labels, {observed, model, sets, chance, met, verdict}, columns);
}

std::string sides_text(const commitment::Pattern& pattern, const commitment::FittedPattern& of, Language language)
{
    const auto shown = [&](double value, double largest) {
        return number(value, largest < 0.1 ? 3 : largest < 1.5 ? 2 : 1, language);
    };
    std::string text;
    std::size_t at = 0;
    for (const commitment::Claim& claim : pattern.claims) {
        text += text.empty() ? "" : "; ";
        for (std::size_t s = 0; s < claim.sides.size(); ++s, ++at) {
            const commitment::FittedPattern::Side& side = of.sides[at];
            if (s > 0) text += " " + std::string(sign_text(claim.signs[s - 1])) + " ";
            text += claim.sides[s].kind == commitment::Side::Kind::number
                        ? number_at_most(side.mean, 3, language)
                        : shown(side.mean, side.high) + " (" + shown(side.low, side.high) + " – " +
                              shown(side.high, side.high) + ")";
        }
    }
    return text;
}

std::string pattern_table(const commitment::Hindcast& hindcast, const commitment::FitCheck& check, Language language,
                          std::size_t columns)
{
    if (hindcast.patterns().empty()) return "";
    const bool id = language == Language::id;
    std::string text =
        id ? "Pola yang harus tampak dalam masa lalu (bagian himpunan yang menunjukkannya, bagian ulangan):\n"
           : "Patterns that the history must show (share of the sets that do, of single replicates):\n";
    for (std::size_t k = 0; k < check.patterns.size(); ++k) {
        const commitment::FittedPattern& of = check.patterns[k];
        const std::string verdict = check.shows(k) ? (id ? "lulus" : "pass ") : (id ? "GAGAL" : "FAIL ");
        text += "  " + verdict + "  " + padded(percent(of.of_sets, language), 6, true) + " " +
                padded(percent(of.of_replicates, language), 6, true) + "  " +
                wrapped(printable(hindcast.patterns()[k].says.in(language)) + ": " +
                            sides_text(hindcast.patterns()[k], of, language),
                        columns > 46 ? columns - 23 : 40, std::string(23, ' '));
    }
    return text;
}

std::string calibration_table(const CalibrationReport& report, Language language, std::size_t columns)
{
    const bool id = language == Language::id;
    std::string text = wrapped(calibration_summary(report, language), columns) + "\n";
    text += (id ? "Apa yang teramati, dan apa yang diberikan himpunan-himpunan itu dengan angka acak baru:\n"
                : "What was observed, and what the sets give with fresh random numbers:\n") +
            fit_table(report.inputs, report.calibration.hindcast(), report.check, language, columns) + "\n" +
            pattern_table(report.calibration.hindcast(), report.check, language, columns);
    text +=
        wrapped(id ? percent(report.check.fit, language) + " dari himpunan sekali lagi cocok dengan semuanya; sisanya "
                                                           "terletak di tepi."
                   : percent(report.check.fit, language) +
                         " of the sets fit all of it again; the others lie at the edge.",
                columns) +
        "\n\n";
    text += learned_table(report, language, columns);
    text += wrapped(together_text(report, language), columns);
    const std::string as_before = names_of(report, Lesson::nothing);
    if (!as_before.empty())
        text +=
            wrapped((id ? "Data tidak berkata apa-apa tentang: " : "Of these the data say nothing: ") + as_before + ".",
                    columns) +
            "\n";
    return text;
}

} // namespace layak
