#include <algorithm>
#include <cmath>

#include "tools/layak/exports/sweep_sheets.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/report/sweep_answer.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using sim::Words;

constexpr std::uint16_t cells_of_question = 3, cells_of_text = 14; ///< of usual width: as wide as two charts

/// A text under another, broken where its cells end.
void paragraph(Sheet& to, std::uint16_t cells, const std::string& text, Look look)
{
    constexpr double characters = 8; // of a cell, when words do not fill a line
    to.lines(std::max(1, static_cast<int>(std::ceil(static_cast<double>(width(text)) / (characters * cells)))));
    to.text_over(cells, text, look);
}

} // namespace

void write_sweep_summary(Sheet& to, const SweepExport& of, const SweepFindings& found)
{
    const SweepAnswer answer = answer_of(found.view);
    to.for_paper(1);
    to.text(of.sweep.city_name(), Look::title);
    to.end_row();
    to.text(of.word(answer.extent), Look::note);
    to.end_row();
    paragraph(to, cells_of_question + cells_of_text, of.word(answer.title) + ".", Look::wrapped_head);
    to.end_row();
    to.end_row();
    const auto row = [&](const Words& question, const Words& text) {
        to.text_over(cells_of_question, of.word(question), Look::wrapped_head);
        paragraph(to, cells_of_text, capital(of.word(text)), Look::wrapped);
        to.end_row();
    };
    row({"Yang ditanyakan", "What was asked"}, answer.asked);
    for (const SweepAnswer::Part& part : answer.parts) row(part.question, part.text);
    for (std::size_t goal = 0; goal < answer.goals.size(); ++goal)
        row(goal == 0 ? Words{"Sasaran satu per satu", "Goals one by one"} : Words{"", ""}, answer.goals[goal]);
    to.end_row();
    to.text(of.word({"Indeks kelembagaan adalah proksi, bukan nilai resmi KLA.",
                     "The institutional index is a proxy, not the official KLA score."}),
            Look::note);
    to.end_row();
    const Words medians = Words{"Grafik: nilai tengah ulangan tiap baris rancangan, ",
                                "Charts: median of the replicates of each row of the design, "} +
                          found.view.month();
    Words charts = medians + Words{".", "."};
    if (charts_of(found) == SweepCharts::curves)
        if (const Words others = found.view.combination(found.view.usual_combination()); !others.id.empty())
            charts = medians + Words{" (", " ("} + others + Words{").", ")."};
    if (charts_of(found) == SweepCharts::strengths)
        charts = Words{"Grafik: faktor mana yang menentukan, tiap keluaran, ",
                       "Charts: which factors matter, by outcome, "} +
                 found.view.month() +
                 Words{"; selangnya ada di lembar Yang menentukan.", "; intervals are in the sheet What matters."};
    to.text(of.word(charts), Look::note);
    to.end_row();
    to.end_row();
}

} // namespace layak
