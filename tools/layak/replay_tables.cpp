#include "tools/layak/replay_tables.hpp"

#include <cmath>

#include "sim/text/csv.hpp"
#include "sim/text/number.hpp"

namespace layak {

using commitment::CommitmentBlock;
using commitment::Event;
using commitment::Happening;

namespace {

/// "training.kelurahan", with the file that it is of.
std::string intervention_name(const commitment::PackedIntervention& by)
{
    std::string name(info(by.lever).name);
    if (by.target != commitment::Target::none) name += "." + std::string(name_of(by.target));
    return (by.file == 0 ? "history:" : "plan:") + name;
}

/// "official 2": the second official of the institution.
std::string post_name(const commitment::PackedCity& city, std::uint32_t post)
{
    static const char* const roles[] = {"head", "official", "technical"};
    const std::uint32_t i = city.institution_of[post];
    std::uint32_t place = post - city.first_post[i];
    const auto role = static_cast<int>(city.post_role[post]);
    if (role >= 1) place -= city.heads[i];
    if (role == 2) place -= city.officials[i];
    return std::string(roles[role]) + " " + std::to_string(place + 1);
}

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

std::string plan_id(const RunToFollow& run) { return run.plan == nullptr ? "" : run.plan->id; }

std::string month_of(const RunToFollow& run, std::uint32_t step)
{
    return to_text(run.city.start + static_cast<int>(step));
}

} // namespace

const std::string ReplayTables::events_head =
    "plan,replicate,month,event,institution,institution_name,kind,post,other_institution,"
    "other_post,by,amount,reasons";
const std::string ReplayTables::states_head =
    "plan,replicate,month,institution,institution_name,kind,action,written,doctrine,leadership,"
    "resources,structure,capacity,programme,trained_posts,families_unaware,families_knows,"
    "families_understands,families_involved,advocacy";

void ReplayTables::follow(const RunToFollow& run, const MonthComparison& difference)
{
    commitment::ReplayListener listener;
    listener.happened = [&](std::uint32_t step, const Happening& of, const commitment::PackedCity& packed,
                            const commitment::PackedPlan& plan) { tell(run, step, of, packed, plan); };
    listener.month_done = [&](std::uint32_t step, CommitmentBlock& block, int lane,
                              const commitment::PackedCity& packed) {
        if (first_difference.empty()) {
            first_difference = difference(step, block, lane, packed);
            if (!first_difference.empty()) first_difference = plan_id(run) + ", " + first_difference;
        }
        add_states(run, step, block, lane, packed);
    };
    replay(run.city, run.plan, run.options, run.replicate, run.months, listener);
}

void ReplayTables::tell(const RunToFollow& run, std::uint32_t step, const Happening& of,
                        const commitment::PackedCity& packed, const commitment::PackedPlan& packed_plan)
{
    const auto& institutions = run.city.institutions;
    std::string& out = events;
    const auto add = [&](std::string_view field) { out += "," + sim::csv_field(field); };
    const auto id_of = [&](std::uint32_t post) { return institutions[packed.institution_of[post]].id; };
    out += sim::csv_field(plan_id(run));
    add(std::to_string(run.replicate));
    add(month_of(run, step));
    add(commitment::event_names[static_cast<std::size_t>(of.event)]);
    const bool somewhere = of.institution != Happening::nothing;
    add(somewhere ? institutions[of.institution].id : "");
    add(somewhere ? institutions[of.institution].name : "");
    add(somewhere ? name_of(institutions[of.institution].kind) : "");
    add(of.post != Happening::nothing ? post_name(packed, of.post) : "");
    add(of.other != Happening::nothing ? id_of(of.other) : "");
    add(of.other != Happening::nothing ? post_name(packed, of.other) : "");
    add(of.intervention != Happening::nothing ? intervention_name(packed_plan.interventions[of.intervention]) : "");
    add(of.amount != 0 ? sim::shortest(of.amount) : "");
    std::string reasons;
    if (of.has_reasons) {
        const auto& names = of.event == Event::formed ? commitment::formed_reasons : commitment::engaged_reasons;
        for (std::size_t k = 0; k < names.size(); ++k)
            reasons += (k > 0 ? " " : "") + std::string(names[k]) + "=" + sim::shortest(rounded(of.reasons[k]));
    }
    add(reasons);
    out += "\n";
    ++event_count;
}

void ReplayTables::add_states(const RunToFollow& run, std::uint32_t step, CommitmentBlock& block, int lane,
                              const commitment::PackedCity& packed)
{
    const auto& institutions = run.city.institutions;
    constexpr std::uint32_t lanes = sim::Block::replicates;
    for (std::uint32_t i = 0; i < institutions.size(); ++i) {
        std::string& out = states;
        const commitment::Kind kind = institutions[i].kind;
        out += sim::csv_field(plan_id(run)) + "," + std::to_string(run.replicate) + "," + month_of(run, step);
        for (const std::string_view text :
             {std::string_view(institutions[i].id), std::string_view(institutions[i].name), name_of(kind)})
            out += "," + sim::csv_field(text);
        const auto value = [&](commitment::Field field, std::uint32_t place) {
            out += ",";
            if (has_field(kind, field))
                out += sim::shortest(block.field(field)[place * lanes + static_cast<std::uint32_t>(lane)]);
        };
        for (std::uint32_t f = 0; f < commitment::institution_field_count; ++f)
            value(static_cast<commitment::Field>(f), i);
        std::uint32_t trained = 0;
        for (std::uint32_t post = packed.first_post[i]; post < packed.first_post[i + 1]; ++post)
            trained +=
                block.knowledge()[post * lanes + static_cast<std::uint32_t>(lane)] >= commitment::trained_knowledge;
        out += "," + (commitment::is_staffed(kind) ? std::to_string(trained) : "");
        for (const commitment::Field stage : {commitment::Field::unaware, commitment::Field::knows,
                                              commitment::Field::understands, commitment::Field::involved})
            value(stage, packed.community_of[i]);
        value(commitment::Field::advocacy, packed.business_of[i]);
        out += "\n";
    }
}

} // namespace layak
