#include "tools/layak/stored_experiment.hpp"

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {
namespace {

using commitment::ExperimentResult;

/// Reads one experiment; a member function a part of the layout, as it is written.
class ExperimentReader
{
  public:
    explicit ExperimentReader(const StoredRun& run) : run_(run), file_(run.file())
    {
        const commitment::City& city = run.inputs().city;
        out_.replicates = run.options().replicates;
        out_.plans = static_cast<std::uint32_t>(run.inputs().plans.size());
        out_.months = commitment::months_of(city, run.inputs().plans);
        out_.institutions = static_cast<std::uint32_t>(city.institutions.size());
        out_.kecamatan = static_cast<std::uint32_t>(city.count(commitment::Kind::kecamatan));
    }

    ExperimentResult read(bool whole)
    {
        read_levers();
        read_outcomes();
        read_districts();
        out_.cost = numbers<double>("cost");
        out_.undelivered = numbers<double>("undelivered");
        out_.lapsed = numbers<float>("lapsed");
        if (file_.has("trained_by")) out_.trained_by = numbers<float>("trained_by");
        if (file_.has("trained_moved")) out_.trained_moved = numbers<float>("trained_moved");
        read_what_ifs(whole);
        read_goals();
        if (whole) read_institutions();
        return std::move(out_);
    }

  private:
    /// A whole variable; counts as well, which are kept as whole numbers.
    template <class T>
    std::vector<T> numbers(const std::string& name) const
    {
        if (file_.variable(name).type != sim::Type::int32) return file_.read<T>(name);
        const auto whole = file_.read<std::int32_t>(name);
        return {whole.begin(), whole.end()};
    }

    static void add(const std::vector<float>& values, std::size_t expected, std::vector<float>& to)
    {
        if (values.size() != expected) throw std::out_of_range("too few numbers");
        to.insert(to.end(), values.begin(), values.end());
    }

    void read_levers()
    {
        for (const std::string& name : file_.read<std::string>("lever"))
            for (std::size_t k = 0; k < commitment::lever_count; ++k)
                if (commitment::lever_table()[k].name == name) out_.levers.push_back(static_cast<commitment::Lever>(k));
    }

    void read_outcomes()
    {
        for (const commitment::OutcomeInfo& outcome : commitment::outcome_table())
            add(numbers<float>(variable_name(outcome.name)), out_.rows(), out_.outcomes);
    }

    void read_what_ifs(bool all)
    {
        const std::size_t count = run_.options().what_ifs.size();
        if (count == 0) return;
        const auto table = commitment::outcome_table();
        const std::size_t rows = out_.rows();
        // In the file the what-if stands between plan and month.
        const auto place = [&](std::size_t what_if, std::size_t row) {
            return (row / out_.months * count + what_if) * out_.months + row % out_.months;
        };
        std::vector<std::size_t> wanted;
        for (std::size_t what_if = 0; what_if < count; ++what_if)
            if (all || run_.options().what_ifs[what_if].kind == commitment::WhatIf::Kind::standard_parameters)
                wanted.push_back(what_if);
        out_.what_if_outcomes.resize(count);
        for (const std::size_t what_if : wanted) out_.what_if_outcomes[what_if].resize(rows * table.size());
        for (std::size_t k = 0; k < table.size() && !wanted.empty(); ++k) {
            const auto values = file_.read<float>("what_if_" + variable_name(table[k].name));
            for (const std::size_t what_if : wanted)
                for (std::size_t row = 0; row < rows; ++row)
                    out_.what_if_outcomes[what_if][k * rows + row] = values.at(place(what_if, row));
        }
        if (!file_.has("what_if_cost_all")) return;
        const auto values = file_.read<double>("what_if_cost_all");
        out_.what_if_cost.assign(count, std::vector<double>(rows));
        for (std::size_t what_if = 0; what_if < count; ++what_if)
            for (std::size_t row = 0; row < rows; ++row)
                out_.what_if_cost[what_if][row] = values.at(place(what_if, row));
    }

    void read_goals()
    {
        out_.kept_count = static_cast<std::uint32_t>(run_.goals().size());
        if (out_.kept_count == 0) return;
        out_.kept = file_.read<double>("goal_outcome");
        if (out_.kept.size() != std::size_t{out_.replicates} * out_.plans * out_.months * out_.kept_count)
            throw std::out_of_range("goal_outcome");
    }

    void read_districts()
    {
        if (out_.kecamatan == 0) return;
        for (const std::string_view name : commitment::district_outcome_names)
            add(numbers<float>("kecamatan_" + std::string(name)), out_.rows() * out_.kecamatan, out_.districts);
    }

    void read_institutions()
    {
        for (std::size_t f = 0; f < commitment::summary_fields.size(); ++f) {
            const std::string name(commitment::field_names[static_cast<std::size_t>(commitment::summary_fields[f])]);
            out_.summary[f].mean = file_.read<float>(name + "_mean");
            if (out_.has_spread()) out_.summary[f].sd = file_.read<float>(name + "_sd");
            if (!file_.has(name + "_difference_mean")) continue;
            out_.difference[f] = {file_.read<float>(name + "_difference_mean"),
                                  file_.read<float>(name + "_difference_sd"), file_.read<float>(name + "_ahead"),
                                  file_.read<float>(name + "_behind")};
        }
    }

    const StoredRun& run_;
    const sim::NetcdfReader& file_;
    ExperimentResult out_;
};

} // namespace

ExperimentResult read_experiment(const StoredRun& run, bool whole)
{
    try {
        return ExperimentReader(run).read(whole);
    } catch (const sim::ReadError& error) {
        refuse_damaged(run.path(), {error.what(), error.what()});
    } catch (const std::out_of_range&) {
        refuse_damaged(run.path(), {"angkanya kurang", "numbers are missing"});
    }
}

} // namespace layak
