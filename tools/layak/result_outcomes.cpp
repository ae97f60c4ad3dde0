// Of a result: the city's and its kecamatan's outcomes and accounts, by replicate and month.

#include "models/commitment/outcomes.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/result_writer.hpp"

namespace layak {

using commitment::DistrictOutcome;
using commitment::ExperimentResult;
using sim::Type;
using sim::Words;

namespace {

std::vector<std::int32_t> whole(std::span<const float> numbers) { return {numbers.begin(), numbers.end()}; }

/// [replicate][plan][what-if][month] what `value` gives for the row.
template <class Number, class Value>
std::vector<Number> by_what_if(const ExperimentResult& result, Value value)
{
    std::vector<Number> values;
    for (std::uint32_t r = 0; r < result.replicates; ++r)
        for (std::uint32_t plan = 0; plan < result.plans; ++plan)
            for (std::size_t what_if = 0; what_if < result.what_if_cost.size(); ++what_if)
                for (std::uint32_t month = 0; month < result.months; ++month)
                    values.push_back(value(what_if, result.row(r, plan, month)));
    return values;
}

} // namespace

void ResultWriter::outcomes()
{
    const auto table = commitment::outcome_table();
    for (std::uint32_t k = 0; k < table.size(); ++k) {
        const bool count = table[k].measure == commitment::Measure::count;
        sim::Variable variable{.name = variable_name(table[k].name),
                               .type = count ? Type::int32 : Type::float32,
                               .dimensions = {"replicate", "plan", "time"},
                               .attributes = {{"long_name", table[k].meaning.en},
                                              {"long_name_id", table[k].meaning.id},
                                              {"units", "1"},
                                              {"cell_methods", "time: point"}}};
        const auto values = [k](const ExperimentResult& result) {
            return std::span(result.outcomes).subspan(k * result.rows(), result.rows());
        };
        if (count)
            put_by_replicate(std::move(variable),
                             [values](const ExperimentResult& result) { return whole(values(result)); });
        else
            put_by_replicate(std::move(variable), values);
    }
}

void ResultWriter::districts()
{
    static const Words meanings[] = {
        {"rata-rata komitmen dalam tindakan (A) kelurahannya", "mean commitment in action (A) of its kelurahan"},
        {"kelurahannya yang punya PATBM", "its kelurahan with a PATBM"},
        {"kelurahannya yang layak", "its kelurahan that are layak"},
        {"bagian keluarganya yang terlibat", "share of its families involved"}};
    const std::size_t count = commitment::district_outcome_names.size();
    for (std::size_t k = 0; k < count; ++k) {
        const bool counted = k == static_cast<std::size_t>(DistrictOutcome::formal) ||
                             k == static_cast<std::size_t>(DistrictOutcome::layak);
        sim::Variable variable{.name = "kecamatan_" + std::string(commitment::district_outcome_names[k]),
                               .type = counted ? Type::int32 : Type::float32,
                               .dimensions = {"replicate", "plan", "time", "kecamatan"},
                               .attributes = {{"long_name", meanings[k].en},
                                              {"long_name_id", meanings[k].id},
                                              {"units", "1"},
                                              {"cell_methods", "time: point"}}};
        const auto values = [k](const ExperimentResult& result) {
            const std::size_t numbers = result.rows() * result.kecamatan;
            return std::span(result.districts).subspan(k * numbers, numbers);
        };
        if (counted)
            put_by_replicate(std::move(variable),
                             [values](const ExperimentResult& result) { return whole(values(result)); });
        else
            put_by_replicate(std::move(variable), values);
    }
}

void ResultWriter::accounts()
{
    const std::vector<std::string> dimensions = {"replicate", "plan", "time", "lever"};
    put_by_replicate(sim::Variable{.name = "cost",
                                   .dimensions = dimensions,
                                   .attributes = {{"long_name", "spent in the month"},
                                                  {"long_name_id", "dibelanjakan dalam bulan itu"},
                                                  {"units", "rupiah"},
                                                  {"cell_methods", "time: sum"}}},
                     [](const ExperimentResult& result) { return std::span(result.cost); });
    put_by_replicate(
        sim::Variable{.name = "undelivered",
                      .dimensions = dimensions,
                      .attributes = {{"long_name", "what the budget could not pay, in the lever's unit"},
                                     {"long_name_id", "yang tidak terbayar anggaran, dalam satuan intervensinya"},
                                     {"comment", "no units attribute, since they differ by lever: see lever_unit"},
                                     {"cell_methods", "time: sum"}}},
        [](const ExperimentResult& result) { return std::span(result.undelivered); });
    put_by_replicate(
        sim::Variable{
            .name = "lapsed",
            .type = Type::int32,
            .dimensions = dimensions,
            .attributes = {{"long_name", "1 in months in which one of the kind was not in force for want of its cost"},
                           {"long_name_id",
                            "1 pada bulan ketika satu dari jenis itu tidak berlaku karena biayanya kurang"},
                           {"units", "1"},
                           {"cell_methods", "time: sum"}}},
        [](const ExperimentResult& result) { return whole(result.lapsed); });
    put_by_replicate(sim::Variable{.name = "cost_all",
                                   .dimensions = {"replicate", "plan", "time"},
                                   .attributes = {{"long_name", "spent in the month on all"},
                                                  {"long_name_id", "dibelanjakan dalam bulan itu untuk semua"},
                                                  {"units", "rupiah"},
                                                  {"cell_methods", "time: sum"}}},
                     [](const ExperimentResult& result) {
                         std::vector<double> all(result.rows());
                         for (std::size_t row = 0; row < all.size(); ++row) all[row] = result.cost_in(row);
                         return all;
                     });
}

void ResultWriter::trained_by()
{
    put_by_replicate(
        sim::Variable{
            .name = "trained_by",
            .type = Type::int32,
            .dimensions = {"replicate", "plan", "time", "cause"},
            .attributes = {{"long_name", "government posts that became trained in the month, less those that "
                                         "ceased to be"},
                           {"long_name_id", "jabatan pemerintah yang menjadi terlatih dalam bulan itu, dikurangi "
                                            "yang tidak lagi"},
                           {"units", "1"},
                           {"cell_methods", "time: sum"}}},
        [](const ExperimentResult& result) { return whole(result.trained_by); });
    put_by_replicate(
        sim::Variable{.name = "trained_moved",
                      .type = Type::int32,
                      .dimensions = {"replicate", "plan", "time"},
                      .attributes = {{"long_name", "government posts that lost a trained occupant in the month to "
                                                   "another post, which became trained by it"},
                                     {"long_name_id", "jabatan pemerintah yang dalam bulan itu kehilangan orang "
                                                      "terlatih ke jabatan lain, yang menjadi terlatih karenanya"},
                                     {"units", "1"},
                                     {"cell_methods", "time: sum"}}},
        [](const ExperimentResult& result) { return whole(result.trained_moved); });
}

void ResultWriter::what_ifs()
{
    if (options_.what_ifs.empty()) return;
    file_.dimension("what_if", options_.what_ifs.size());
    std::vector<std::string> names;
    for (const commitment::WhatIf& what_if : options_.what_ifs) names.push_back(what_if.text);
    put_texts("what_if", "what_if", "what is otherwise than in the plan", names);
    const std::vector<std::string> dimensions = {"replicate", "plan", "what_if", "time"};
    const auto table = commitment::outcome_table();
    for (std::uint32_t k = 0; k < table.size(); ++k)
        put_by_replicate(sim::Variable{.name = "what_if_" + variable_name(table[k].name),
                                       .type = Type::float32,
                                       .dimensions = dimensions,
                                       .attributes = {{"long_name", table[k].meaning.en},
                                                      {"long_name_id", table[k].meaning.id},
                                                      {"units", "1"},
                                                      {"cell_methods", "time: point"}}},
                         [k](const ExperimentResult& result) {
                             return by_what_if<float>(result, [&](std::size_t what_if, std::size_t row) {
                                 return result.what_if_outcomes[what_if][k * result.rows() + row];
                             });
                         });
    put_by_replicate(sim::Variable{.name = "what_if_cost_all",
                                   .dimensions = dimensions,
                                   .attributes = {{"long_name", "spent in the month on all"},
                                                  {"long_name_id", "dibelanjakan dalam bulan itu untuk semua"},
                                                  {"units", "rupiah"},
                                                  {"cell_methods", "time: sum"}}},
                     [](const ExperimentResult& result) {
                         return by_what_if<double>(result, [&](std::size_t what_if, std::size_t row) {
                             return result.what_if_cost[what_if][row];
                         });
                     });
}

void ResultWriter::goals()
{
    if (goals_.empty()) return;
    file_.dimension("goal", goals_.size());
    std::vector<std::string> texts;
    for (const commitment::Goal& goal : goals_) texts.push_back(goal.text);
    put_texts("goal", "goal", "what was to be reached", texts);
    put_by_replicate(sim::Variable{.name = "goal_outcome",
                                   .dimensions = {"replicate", "plan", "time", "goal"},
                                   .attributes = {{"long_name", "the outcome that the goal is about"},
                                                  {"long_name_id", "keluaran yang disebut sasaran itu"},
                                                  {"comment", "no units attribute, since they differ by goal"},
                                                  {"cell_methods", "time: point"}}},
                     [](const ExperimentResult& result) { return std::span(result.kept); });
}

} // namespace layak
