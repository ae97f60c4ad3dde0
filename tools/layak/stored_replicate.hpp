#pragma once

#include <string>
#include <vector>

#include "models/commitment/block.hpp"
#include "tools/layak/stored_run.hpp"

namespace layak {

/// All that a result holds of one replicate of one plan by month, to be compared with the replicate computed again:
/// outcomes, costs, what was not delivered or lapsed, the kecamatan; with --raw every institution. Statistics over
/// replicates are not of one replicate.
class StoredReplicate
{
  public:
    StoredReplicate(const StoredRun& run, std::uint32_t replicate, std::uint32_t plan, std::uint32_t months);

    /// The first number of a month that is not the same, as "month, name: file / now"; empty where all are.
    std::string difference(std::uint32_t month, commitment::CommitmentBlock& block, int lane,
                           const commitment::PackedCity& city) const;

    /// Whether the institutions are in the file.
    bool has_institutions() const { return !fields_.empty(); }

  private:
    /// A number of the file a month, and where the block tells it.
    struct Series
    {
        std::string name;
        std::uint32_t place;        ///< in what a block observes
        bool is_double = false;     ///< as the file keeps it; else float
        std::vector<double> stored; ///< [month]
    };
    struct Institutions
    {
        commitment::Field field;
        std::vector<float> stored; ///< [month][institution]
    };

    const StoredRun& run_;
    std::vector<Series> series_;
    std::vector<Institutions> fields_;
    std::uint32_t width_; ///< of what a block observes
};

} // namespace layak
