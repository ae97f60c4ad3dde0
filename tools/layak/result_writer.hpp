#pragma once

// Writes one result; a member function a part of the layout. All variables are made first, then the replicates' numbers
// are written batch by batch, in the end what is told of all of them.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "models/commitment/batches.hpp"
#include "models/commitment/goal.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/inputs.hpp"

namespace layak {

class ResultWriter
{
  public:
    /// \param options  and `goals` stay where they are until it is finished
    ResultWriter(const std::filesystem::path& path, const Inputs& inputs, const commitment::ExperimentOptions& options,
                 const std::vector<commitment::Goal>& goals);
    ResultWriter(const ResultWriter&) = delete; // what is to be written later knows where it is
    ResultWriter& operator=(const ResultWriter&) = delete;
    /// Writes some replicates' own numbers. \param first  replicate of all
    /// \throws sim::WriteError, sim::Interrupted
    void add(const commitment::ExperimentResult& batch, std::uint32_t first);
    /// \param result  whose statistics are of all replicates
    /// \return the digest of the content
    /// \throws sim::WriteError, sim::Interrupted
    std::string finish(const commitment::ExperimentResult& result, bool force);

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
    void put(sim::Variable variable, const std::vector<Number>& values)
    {
        const std::string name = define(std::move(variable));
        file_.write(name, std::span<const Number>(values));
    }
    /// Statistics over replicates. \param values  gives all of them, from a result
    template <class Values>
    void put_of_all(sim::Variable variable, Values values)
    {
        of_all_.push_back([this, name = define(std::move(variable)), values](const commitment::ExperimentResult& of) {
            stop_if_asked();
            const auto all = values(of);
            file_.write(name, std::span(all));
        });
    }
    /// Replicates' own numbers, by replicate first. \param values  gives them, from a batch
    template <class Values>
    void put_by_replicate(sim::Variable variable, Values values)
    {
        set_chunk(variable);
        const std::string name = define(std::move(variable));
        by_replicate_.push_back([this, name, values](const commitment::ExperimentResult& of, std::uint32_t first) {
            stop_if_asked();
            const auto all = values(of);
            file_.write_rows(name, first, of.replicates, std::span(all));
        });
    }
    /// Whole chunks in every batch, where there are several.
    void set_chunk(sim::Variable& variable) const;
    std::string define(sim::Variable variable);
    void put_texts(std::string name, std::string dimension, std::string long_name,
                   const std::vector<std::string>& values);
    static void stop_if_asked();

    sim::NetcdfWriter file_;
    const Inputs& inputs_;
    const commitment::City& city_;
    const commitment::ExperimentResult shape_;     ///< of the whole result, without its numbers
    const std::vector<commitment::Batch> batches_; ///< of replicates, as they come
    const commitment::ExperimentOptions& options_;
    const std::vector<commitment::Goal>& goals_;
    std::vector<std::uint32_t> kecamatan_;
    std::vector<std::function<void(const commitment::ExperimentResult&, std::uint32_t first)>> by_replicate_;
    std::vector<std::function<void(const commitment::ExperimentResult&)>> of_all_;
};

} // namespace layak
