// The first screen: title, question, the answer in three sentences, and the plans.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "models/commitment/outcomes.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
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

/// "dengan parameter baku, ": for a title without how many differ.
std::string given_briefly(const ReportedRun& run, Language language)
{
    std::string text = given(run.inputs, run.judging().evidence, language);
    const std::size_t open = text.find(" ("), close = text.find(')');
    if (open != std::string::npos && close != std::string::npos) text.erase(open, close + 1 - open);
    return text;
}

/// Of a run: what is reached and within which range, as nobody compared.
std::string reached_title(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const std::string month = run.month_text(run.last_month(), language);
    const auto median = [&](std::uint32_t plan) { return run.band(main_outcome, plan, run.last_month()).median; };
    const auto middle = [&](std::uint32_t plan) { return figure_text(median(plan), main_outcome, language); };
    const auto range = [&](std::uint32_t plan) {
        return band_text(run.band(main_outcome, plan, run.last_month()), main_outcome, language);
    };
    const std::string sure = id ? "; dalam 90\u00a0% ulangan " : "; in 90% of the replicates ";
    const std::string given = given_briefly(run, language);
    if (run.plans() == 1)
        return capital(given) + run.name(0, language) +
               (id ? ": tindakan di kelurahan " : ": action in the kelurahan is ") + middle(0) +
               (id ? " dari\u00a01 pada " : " of\u00a01 in ") + month + sure + range(0);
    std::uint32_t least = 0, most = 0;
    for (std::uint32_t plan = 1; plan < run.plans(); ++plan) {
        if (median(plan) < median(least)) least = plan;
        if (median(plan) > median(most)) most = plan;
    }
    const std::string begin =
        capital(given + (id ? "tindakan di kelurahan pada " : "action in the kelurahan in ")) + month + " ";
    if (middle(least) == middle(most))
        return begin + (id ? "" : "is ") + middle(most) +
               (id ? " dari\u00a01 dengan semua rencana" : " of\u00a01 with all plans") + sure + range(most);
    return begin + (id ? "dari " : "runs from ") + middle(least) + " (" + run.name(least, language) +
           (id ? ") sampai " : ") to ") + middle(most) + " (" + run.name(most, language) +
           (id ? ") dari\u00a01" : ") of\u00a01") + sure + range(least) + (id ? " dan " : " and ") + range(most);
}

/// No stronger than the rule of words allows.
std::string compared_title(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const commitment::BestPlan& best = run.comparison->best;
    if (best.others.empty()) return run.conclusions->title.in(language);
    const Certainty sure = run.certainty_in(best);
    const std::string given = given_briefly(run, language);
    if (sure == Certainty::unclear)
        return capital(given + (id ? "belum jelas rencana mana yang terbaik" : "it is not clear which plan is best"));
    const bool several = best.leaders.size() > 1;
    const std::string rest = best.others.size() == 1
                                 ? run.name(best.others.front(), language)
                                 : in_words(best.others.size(), language) + (id ? " rencana lain" : " other plans");
    std::string text = capital(given + run.names(best.leaders, language));
    if (sure == Certainty::likely)
        text += id ? " tampaknya lebih baik daripada " : several ? " seem better than " : " seems better than ";
    else
        text += id ? " mengungguli " : several ? " do better than " : " does better than ";
    text += rest;
    if (is_size_small(run.judging().chance(best.matters)))
        text += id ? "; selisihnya kecil" : "; the difference is small";
    else if (is_size_open(best, run.result.replicates))
        text += id ? "; seberapa jauh, belum pasti" : "; by how much is uncertain";
    return text;
}

/// How surely a plan is better than all leaders in an outcome; `unclear` too where in the mean that does not matter.
Certainty ahead_of_leaders(const ReportedRun& run, std::uint32_t plan, const Headline& headline)
{
    const double sign = headline.less_is_better ? -1 : 1;
    const std::vector<double> own = run.values(headline.outcome, plan, run.last_month());
    std::vector<double> ahead(own.size(), std::numeric_limits<double>::infinity());
    for (const std::uint32_t leader : run.comparison->best.leaders) {
        const std::vector<double> of = run.values(headline.outcome, leader, run.last_month());
        for (std::size_t r = 0; r < own.size(); ++r) ahead[r] = std::min(ahead[r], sign * (own[r] - of[r]));
    }
    if (sim::moments(ahead).mean < commitment::what_matters(run.city, headline.outcome)) return Certainty::unclear;
    const auto pairs =
        static_cast<std::uint32_t>(std::count_if(ahead.begin(), ahead.end(), [](double of) { return of > 0; }));
    return certainty_of(run.judging().chance(pairs));
}

/// "Tindakan (A) kecamatan" as "tindakan kecamatan"
std::string in_a_sentence(std::string label)
{
    if (const std::size_t letter = label.find(" (A)"); letter != std::string::npos) label.erase(letter, 4);
    if (label.starts_with("Action, ")) label.replace(0, 8, "action in ");
    label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
    return label;
}

