// The title of a page: the finding, no stronger than the rule of words allows.

#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/verdict.hpp"

namespace layak {
namespace {

using commitment::main_outcome;
using sim::Language;
using sim::Words;

/// "dengan parameter baku, ": for a title without how many differ.
std::string given_briefly(const ReportedRun& run, Language language)
{
    std::string text = given(run.inputs, run.judging().evidence, language);
    const std::size_t open = text.find(" ("), close = text.find(')');
    if (open != std::string::npos && close != std::string::npos) text.erase(open, close + 1 - open);
    return text;
}

/// The plans with the lowest middle of action in the kelurahan, and with the highest.
std::pair<std::uint32_t, std::uint32_t> lowest_and_highest(const ReportedRun& run)
{
    const auto median = [&](std::uint32_t plan) { return run.band(main_outcome, plan, run.last_month()).median; };
    std::uint32_t least = 0, most = 0;
    for (std::uint32_t plan = 1; plan < run.plans(); ++plan) {
        if (median(plan) < median(least)) least = plan;
        if (median(plan) > median(most)) most = plan;
    }
    return {least, most};
}

/// Of one replicate: what is reached in it.
std::string one_course_title(const ReportedRun& run, Language language)
{
    const bool id = language == Language::id;
    const auto figure = [&](std::uint32_t plan) {
        return figure_text(run.band(main_outcome, plan, run.last_month()).median, main_outcome, language);
    };
    const std::string month = run.month_text(run.last_month(), language);
    const std::string begin = id ? "Satu jalan yang mungkin" : "One possible course";
    if (run.plans() == 1)
        return begin + (id ? " dengan " : " with ") + run.name(0, language) +
               (id ? ": tindakan di kelurahan " : ": action in the kelurahan is ") + figure(0) +
               (id ? " dari\u00a01 pada " : " of\u00a01 in ") + month;
    const auto [least, most] = lowest_and_highest(run);
    return begin + (id ? ": tindakan di kelurahan pada " : ": action in the kelurahan in ") + month +
           (id ? " dari " : " runs from ") + figure(least) + " (" + run.name(least, language) +
           (id ? ") sampai " : ") to ") + figure(most) + " (" + run.name(most, language) +
           (id ? ") dari\u00a01" : ") of\u00a01");
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
    if (run.is_single()) return one_course_title(run, language);
    if (run.plans() == 1)
        return capital(given) + run.name(0, language) +
               (id ? ": tindakan di kelurahan " : ": action in the kelurahan is ") + middle(0) +
               (id ? " dari\u00a01 pada " : " of\u00a01 in ") + month + sure + range(0);
    const auto [least, most] = lowest_and_highest(run);
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
    text += rest + (id ? " dalam tindakan di kelurahan" : " in action in the kelurahan");
    const std::string lead =
        words_for_lead(best.matters, run.result.replicates, run.judging().chance(best.matters)).in(language);
    if (!lead.empty()) text += " (" + lead + ")";
    if (outcomes_behind(Speech{run.inputs, *run.comparison, language}) > 0)
        text += id ? ", tetapi tidak dalam semua hal" : ", but not in everything";
    return text;
}

} // namespace

Words title_of(const ReportedRun& run)
{
    if (run.is_comparison) return both([&](Language language) { return compared_title(run, language); });
    return both([&](Language language) { return reached_title(run, language); });
}

} // namespace layak
