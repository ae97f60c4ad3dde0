// Training decays: how many posts are trained, and by what they become so or cease to be.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;
namespace outcome = commitment::outcome;

/// Places of the what-ifs that concern training.
std::vector<std::size_t> what_ifs_of(const ReportedRun& run)
{
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < run.what_ifs().size(); ++k)
        if (run.what_ifs()[k].kind != commitment::WhatIf::Kind::standard_parameters) places.push_back(k);
    return places;
}

nlohmann::ordered_json range_of(const Band& band) { return {drawn(band.low), drawn(band.high)}; }

/// By the medians at the end, of the plans as they are.
Words share_title(const ReportedRun& run)
{
    const auto median = [&](std::uint32_t plan) { return run.band(outcome::trained, plan, run.last_month()).median; };
    std::uint32_t most = 0;
    for (std::uint32_t plan = 1; plan < run.plans(); ++plan)
        if (median(plan) > median(most)) most = plan;
    return both([&](Language language) {
        const bool id = language == Language::id;
        const std::string share =
            with_range(run, run.band(outcome::trained, most, run.last_month()), outcome::trained, language);
        if (run.plans() == 1)
            return (id ? "Jabatan terlatih pada " : "Posts trained in ") + run.month_text(run.last_month(), language) +
                   ": " + share;
        const std::string what = run.is_single()
                                     ? (id ? "jabatan terlatih" : "posts trained are")
                                     : (id ? "nilai tengah jabatan terlatih" : "the median of posts trained is");
        const auto as_many = [&](std::uint32_t plan) {
            return figure_text(median(plan), outcome::trained, language) ==
                   figure_text(median(most), outcome::trained, language);
        };
        std::vector<std::uint32_t> plans;
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            if (as_many(plan)) plans.push_back(plan);
        if (plans.size() == run.plans())
            return capital(what) + (id ? " sama dengan semua rencana: " : " the same with all plans: ") +
                   figure_text(median(most), outcome::trained, language);
        const std::string who = named(plans, run.all_names()).in(language);
        if (plans.size() > 1) return capital(what) + (id ? " paling tinggi dengan " : " highest with ") + who;
        return (id ? "Di antara rencana " : "Among the plans ") + what +
               (id ? " paling tinggi dengan " : " highest with ") + who + ": " + share;
    });
}

