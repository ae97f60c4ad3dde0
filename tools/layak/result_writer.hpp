#pragma once

// Writes one result; a member function a part of the layout.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/commitment/experiment.hpp"
#include "models/commitment/goal.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

class ResultWriter
{
  public:
    ResultWriter(const std::filesystem::path& path, const Inputs& inputs, const commitment::ExperimentResult& result,
                 const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals);
    /// \return the digest of the content
    /// \throws sim::WriteError, sim::Interrupted
    std::string write(bool force);

  private:
    void describe();
    void coordinates();
    void institutions();
    void summaries();   ///< by institution and month, over replicates
    void differences(); ///< of the plans from the baseline, by institution and month, over pairs of replicates
    void outcomes();    ///< the city's, by replicate and month
    void districts();   ///< the same of each kecamatan, over its kelurahan
    void accounts();
    void trained_by();
    void what_ifs(); ///< the city's outcomes and costs of each plan with one thing otherwise
    void goals();    ///< the outcomes that goals are about: they need not be in the table
    void raw();

    /// \throws sim::Interrupted where the user has stopped it
    template <class Number>
    void put(sim::Variable variable, std::span<const Number> values)
    {
        stop_if_asked();
        const std::string name = variable.name;
        file_.variable(std::move(variable));
        file_.write(name, values);
    }
    template <class Number>
    void put(sim::Variable variable, const std::vector<Number>& values)
    {
        put(std::move(variable), std::span<const Number>(values));
    }
    void put_texts(std::string name, std::string dimension, std::string long_name,
                   const std::vector<std::string>& values);
    static void stop_if_asked();

    sim::NetcdfWriter file_;
    const Inputs& inputs_;
    const commitment::City& city_;
    const commitment::ExperimentResult& result_;
    const commitment::ExperimentOptions& options_;
    const std::vector<commitment::Goal>& goals_;
    std::vector<std::uint32_t> kecamatan_;
};

} // namespace layak
