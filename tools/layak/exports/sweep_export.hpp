#pragma once

#include "tools/layak/exports/export_folder.hpp"
#include "tools/layak/exports/run_export.hpp"
#include "tools/layak/repeatable_sweep.hpp"
#include "tools/layak/stored_sweep.hpp"

namespace layak {

/// A sweep's result on its way into a folder.
struct SweepExport
{
    const RepeatableSweep& source;
    const StoredSweep& sweep; ///< its result
    const ExportOptions& options;
    ExportFolder& folder;

    std::string word(const sim::Words& words) const { return words.in(options.language); }
    /// As in a table: that of the row's plan.
    const std::string& plan_name(std::uint32_t row) const { return sweep.plan_names(options.language)[row]; }
};

struct SweepFindings;

/// A format each. \throws sim::WriteError, sim::Interrupted
void export_csv(const SweepExport& of, const SweepFindings& findings);
void export_xlsx(const SweepExport& of, const SweepFindings& findings);

} // namespace layak
