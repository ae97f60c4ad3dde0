// The first screen: title, question, the answer in three sentences, and the plans.

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/outcome_rows.hpp"
#include "tools/layak/report/plan_strips.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::main_outcome;
using sim::Language;
using sim::Words;

double mean_cost(const ReportedRun& run, std::uint32_t plan) { return sim::moments(run.cost_per_year(plan)).mean; }

/// The answer of a comparison: who is highest in action of the kelurahan, and in which other outcomes others are.
std::string best_sentence(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const commitment::BestPlan& best = run.comparison->best;
    if (best.others.empty()) return run.conclusions->sentences.front().words.in(language);
    const Certainty sure = run.certainty_in(best);
    const std::string who = run.names(best.leaders, language);
    const std::string what =
        (id ? "komitmen dalam tindakan di kelurahan pada " : "commitment in action in the kelurahan in ") +
        run.month_text(run.last_month(), language);
    const std::string counted = of(best.first, run.result.replicates, language) + (id ? " ulangan" : " replicates");
    std::string text = capital(Speech{run.inputs, *run.comparison, language}.given());
    if (best.first == 0 && run.is_equal_in_all(main_outcome))
        return text + (id ? "dalam semua " : "in all ") + number(run.result.replicates, 0, language) +
               (id ? " ulangan rencana-rencana sama dalam " : " replicates the plans are equal in ") + what +
               (id ? ", tetapi ulangannya terlalu sedikit untuk menyebutnya praktis sama."
                   : ", but they are too few to call them practically the same.");
    if (sure == Certainty::unclear)
        return text + (id ? "rencana mana yang terbaik belum dapat dibedakan: " + who +
                                " mengungguli semua rencana lain dalam " + counted + " (" + what + ")."
                          : "it cannot be told which plan is best: " + who + " above all other plans in " + counted +
                                " (" + what + ").");
    text += who +
            (id ? " " + words_for(sure).id + " paling baik: "
                : (best.leaders.size() > 1 ? " are " : " is ") + words_for(sure).en + " best: ") +
            what + (id ? " paling tinggi dalam " : " is highest in ") + counted + ", " +
            number(best.matters, 0, language) +
            (id ? " dengan selisih yang berarti." : " of them by a difference that matters.");
    std::vector<std::string> names;
    for (const Words& name : run.all_names()) names.push_back(name.in(language));
    return text + others_better(Speech{run.inputs, *run.comparison, language}, names);
}

/// "Keluarga terlibat: 1,1 % (0,2 % – 4 %)"; of what is all or nothing the chance of its goal, before the range.
std::string reached_in_brief(const ReportedRun& run, const OutcomeRow& row, Language language)
{
    const bool id = language == Language::id;
    const Band& band = run.band(row.outcome, 0, run.last_month());
    if (run.is_single() || !is_bimodal(run, row.outcome, 0))
        return row.name.in(language) + ": " + with_range(run, band, row.outcome, language);
    const auto values = run.values(row.outcome, 0, run.last_month());
    const auto hits = std::count_if(values.begin(), values.end(), [&](double of) { return of >= row.goal; });
    return (id ? "peluang " : "the chance that ") + row.reaches.in(language) + ": " +
           shown_chance(run.judging().chance(static_cast<double>(hits) / run.result.replicates), language) + " (" +
           row.quantity.in(language) + " " + band_text(band, row.outcome, language) + ")";
}

std::string which_plan(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    if (run.is_comparison) return best_sentence(run, language);
    std::string text;
    if (run.plans() == 1) { // the title has its action
        for (const OutcomeRow& row : outcome_rows(run.city))
            if (row.outcome == commitment::outcome::formal_kelurahan ||
                row.outcome == commitment::outcome::families + 3)
                text += (text.empty() ? "" : "; ") + reached_in_brief(run, row, language);
        return capital(text) + (run.is_single() ? "."
                                : id            ? " (nilai tengah dan rentang 90 %)."
                                                : " (medians and 90% ranges).");
    }
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
        text += (plan > 0 ? "; " : "") + run.name(plan, language) + " " +
                with_range(run, run.band(main_outcome, plan, run.last_month()), main_outcome, language);
    return (id ? "Komitmen dalam tindakan di kelurahan, 0 sampai 1" : "Commitment in action in the kelurahan, 0 to 1") +
           std::string(run.is_single() ? ""
                       : id            ? ", nilai tengah dan rentang 90 %"
                                       : ", median and 90% range") +
           ": " + text + ".";
}