std::string share_figure(const ReportedRun& run, Charts& charts)
{
    nlohmann::ordered_json chart{{"kind", "trained"}};
    Figure figure;
    figure.id = "terlatih";
    figure.note =
        Words{"Bagian jabatan pemerintah yang terlatih KHA", "Share of the government's posts trained in the CRC"} +
        (run.is_single() ? Words{".", "."}
                         : Words{": nilai tengah; di ujung garis juga rentang 90 %.",
                                 ": medians; at the ends of the lines also 90% ranges."});
    figure.table = {{"Jabatan terlatih", "Trained posts"}, {{{"Bulan", "Month"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        nlohmann::ordered_json line = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month)
            line.push_back(drawn(run.band(outcome::trained, plan, month).median));
        chart["panels"].push_back(std::move(line));
        chart["ranges"].push_back(range_of(run.band(outcome::trained, plan, run.last_month())));
        figure.table.rows.front().push_back(run.name(plan));
    }
    const std::uint32_t leader = run.leader();
    const std::vector<std::size_t> otherwise = what_ifs_of(run);
    chart["plan"] = leader;
    for (const std::size_t what_if : otherwise) {
        nlohmann::ordered_json line = nlohmann::ordered_json::array();
        for (std::uint32_t month = 0; month < run.result.months; ++month)
            line.push_back(drawn(run.band(outcome::trained, leader, month, what_if).median));
        const Words what = both([&](Language l) { return what_if_name(run.what_ifs()[what_if], l); });
        const Words name = run.name(leader) + Words{", ", ", "} + what;
        chart["what_ifs"].push_back(
            {{"name", json_of(what)},
             {"line", std::move(line)},
             {"range", range_of(run.band(outcome::trained, leader, run.last_month(), what_if))}});
        figure.table.rows.front().push_back(name);
    }
    for (const std::uint32_t month : run.months_of_tables()) {
        auto& row = figure.table.rows.emplace_back();
        row.push_back(run.end_text(month));
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const Band& band = run.band(outcome::trained, plan, month);
            row.push_back(both([&](Language l) { return with_range(run, band, outcome::trained, l); }));
        }
        for (const std::size_t what_if : otherwise) {
            const Band& band = run.band(outcome::trained, leader, month, what_if);
            row.push_back(both([&](Language l) { return with_range(run, band, outcome::trained, l); }));
        }
    }
    figure.title = told(run, share_title(run));
    figure.table.caption = figure.title;
    return figure.html(std::move(chart), charts);
}

/// Whether anybody moves from post to post within the city.
bool posts_move(const ReportedRun& run)
{
    const commitment::Parameters& of = run.city.parameters;
    return of.rotation_head + of.rotation_official + of.rotation_technical > 0 && of.rotation_internal > 0;
}

/// Changes by cause and year, means over replicates.
std::string flows_figure(const ReportedRun& run, Charts& charts)
{
    if (run.result.trained_by.empty()) return "";
    const std::uint32_t leader = run.leader();
    static const Words causes[] = {{"pelatihan", "training"},
                                   {"sosialisasi", "sosialisasi"},
                                   {"rapat", "meetings"},
                                   {"keluar", "leaving"},
                                   {"lupa", "forgetting"}};
    static const Words moves{"mutasi", "moves"}; // what a post loses by one another gains
    const bool has_moves = posts_move(run) && !run.result.trained_moved.empty();
    nlohmann::ordered_json chart{{"kind", "flows"}, {"plan", leader}};
    for (const Words& cause : causes) chart["causes"].push_back(json_of(cause));
    Figure figure;
    figure.id = "arus-terlatih";
    figure.table.rows.push_back({{"Tahun", "Year"}});
    for (const Words& cause : causes) figure.table.rows.front().push_back(cause);
    if (has_moves) {
        figure.table.rows.front().push_back(Words{"berpindah ke jabatan lain (", "moved to another post ("} + moves +
                                            Words{")", ")"});
    }
    std::vector<TrainedChanges> last;
    double last_moved = 0;
    for (std::uint32_t month = run.first_month; month <= run.last_month();) {
        const int year = run.month(month).year();
        std::vector<TrainedChanges> each(run.result.replicates);
        TrainedChanges sums{};
        double moved = 0;
        for (; month <= run.last_month() && run.month(month).year() == year; ++month)
            for (std::uint32_t r = 0; r < run.result.replicates; ++r) {
                const std::size_t at = run.result.row(r, leader, month);
                for (std::size_t k = 0; k < sums.size(); ++k)
                    each[r][k] += static_cast<double>(run.result.trained_by[at * commitment::trained_by_count + k]);
                if (has_moves) moved += static_cast<double>(run.result.trained_moved[at]);
            }
        nlohmann::ordered_json row = nlohmann::ordered_json::array();
        auto& cells = figure.table.rows.emplace_back();
        cells.push_back({std::to_string(year), std::to_string(year)});
        for (const TrainedChanges& one : each)
            for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += one[k];
        for (double& sum : sums) {
            sum /= run.result.replicates;
            row.push_back(drawn(sum));
            cells.push_back(both([&](Language l) { return number(sum, 1, l); }));
        }
        if (has_moves) {
            moved /= run.result.replicates;
            cells.push_back(both([&](Language l) { return "±" + number(moved, 1, l); }));
            last_moved = moved;
        }
        last = std::move(each);
        chart["years"].push_back(year);
        chart["flows"].push_back(std::move(row));
    }
    int posts = 0;
    for (const commitment::Institution& of : run.city.institutions)
        if (commitment::is_government(of.kind)) posts += of.posts();
    const std::string last_year = std::to_string(run.month(run.last_month()).year());
    const WordOfCount word = [&](std::uint32_t count) -> std::optional<Words> {
        if (run.is_single()) return count == 1 ? std::optional(Words{"", ""}) : std::nullopt;
        const Certainty sure = certainty_of(run.judging().chance(count));
        return sure == Certainty::unclear ? std::nullopt : std::optional(words_for(sure) + Words{" ", " "});
    };
    figure.title = told(run, flows_title(last, word, {last_year, last_year}));
    figure.note = both([&](Language language) {
        const std::string many = number(posts, 0, language);
        const bool id = language == Language::id;
        return run.name(leader, language) +
               (id ? ": jabatan terlatih yang bertambah dan berkurang per tahun"
                   : ": trained posts gained and lost a year") +
               (run.is_single() ? ""
                : id            ? ", rata-rata"
                                : ", means") +
               (id ? "; dari " + many + " jabatan." : "; of " + many + " posts.");
    });
    if (has_moves)
        figure.remark = both([&](Language l) {
                            const std::string much = "±" + number(last_moved, 1, l);
                            return l == Language::id
                                       ? "Mutasi (" + much + " pada " + last_year + ", tidak digambar): sebanyak"
                                       : "Moves (" + much + " in " + last_year + ", not drawn): so many";
                        }) +
                        Words{"  itu jabatan setahun kehilangan orang terlatih ke jabatan lain, dan sebanyak "
                              "itu pula yang mendapatkannya. Untuk seluruh kota jumlahnya 0: mutasi tidak menghapus "
                              "pengetahuan, tetapi memindahkannya; yang pergi dari kota terhitung dalam “keluar”, dan "
                              "itu berhenti bila tidak ada mutasi.",
                              " posts a year lose a trained occupant to another post, and as many gain one "
                              "by it. For the city as a whole that is 0: moves do not wipe knowledge out, but take it "
                              "elsewhere; who goes from the city counts as “leaving”, which stops where nobody moves."};
    figure.table.caption = figure.title;
    return figure.html(std::move(chart), charts);
}

} // namespace

std::string what_if_name(const commitment::WhatIf& what_if, Language language)
{
    if (what_if.kind != commitment::WhatIf::Kind::training_ends) return name_of(what_if).in(language);
    const bool id = language == Language::id;
    const sim::Month last = *what_if.last;
    const std::string when = last.month_of_year() == 12 ? (id ? "akhir " : "the end of ") + std::to_string(last.year())
                                                        : month_name(last, language);
    return (id ? "pelatihan sampai " : "training until ") + when;
}

std::string training_section(const ReportedRun& run, Charts& charts)
{
    return heading("pelatihan", {"Pelatihan luruh", "Training decays"}) +
           paragraph({"Orang lupa, dan orang keluar. Yang terlatih hari ini hanya tetap terlatih bila dilatih lagi "
                      "atau bekerja dengan "
                      "pengetahuannya.",
                      "People forget, and people leave. Who is trained today stays so only by being trained again or "
                      "by working with that "
                      "knowledge."}) +
           "<div class=\"pair\">" + share_figure(run, charts) + flows_figure(run, charts) + "</div>\n";
}

} // namespace layak
