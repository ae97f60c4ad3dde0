#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {

namespace {

struct Process
{
    const char* name;
    void (*run)(State& now, const Levers& levers, const Month& month);
};

/// The month, in its order.
constexpr Process schedule[] = {
    {"4.1 rotation", rotate_posts},
    {"4.2 training", train},
    {"4.3 sosialisasi", hold_sosialisasi},
    {"4.4 facilitation", facilitate},
    {"4.4 monitoring", monitor},
    {"4.5 meetings", hold_meetings},
    {"4.6 forgetting", forget},
    {"S and P", derive},
    {"E, F, N, C", gather_influence},
    {"4.7 diffusion", diffuse},
    {"4.8 formal bodies", form_bodies},
    {"4.9 families", involve_families},
    {"4.10 business", engage_businesses},
    {"4.11 resources", provide_resources},
    {"S and P", derive},
};

} // namespace

void advance(State& now, const Month& month, Watch* watch)
{
    const Levers levers = settle_accounts(now, month);
    if (watch != nullptr) watch->after("5 accounts");
    for (const Process& process : schedule) {
        process.run(now, levers, month);
        if (watch != nullptr) watch->after(process.name);
    }
}

} // namespace commitment::inline SIM_LEVEL
