#include <stdexcept>

#include "models/commitment/block.hpp"

namespace commitment {

// One per instruction set, from block.cpp.
namespace base {
CommitmentBlock* new_block(const BlockSetting& setting);
}
namespace v2 {
CommitmentBlock* new_block(const BlockSetting& setting);
}
namespace v3 {
CommitmentBlock* new_block(const BlockSetting& setting);
}
namespace v4 {
CommitmentBlock* new_block(const BlockSetting& setting);
}
namespace single { // one lane
CommitmentBlock* new_block(const BlockSetting& setting);
}

std::vector<sim::Isa> built_isas()
{
    using enum sim::Isa;
    return {SIM_BUILT_LEVELS};
}

std::unique_ptr<CommitmentBlock> make_block(const BlockSetting& setting, sim::Isa isa)
{
#if defined(SIM_ALL_LEVELS)
    switch (isa) {
    case sim::Isa::v2: return std::unique_ptr<CommitmentBlock>(v2::new_block(setting));
    case sim::Isa::v3: return std::unique_ptr<CommitmentBlock>(v3::new_block(setting));
    case sim::Isa::v4: return std::unique_ptr<CommitmentBlock>(v4::new_block(setting));
    case sim::Isa::base: break;
    }
#endif
    if (isa != sim::Isa::base) throw std::logic_error("this instruction set was not built");
    return std::unique_ptr<CommitmentBlock>(base::new_block(setting));
}

std::unique_ptr<CommitmentBlock> make_block(const BlockSetting& setting)
{
    static const sim::Isa chosen = sim::choose_isa(built_isas());
    if (setting.lanes == 1) return std::unique_ptr<CommitmentBlock>(single::new_block(setting));
    return make_block(setting, chosen);
}

} // namespace commitment
