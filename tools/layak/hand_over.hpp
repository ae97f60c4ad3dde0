#pragma once

#include <string>

#include "tools/layak/cluster_script.hpp"
#include "tools/layak/submission.hpp"

namespace layak {

/// Looks into the engine's queue, and says what of the folder is in it. \throws Exit(75) where it is to be submitted
void tell_waiting(const Submission& what, const SubmissionOptions& options, const CommonOptions& given);

/// Does what the script says: begins the folder, notes how, and says what became of it. Of what was refused nothing is
/// left. \throws Exit, sim::WriteError
void hand_over(const std::string& script, const ClusterJob& job, const Submission& what,
               const SubmissionOptions& options, const CommonOptions& given);

} // namespace layak