/// What the plan that the answer is about costs, and how that stands to the others' costs: in all where plans do not
/// have the same months.
std::string cost_sentence(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    if (run.is_single()) { // of one pair no difference can be told
        std::string text;
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            text += (plan > 0 ? "; " : "") + run.name(plan, language) + ": " + rupiah(mean_cost(run, plan), language) +
                    (id ? " setahun" : " a year");
        return text + ".";
    }
    const std::uint32_t leader = run.leader();
    std::string text =
        run.name(leader, language) + ": " + rupiah(mean_cost(run, leader), language) + (id ? " setahun" : " a year");
    const bool in_all = !run.same_months();
    if (in_all) {
        const double all = run.costs_against(leader)[leader].in_all.plan;
        text += (id ? ", seluruhnya " : ", in all ") + rupiah(all, language);
    }
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        if (plan == leader) continue;
        const commitment::CostAgainst& cost = run.costs_against(plan)[leader];
        text += cost_beside(in_all ? cost.in_all : cost.per_year, run.name(plan, language), language);
    }
    text += ".";
    if (in_all)
        text += (id ? " Rencana-rencana tidak berjalan dalam bulan yang sama; semua hasil adalah keadaan pada "
                    : " The plans do not cover the same months; all outcomes are those of ") +
                run.month_text(run.last_month(), language) +
                (id ? ", juga dari rencana yang sudah berakhir sebelumnya." : ", of plans that ended before it too.");
    return text;
}

std::string open_sentence(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    if (run.is_single())
        return std::string(id ? "Hampir semuanya: ini satu jalan yang mungkin, dengan satu kebetulan dan satu himpunan "
                                "parameter. Ulangan lain dapat jauh berbeda"
                              : "Nearly all: this is one possible course, with one course of chance and one parameter "
                                "set. Others may differ much") +
               (run.plans() == 1 ? ""
                : id             ? ", dan rencana tidak dapat dibandingkan darinya"
                                 : ", and plans cannot be compared by it") +
               (id ? ". Rentang dan peluang memerlukan banyak ulangan, misalnya 200."
                   : ". Ranges and chances need many replicates, 200 say.");
    const std::uint32_t leader = run.leader();
    const Band band = run.band(main_outcome, leader, run.last_month());
    const auto layak = run.values(commitment::outcome::layak_kelurahan, leader, run.last_month());
    const auto kelurahan = static_cast<double>(run.city.count(commitment::Kind::kelurahan));
    const auto half = static_cast<std::size_t>(
        std::count_if(layak.begin(), layak.end(), [&](double of) { return 2 * of >= kelurahan; }));
    const std::string size =
        run.plans() == 1
            ? (id ? "Besarnya, dalam rentang di atas; peluang separuh kelurahan menjadi layak anak "
                  : "The size, within the ranges above; the chance that half of the kelurahan are layak is ")
            : (id ? "Besarnya: nilai tengah " : "The size: the median of ") + run.name(leader, language) +
                  (id ? " " : " is ") + figure_text(band.median, main_outcome, language) +
                  (id ? " dari 1, rentang 90 % " : " of 1, the 90% range ") + band_text(band, main_outcome, language) +
                  (id ? "; peluang separuh kelurahan menjadi layak anak "
                      : "; the chance that half of the kelurahan are layak is ");
    std::string text = size +
                       shown_hits_within(half, run.result.replicates,
                                         run.judging().chance(static_cast<std::uint32_t>(half)), language) +
                       ".";
    if (!run.covers_parameters())
        text += id ? " Itu memuat kebetulan saja: apa yang dibiarkan terbuka oleh parameter jauh lebih lebar."
                   : " That covers chance alone: what the parameters leave open is much wider.";
    return text;
}

/// What became of the goals and what-ifs that the command named, a sentence each.
std::string more_answers(const ReportedRun& run)
{
    std::string out;
    for (const std::vector<Words>& answers : {goal_answers(run), what_if_answers(run)})
        for (const Words& answer : answers) out += "<li>" + html(answer) + "</li>";
    return out.empty() ? "" : "<ul class=\"answers\">" + out + "</ul>\n";
}

