#include "tools/layak/result_file.hpp"

#include <algorithm>
#include <fstream>
#include <span>

#include "models/commitment/outcomes.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/output_file.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

using commitment::City;
using commitment::DistrictOutcome;
using commitment::ExperimentResult;
using commitment::Institution;
using commitment::Kind;
using sim::Type;
using sim::Words;

/// Writes one result; a member function a part of the layout.
class ResultFile
{
  public:
    ResultFile(const std::filesystem::path& path, const Inputs& inputs, const ExperimentResult& result,
               const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals)
        : file_(path), inputs_(inputs), city_(inputs.city), result_(result), options_(options), goals_(goals)
    {
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i)
            if (city_.institutions[i].kind == Kind::kecamatan) kecamatan_.push_back(i);
    }

    std::string write(bool force)
    {
        describe();
        coordinates();
        institutions();
        summaries();
        differences();
        outcomes();
        districts();
        accounts();
        trained_by();
        what_ifs();
        goals();
        raw();
        write_provenance(file_, inputs_, inputs_as_json(inputs_, options_, goals_));
        const std::string digest = file_.content_digest();
        file_.commit(force);
        return digest;
    }

  private:
    void describe()
    {
        file_.attribute("Conventions", "CF-1.8");
        file_.attribute("title", "Layak: institutional commitment in " + city_.name);
        file_.attribute("source", "Layak " + version());
        file_.attribute("comment",
                        std::string("The institutional index is a proxy of the institutional part of the KLA "
                                    "evaluation, never the official score. Statistics are over replicates ") +
                            (inputs_.sets ? "with a parameter set each: they cover chance and what the "
                                            "parameter sets leave open."
                                          : "of one set of parameters: they cover chance alone, not what "
                                            "the parameters leave open."));
        file_.attribute("layout", "layak-run-1");
        file_.attribute("city", city_.id);
        file_.attribute("city_name", city_.name);
        file_.attribute("seed", std::to_string(options_.seed));
        if (options_.baseline) file_.attribute("baseline", inputs_.plans[*options_.baseline].id);
        file_.attribute("inputs_sha256", digest_of(inputs_));
    }

    template <class Number>
    void put(sim::Variable variable, const std::vector<Number>& values)
    {
        if (stop_requested) throw sim::Interrupted();
        const std::string name = variable.name;
        file_.variable(std::move(variable));
        file_.write(name, std::span<const Number>(values));
    }

    void put_texts(std::string name, std::string dimension, std::string long_name,
                   const std::vector<std::string>& values)
    {
        put(sim::Variable{.name = std::move(name),
                          .type = Type::text,
                          .dimensions = {std::move(dimension)},
                          .attributes = {{"long_name", std::move(long_name)}}},
            values);
    }

    void coordinates()
    {
        file_.dimension("replicate", result_.replicates, true);
        file_.dimension("plan", result_.plans);
        file_.time(city_.start, result_.months);
        file_.dimension("institution", result_.institutions);
        file_.dimension("kecamatan", kecamatan_.size());
        file_.dimension("quantile", commitment::quantile_levels.size());
        file_.dimension("lever", result_.levers.size());
        file_.dimension("cause", commitment::trained_by_count);

        std::vector<std::int32_t> replicates(result_.replicates);
        for (std::size_t r = 0; r < replicates.size(); ++r) replicates[r] = static_cast<std::int32_t>(r);
        put(sim::Variable{.name = "replicate",
                          .type = Type::int32,
                          .dimensions = {"replicate"},
                          .attributes = {{"standard_name", "realization"}, {"units", "1"}}},
            replicates);
        if (inputs_.sets) {
            std::vector<std::int32_t> sets;
            for (std::uint32_t r = 0; r < result_.replicates; ++r)
                sets.push_back(static_cast<std::int32_t>(inputs_.sets->of(r)));
            put(sim::Variable{.name = "parameter_set",
                              .type = Type::int32,
                              .dimensions = {"replicate"},
                              .attributes = {{"long_name", "row of the parameter table, from 0"}, {"units", "1"}}},
                sets);
        }
        std::vector<std::string> ids, names, names_id;
        for (const commitment::Plan& plan : inputs_.plans)
            ids.push_back(plan.id), names.push_back(plan.name), names_id.push_back(plan.name_id);
        put_texts("plan", "plan", "plan", ids);
        put_texts("plan_name", "plan", "name of the plan in English", names);
        put_texts("plan_name_id", "plan", "name of the plan in Indonesian", names_id);
        std::vector<std::string> kecamatan, kecamatan_names;
        for (const std::uint32_t i : kecamatan_)
            kecamatan.push_back(city_.institutions[i].id), kecamatan_names.push_back(city_.institutions[i].name);
        put_texts("kecamatan", "kecamatan", "kecamatan (district)", kecamatan);
        put_texts("kecamatan_name", "kecamatan", "name of the kecamatan", kecamatan_names);
        put(sim::Variable{.name = "quantile",
                          .dimensions = {"quantile"},
                          .attributes = {{"long_name", "level of the quantile over replicates"}, {"units", "1"}}},
            std::vector<double>(commitment::quantile_levels.begin(), commitment::quantile_levels.end()));
        std::vector<std::string> levers;
        for (const commitment::Lever lever : result_.levers) levers.emplace_back(info(lever).name);
        put_texts("lever", "lever", "kind of intervention", levers);
        std::vector<std::string> units;
        for (const commitment::Lever lever : result_.levers)
            units.push_back(lever == commitment::Lever::funding ? "rupiah" : info(lever).unit.en);
        put_texts("cause", "cause", "process by which posts become trained or cease to be",
                  {commitment::trained_by_names.begin(), commitment::trained_by_names.end()});
        put_texts("lever_unit", "lever", "unit in which it is bought; empty where it has none", units);
    }

    void institutions()
    {
        std::vector<std::string> ids, names, kinds, parents, roles, codes;
        std::vector<std::uint8_t> task_force;
        std::vector<std::int32_t> families, posts;
        std::vector<double> longitude, latitude;
        constexpr double missing = std::numeric_limits<double>::quiet_NaN();
        for (const Institution& i : city_.institutions) {
            ids.push_back(i.id);
            names.push_back(i.name);
            kinds.emplace_back(name_of(i.kind));
            parents.push_back(i.parent ? city_.at(*i.parent).id : "");
            roles.emplace_back(name_of(i.role));
            codes.push_back(i.code);
            task_force.push_back(i.task_force);
            families.push_back(i.families);
            posts.push_back(i.posts());
            longitude.push_back(i.longitude.value_or(missing));
            latitude.push_back(i.latitude.value_or(missing));
        }
        const auto about = [&](const char* name, Type type, const char* long_name, const char* units) {
            sim::Variable variable{
                .name = name, .type = type, .dimensions = {"institution"}, .attributes = {{"long_name", long_name}}};
            if (*units != '\0') variable.attributes.push_back({"units", units});
            return variable;
        };
        put_texts("institution", "institution", "id of the institution", ids);
        put_texts("institution_name", "institution", "name", names);
        put_texts("kind", "institution", "kind: city, opd, kecamatan, kelurahan, community, business, lpa, forum_anak",
                  kinds);
        put_texts("parent", "institution", "id of the institution above", parents);
        put_texts("role", "institution", "role of an opd", roles);
        put_texts("code", "institution", "administrative code", codes);
        put(about("task_force", Type::uint8, "1: an opd of the city's task force", "1"), task_force);
        put(about("families", Type::int32, "families of a community", "1"), families);
        put(about("posts", Type::int32, "posts", "1"), posts);
        sim::Variable lon = about("lon", Type::float64, "longitude", "degrees_east");
        lon.attributes.push_back({"standard_name", "longitude"});
        put(std::move(lon), longitude);
        sim::Variable lat = about("lat", Type::float64, "latitude", "degrees_north");
        lat.attributes.push_back({"standard_name", "latitude"});
        put(std::move(lat), latitude);
    }

    /// By institution and month, over replicates.
    void summaries()
    {
        static const Words meanings[] = {{"komitmen dalam tindakan (A)", "commitment in action (A)"},
                                         {"doktrin (D)", "doctrine (D)"},
                                         {"kapasitas (K)", "capacity (K)"},
                                         {"program yang berjalan (P)", "programme carried out (P)"},
                                         {"komitmen tertulis (W)", "commitment in writing (W)"},
                                         {"kecukupan sumber daya (R)", "adequacy of resources (R)"}};
        for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
            const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
            const auto& summary = result_.summary[f];
            const auto statistic = [&](const char* suffix, const Words& of, std::vector<std::string> dimensions,
                                       const char* method, const std::vector<float>& values) {
                const Words long_name = meanings[f] + Words{", ", ", "} + of;
                put(sim::Variable{.name = name + suffix,
                                  .type = Type::float32,
                                  .dimensions = std::move(dimensions),
                                  .attributes = {{"long_name", long_name.en},
                                                 {"long_name_id", long_name.id},
                                                 {"units", "1"},
                                                 {"cell_methods", method},
                                                 {"coordinates", "lon lat code institution_name kind"}}},
                    values);
            };
            statistic("_mean", {"rata-rata ulangan", "mean over replicates"}, {"plan", "time", "institution"},
                      "time: point realization: mean", summary.mean);
            statistic("_sd", {"simpangan baku antarulangan", "standard deviation over replicates"},
                      {"plan", "time", "institution"}, "time: point realization: standard_deviation", summary.sd);
            statistic("_quantile", {"kuantil antarulangan", "quantile over replicates"},
                      {"plan", "quantile", "time", "institution"}, "time: point", summary.quantile);
        }
    }

    /// Of the plans from the baseline, by institution and month, over pairs of replicates.
    void differences()
    {
        if (!options_.baseline) return;
        for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
            const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
            const auto& difference = result_.difference[f];
            const auto statistic = [&](const char* suffix, const Words& of, const std::vector<float>& values) {
                put(sim::Variable{.name = name + suffix,
                                  .type = Type::float32,
                                  .dimensions = {"plan", "time", "institution"},
                                  .attributes = {{"long_name", name + ", " + of.en},
                                                 {"long_name_id", name + ", " + of.id},
                                                 {"units", "1"},
                                                 {"cell_methods", "time: point"},
                                                 {"coordinates", "lon lat code institution_name kind"}}},
                    values);
            };
            statistic("_difference_mean",
                      {"rata-rata selisih dari rencana pembanding pada ulangan yang sama",
                       "mean of the difference from the baseline in the same replicate"},
                      difference.mean);
            statistic("_difference_sd", {"simpangan baku selisih itu", "standard deviation of that difference"},
                      difference.sd);
            statistic("_ahead",
                      {"bagian ulangan yang lebih tinggi dari rencana pembanding",
                       "share of replicates in which it is above the baseline"},
                      difference.ahead);
            statistic("_behind",
                      {"bagian ulangan yang lebih rendah dari rencana pembanding",
                       "share of replicates in which it is below the baseline"},
                      difference.behind);
        }
    }

    template <class Number, class Value>
    std::vector<Number> by_replicate(Value value) const
    {
        std::vector<Number> values;
        values.reserve(std::size_t{result_.replicates} * result_.plans * result_.months);
        const std::size_t rows = std::size_t{result_.replicates} * result_.plans * result_.months;
        for (std::size_t row = 0; row < rows; ++row) values.push_back(static_cast<Number>(value(row)));
        return values;
    }

    /// The city's outcomes by replicate and month.
    void outcomes()
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
            const auto value = [&](std::size_t row) { return result_.outcomes[row * commitment::outcome::count + k]; };
            if (count)
                put(std::move(variable), by_replicate<std::int32_t>(value));
            else
                put(std::move(variable), by_replicate<float>(value));
        }
    }

    /// Every `stride`th number, from the `first` on.
    template <class Number>
    static std::vector<Number> every_from(const std::vector<float>& all, std::size_t first, std::size_t stride)
    {
        std::vector<Number> values;
        values.reserve(all.size() / stride);
        for (std::size_t at = first; at < all.size(); at += stride) values.push_back(static_cast<Number>(all[at]));
        return values;
    }

    /// The same of each kecamatan, over its kelurahan.
    void districts()
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
            if (counted)
                put(std::move(variable), every_from<std::int32_t>(result_.districts, k, count));
            else
                put(std::move(variable), every_from<float>(result_.districts, k, count));
        }
    }

    void accounts()
    {
        const std::vector<std::string> dimensions = {"replicate", "plan", "time", "lever"};
        put(sim::Variable{.name = "cost",
                          .dimensions = dimensions,
                          .attributes = {{"long_name", "spent in the month"},
                                         {"long_name_id", "dibelanjakan dalam bulan itu"},
                                         {"units", "rupiah"},
                                         {"cell_methods", "time: sum"}}},
            result_.cost);
        put(sim::Variable{.name = "undelivered",
                          .dimensions = dimensions,
                          .attributes = {{"long_name", "what the budget could not pay, in the lever's unit"},
                                         {"long_name_id", "yang tidak terbayar anggaran, dalam satuan intervensinya"},
                                         {"comment", "no units attribute, since they differ by lever: see lever_unit"},
                                         {"cell_methods", "time: sum"}}},
            result_.undelivered);
        put(
            sim::Variable{
                .name = "lapsed",
                .type = Type::int32,
                .dimensions = dimensions,
                .attributes = {{"long_name",
                                "1 in months in which one of the kind was not in force for want of its cost"},
                               {"long_name_id",
                                "1 pada bulan ketika satu dari jenis itu tidak berlaku karena biayanya kurang"},
                               {"units", "1"},
                               {"cell_methods", "time: sum"}}},
            std::vector<std::int32_t>(result_.lapsed.begin(), result_.lapsed.end()));
        put(sim::Variable{.name = "cost_all",
                          .dimensions = {"replicate", "plan", "time"},
                          .attributes = {{"long_name", "spent in the month on all"},
                                         {"long_name_id", "dibelanjakan dalam bulan itu untuk semua"},
                                         {"units", "rupiah"},
                                         {"cell_methods", "time: sum"}}},
            by_replicate<double>([&](std::size_t row) { return result_.cost_in(row); }));
    }

    /// The city's outcomes and costs of each plan with one thing otherwise.
    void what_ifs()
    {
        if (options_.what_ifs.empty()) return;
        file_.dimension("what_if", options_.what_ifs.size());
        std::vector<std::string> names;
        for (const commitment::WhatIf& what_if : options_.what_ifs) names.push_back(what_if.text);
        put_texts("what_if", "what_if", "what is otherwise than in the plan", names);
        const std::vector<std::string> dimensions = {"replicate", "plan", "what_if", "time"};
        const auto table = commitment::outcome_table();
        for (std::uint32_t k = 0; k < table.size(); ++k)
            put(sim::Variable{.name = "what_if_" + variable_name(table[k].name),
                              .type = Type::float32,
                              .dimensions = dimensions,
                              .attributes = {{"long_name", table[k].meaning.en},
                                             {"long_name_id", table[k].meaning.id},
                                             {"units", "1"},
                                             {"cell_methods", "time: point"}}},
                by_what_if<float>([&](std::size_t what_if, std::size_t row) {
                    return result_.what_if_outcomes[what_if][row * commitment::outcome::count + k];
                }));
        put(sim::Variable{.name = "what_if_cost_all",
                          .dimensions = dimensions,
                          .attributes = {{"long_name", "spent in the month on all"},
                                         {"long_name_id", "dibelanjakan dalam bulan itu untuk semua"},
                                         {"units", "rupiah"},
                                         {"cell_methods", "time: sum"}}},
            by_what_if<double>(
                [&](std::size_t what_if, std::size_t row) { return result_.what_if_cost[what_if][row]; }));
    }

    template <class Number, class Value>
    std::vector<Number> by_what_if(Value value) const
    {
        std::vector<Number> values;
        for (std::uint32_t r = 0; r < result_.replicates; ++r)
            for (std::uint32_t plan = 0; plan < result_.plans; ++plan)
                for (std::size_t what_if = 0; what_if < options_.what_ifs.size(); ++what_if)
                    for (std::uint32_t month = 0; month < result_.months; ++month)
                        values.push_back(value(what_if, result_.row(r, plan, month)));
        return values;
    }

    /// The outcomes that goals are about: they need not be in the table.
    void goals()
    {
        if (goals_.empty()) return;
        file_.dimension("goal", goals_.size());
        std::vector<std::string> texts;
        for (const commitment::Goal& goal : goals_) texts.push_back(goal.text);
        put_texts("goal", "goal", "what was to be reached", texts);
        put(sim::Variable{.name = "goal_outcome",
                          .dimensions = {"replicate", "plan", "time", "goal"},
                          .attributes = {{"long_name", "the outcome that the goal is about"},
                                         {"long_name_id", "keluaran yang disebut sasaran itu"},
                                         {"comment", "no units attribute, since they differ by goal"},
                                         {"cell_methods", "time: point"}}},
            result_.kept);
    }

    void trained_by()
    {
        put(
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
            std::vector<std::int32_t>(result_.trained_by.begin(), result_.trained_by.end()));
    }

    void raw()
    {
        if (!options_.raw) return;
        static const Words meanings[] = {{"komitmen dalam tindakan (A)", "commitment in action (A)"},
                                         {"komitmen tertulis (W)", "commitment in writing (W)"},
                                         {"doktrin (D)", "doctrine (D)"},
                                         {"ketegasan pimpinan (L); kota: dengan batas bawah dari instruksi",
                                          "leadership firmness (L), of the city with the floor of an instruction"},
                                         {"kecukupan sumber daya (R)", "adequacy of resources (R)"},
                                         {"struktur internal (S)", "internal structure (S)"},
                                         {"kapasitas (K)", "capacity (K)"},
                                         {"program yang berjalan (P)", "programme carried out (P)"},
                                         {"keluarga belum tahu", "families unaware"},
                                         {"keluarga mengetahui", "families that know"},
                                         {"keluarga memahami", "families that understand"},
                                         {"keluarga terlibat", "families involved"},
                                         {"persediaan advokasi sebuah usaha", "stock of advocacy of a business"}};
        static_assert(std::size(meanings) == commitment::field_names.size());
        for (std::size_t f = 0; f < commitment::field_names.size(); ++f)
            put(sim::Variable{.name = std::string(commitment::field_names[f]),
                              .type = Type::float32,
                              .dimensions = {"replicate", "plan", "time", "institution"},
                              .attributes = {{"long_name", meanings[f].en},
                                             {"long_name_id", meanings[f].id},
                                             {"units", "1"},
                                             {"cell_methods", "time: point"},
                                             {"coordinates", "lon lat code institution_name kind"}}},
                result_.raw[f]);
    }

    sim::NetcdfWriter file_;
    const Inputs& inputs_;
    const City& city_;
    const ExperimentResult& result_;
    const commitment::ExperimentOptions& options_;
    const std::vector<commitment::Goal>& goals_;
    std::vector<std::uint32_t> kecamatan_;
};

} // namespace

std::string write_result(const std::filesystem::path& path, const Inputs& inputs, const ExperimentResult& result,
                         const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals,
                         bool force)
{
    return ResultFile(path, inputs, result, options, goals).write(force);
}

bool begins_as_result(const std::filesystem::path& file)
{
    char begin[8] = {};
    std::ifstream(file, std::ios::binary).read(begin, sizeof begin);
    return std::string_view(begin, sizeof begin) == std::string_view("\x89HDF\r\n\x1a\n", 8);
}

std::string variable_name(std::string outcome)
{
    std::replace(outcome.begin(), outcome.end(), '.', '_');
    return outcome;
}

} // namespace layak
