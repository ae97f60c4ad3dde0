#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

void advance(State& now, const Month& month)
{
    const Levers levers = settle_accounts(now, month);
    /* 4.1 */  rotate_posts(now, levers, month);
    /* 4.2 */  train(now, levers, month);
    /* 4.3 */  hold_sosialisasi(now, levers, month);
    /* 4.4 */  facilitate(now, levers, month);
               monitor(now, levers, month);
    /* 4.5 */  hold_meetings(now, levers, month);
    /* 4.6 */  forget(now, month);
    derive(now, levers, month);
    gather_influence(now, levers, month);
    /* 4.7 */  diffuse(now, month);
    /* 4.8 */  form_bodies(now, levers, month);
    /* 4.9 */  involve_families(now, month);
    /* 4.10 */ engage_businesses(now, levers, month);
    /* 4.11 */ provide_resources(now, month);
    derive(now, levers, month);
}

} // namespace commitment::inline SIM_LEVEL