std::string three_sentences(const ReportedRun& run)
{
    const auto column = [&](const Words& question, std::string (*say)(const ReportedRun&, Language)) {
        return "<div><h2 class=\"small\">" + html(question) + "</h2><p>" +
               html(both([&](Language language) { return say(run, language); })) + "</p></div>";
    };
    return "<div class=\"answer\">" +
           column(run.is_comparison ? Words{"1. Rencana mana?", "1. Which plan?"}
                                    : Words{"1. Apa yang dicapai?", "1. What is reached?"},
                  which_plan) +
           column({"2. Berapa biayanya?", "2. What does it cost?"}, cost_sentence) +
           column({"3. Apa yang belum pasti?", "3. What is uncertain?"}, open_sentence) + "</div>\n" +
           more_answers(run);
}

/// Goals and what-ifs that the command named; on paper their answers name them.
std::string asked_too(const ReportedRun& run)
{
    const Words asked = both([&](Language language) {
        const bool id = language == Language::id;
        std::string text;
        for (const commitment::Goal& goal : run.stored.goals())
            text += (text.empty() ? (id ? " Sasaran: " : " Goals: ") : "; ") + goal_text(goal, language);
        if (!text.empty())
            text +=
                (id ? ", kapan pun sampai " : ", at any time to ") + run.month_text(run.last_month(), language) + ".";
        for (std::size_t k = 0; k < run.what_ifs().size(); ++k)
            text +=
                (k == 0 ? (id ? " Bagaimana jika: " : " What if: ") : "; ") + what_if_name(run.what_ifs()[k], language);
        return text + (run.what_ifs().empty() ? "" : "?");
    });
    return asked.id.empty() ? "" : "<span class=\"screen\">" + html(asked) + "</span>";
}

/// " · 3 rencana, …": behind the city's name.
std::string period(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    return " · " + std::to_string(run.plans()) + (id ? " rencana, " : noun(run.plans(), " plan, ", " plans, ")) +
           (run.first_month < run.last_month() ? run.month_text(run.first_month, language) + " – " : "") +
           run.month_text(run.last_month(), language);
}

} // namespace

Words few_text(std::uint32_t replicates)
{
    constexpr std::uint32_t enough = 20; // so that one in twenty lies beyond either limit
    if (replicates >= enough) return {"", ""};
    if (replicates == 1)
        return {" Hanya satu ulangan: satu jalan yang mungkin, tanpa rentang dan peluang; mintalah 200 ulangan.",
                " One replicate alone: one possible course, without ranges and chances; ask for 200 replicates."};
    const std::string count = std::to_string(replicates);
    return {" Hanya " + count + " ulangan: rentang 90 % dan peluang masih kasar; mintalah 200 ulangan.",
            " Only " + count + " replicates: 90% ranges and chances are rough; ask for 200 replicates."};
}

std::string strips_section(const ReportedRun& run)
{
    std::vector<double> costs;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) costs.push_back(mean_cost(run, plan));
    return plan_strips(run.inputs.plans, run.looks, costs, run.city);
}

std::string answer_section(const ReportedRun& run)
{
    return "<p class=\"note\">" + html({"Kota Layak Anak · ", "Child-friendly city · "}) +
           isolated_html(run.city.name) + html(both([&](Language language) { return period(run, language); })) +
           "</p>\n<h1>" + html(title_of(run)) + "</h1>\n<p class=\"asked\"><b>" +
           html({"Yang ditanyakan:", "What was asked:"}) + "</b> " +
           html((run.plans() > 1 ? Words{"sejauh mana tiap rencana", "how far does each plan"}
                                 : Words{"sejauh mana rencana ini", "how far does this plan"}) +
                Words{" membawa komitmen dari kertas ke tindakan, sampai ke kelurahan dan keluarga, "
                      "dan berapa biayanya?",
                      " take commitment from paper into action, down to kelurahan and families, and "
                      "what does it cost?"}) +
           asked_too(run) + "</p>\n" + three_sentences(run) + "<p class=\"proxy\">" +
           html({"Semua angka adalah hasil model. Indeks dan status “layak” adalah proksi, bukan skor resmi evaluasi "
                 "KLA.",
                 "All figures come from a model. The index and “layak” are proxies, not the official KLA score."}) +
           "<span class=\"screen\">" +
           html({" Ulangan: satu masa depan yang mungkin.", " A replicate: one possible future."}) + "</span>" +
           html(few_text(run.result.replicates)) + "</p>\n<div class=\"screen\">" + strips_section(run) + "</div>\n";
}

} // namespace layak