/// " Dari atas lebih baik dalam …; mungkin juga dalam …": where the best plan is not.
std::string others_better(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const auto& behind = run.comparison->leaders_behind_in;
    std::string text;
    for (const std::uint32_t plan : run.comparison->best.others) {
        std::vector<std::string> surely, likely;
        for (const Headline& headline : headlines_of(run.city)) {
            if (headline.outcome == main_outcome || std::count(behind.begin(), behind.end(), headline.outcome) == 0)
                continue;
            const Certainty sure = ahead_of_leaders(run, plan, headline);
            if (sure == Certainty::unclear) continue;
            (sure == Certainty::likely ? likely : surely).push_back(in_a_sentence(headline.label.in(language)));
        }
        if (!surely.empty())
            text += " " + run.name(plan, language) + (id ? " lebih baik dalam: " : " is better in: ") +
                    listed(surely, language) + ".";
        if (!likely.empty())
            text += " " + run.name(plan, language) + (id ? " mungkin lebih baik dalam: " : " is likely better in: ") +
                    listed(likely, language) + ".";
    }
    return text;
}

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
        return text + (id ? "belum dapat dibedakan: " + who + " tertinggi dalam " + counted + " (" + what + ")."
                          : "it cannot be told: " + who + " highest in " + counted + " (" + what + ").");
    text += who +
            (id ? " " + words_for(sure).id + " paling baik: "
                : (best.leaders.size() > 1 ? " are " : " is ") + words_for(sure).en + " best: ") +
            what + (id ? " paling tinggi dalam " : " is highest in ") + counted + ", " +
            number(best.matters, 0, language) +
            (id ? " dengan selisih yang berarti." : " of them by a difference that matters.");
    return text + others_better(run, language);
}

std::string which_plan(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    if (run.is_comparison) return best_sentence(run, language);
    std::string text;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        const Band band = run.band(main_outcome, plan, run.last_month());
        text += (plan > 0 ? "; " : "") + run.name(plan, language) + " " +
                figure_text(band.median, main_outcome, language) + " (" + band_text(band, main_outcome, language) + ")";
    }
    return (id ? "Komitmen dalam tindakan di kelurahan, 0 sampai 1, nilai tengah dan rentang 90 %: "
               : "Commitment in action in the kelurahan, 0 to 1, median and 90% range: ") +
           text + ".";
}

/// What the plan that the answer is about costs, and how that stands to the others' costs: in all where plans do not
/// have the same months.
std::string cost_sentence(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
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
    const std::uint32_t leader = run.leader();
    const Band band = run.band(main_outcome, leader, run.last_month());
    const auto layak = run.values(commitment::outcome::layak_kelurahan, leader, run.last_month());
    const auto kelurahan = static_cast<double>(run.city.count(commitment::Kind::kelurahan));
    const auto half = static_cast<std::size_t>(
        std::count_if(layak.begin(), layak.end(), [&](double of) { return 2 * of >= kelurahan; }));
    std::string text = (id ? "Besarnya: nilai tengah " : "The size: the median of ") + run.name(leader, language) +
                       (id ? " " : " is ") + figure_text(band.median, main_outcome, language) +
                       (id ? " dari 1, rentang 90 % " : " of 1, the 90% range ") +
                       band_text(band, main_outcome, language) +
                       (id ? "; peluang separuh kelurahan menjadi layak anak "
                           : "; the chance that half of the kelurahan are layak is ") +
                       shown_hits_within(half, run.result.replicates,
                                         run.judging().chance(static_cast<std::uint32_t>(half)), language) +
                       ".";
    if (!run.covers_parameters())
        text += id ? " Itu memuat kebetulan saja: apa yang dibiarkan terbuka oleh parameter jauh lebih lebar."
                   : " That covers chance alone: what the parameters leave open is much wider.";
    return text;
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
           column({"3. Apa yang belum pasti?", "3. What is uncertain?"}, open_sentence) + "</div>\n";
}

std::string period(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    return run.city.name + " · " + std::to_string(run.plans()) +
           (id ? " rencana, " : noun(run.plans(), " plan, ", " plans, ")) +
           (run.first_month < run.last_month() ? run.month_text(run.first_month, language) + " – " : "") +
           run.month_text(run.last_month(), language);
}

} // namespace

Words few_text(std::uint32_t replicates)
{
    constexpr std::uint32_t enough = 20; // so that one in twenty lies beyond either limit
    if (replicates >= enough) return {"", ""};
    const std::string count = std::to_string(replicates);
    return {" Hanya " + count +
                " ulangan: rentang 90 % dan peluang masih kasar; jalankan lagi dengan --replicates 200.",
            " Only " + count + " replicates: 90% ranges and chances are rough; run it again with --replicates 200."};
}

Words title_of(const ReportedRun& run)
{
    if (run.is_comparison) return both([&](Language language) { return compared_title(run, language); });
    return both([&](Language language) { return reached_title(run, language); });
}

std::string strips_section(const ReportedRun& run)
{
    std::vector<double> costs;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) costs.push_back(mean_cost(run, plan));
    return plan_strips(run.inputs.plans, run.looks, costs, run.city);
}

std::string answer_section(const ReportedRun& run)
{
    return "<p class=\"note\">" + html(both([&](Language language) {
               return (language == Language::id ? "Kota Layak Anak · " : "Child-friendly city · ") +
                      period(run, language);
           })) +
           "</p>\n<h1>" + html(title_of(run)) + "</h1>\n<p class=\"asked\"><b>" +
           html({"Yang ditanyakan:", "What was asked:"}) + "</b> " +
           html((run.plans() > 1 ? Words{"sejauh mana tiap rencana", "how far does each plan"}
                                 : Words{"sejauh mana rencana ini", "how far does this plan"}) +
                Words{" membawa komitmen dari kertas ke tindakan, sampai ke kelurahan dan keluarga, "
                      "dan berapa biayanya?",
                      " take commitment from paper into action, down to kelurahan and families, and "
                      "what does it cost?"}) +
           "</p>\n" + three_sentences(run) + "<p class=\"proxy\">" +
           html({"Semua angka adalah hasil model. Indeks dan status “layak” adalah proksi, bukan skor resmi evaluasi "
                 "KLA.",
                 "All figures come from a model. The index and “layak” are proxies, not the official KLA score."}) +
           html(few_text(run.result.replicates)) + "</p>\n<div class=\"screen\">" + strips_section(run) + "</div>\n";
}

} // namespace layak
