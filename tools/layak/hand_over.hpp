#pragma once

#include <optional>
#include <string>

#include "sim/results/descriptor.hpp"
#include "tools/layak/cluster_script.hpp"
#include "tools/layak/submission.hpp"

namespace layak {

/// How it is submitted, for what is said to go on.
Begun note_of(const ClusterJob& job, const SubmissionOptions& options);

/// Looks into the engine's queue, and says what of the folder is in it. \return whether anything is
/// \throws Exit(75) where it is, and it is to be submitted
bool tell_waiting(const Submission& what, const SubmissionOptions& options, const CommonOptions& given);

/// Whether a submission of the folder is under way: how it is stopped, ". To stop it: kill 17 (pc2)", as far as known.
std::optional<sim::Words> submission_at_work(const std::filesystem::path& folder);

/// One submission of a folder at a time: kept until the end of all that it starts.
/// \throws Exit(75); sim::WriteError where the folder's log cannot be written
sim::Descriptor lock_submissions(const std::filesystem::path& folder, const SubmissionOptions& options,
                                 sim::Language language);

/// Does what the script says: begins the folder, notes how, and says what became of it. Of what was refused nothing is
/// left. \param lock  of the folder; none: it is not there yet \param accepted_before  submissions that the folder had
/// when the queue was looked into \throws Exit, sim::WriteError
void hand_over(const std::string& script, const ClusterJob& job, const Submission& what,
               const SubmissionOptions& options, std::optional<sim::Descriptor> lock, std::size_t accepted_before,
               const CommonOptions& given);

} // namespace layak
