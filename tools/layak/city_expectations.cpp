#include "tools/layak/city_expectations.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "sim/text/file.hpp"
#include "tools/layak/calibrated_inputs.hpp"
#include "tools/layak/inputs.hpp"
#include "tools/layak/plan_checks.hpp"
#include "tools/layak/settings.hpp"

namespace layak {
namespace {

namespace fs = std::filesystem;
using sim::Words;

/// Plans of a city as expectations need them, each read once; of one with mistakes nothing.
class Plans
{
  public:
    /// \param checked  plans whose own mistakes are said anyway
    Plans(const commitment::City& city, const ExpectationsAsked& asked, const std::vector<fs::path>& checked)
        : city_(city), asked_(asked), checked_(checked)
    {
    }

    /// \param own  the plan in whose file the expectations stand, wherever it lies; empty: the city's files
    const commitment::Plan* find(const std::string& name, const fs::path& own, Words& objection)
    {
        if (!own.empty() && name == own.stem().string()) return read(own);
        const fs::path path = asked_.city / "plans" / (name + ".toml");
        std::error_code failed;
        if (fs::exists(path, failed) && sim::lies_within(path, asked_.city)) {
            const commitment::Plan* const plan = read(path);
            if (plan == nullptr && !is_checked(path))
                objection = {"rencana ini sendiri salah: layak validate " + path.string(),
                             "this plan has mistakes itself: layak validate " + path.string()};
            return plan;
        }
        std::vector<std::string> known = plans_of(asked_.city);
        known.emplace_back(commitment::history_alone);
        objection = Words{"tidak ada rencana dengan nama itu", "there is no plan of this name"} +
                    sim::did_you_mean(name, known) + Words{"; ", "; "} + sim::accepted(known);
        return nullptr;
    }

  private:
    const commitment::City& city_;
    const ExpectationsAsked& asked_;
    const std::vector<fs::path>& checked_;
    std::map<fs::path, std::unique_ptr<commitment::Plan>> read_;

    bool is_checked(const fs::path& path) const
    {
        std::error_code failed;
        return std::any_of(checked_.begin(), checked_.end(),
                           [&](const fs::path& other) { return fs::equivalent(path, other, failed); });
    }

    const commitment::Plan* read(const fs::path& path)
    {
        const auto [at, is_new] = read_.try_emplace(path);
        if (!is_new) return at->second.get();
        sim::Findings own;
        Inputs inputs;
        inputs.city.unit_costs = city_.unit_costs;
        inputs.plans.push_back(commitment::read_plan(path, path.string(), city_.unit_costs, own));
        if (!own.failed()) check_plan_against_city(inputs.plans.front(), path.string(), city_, own);
        if (!own.failed()) apply_settings(inputs, asked_.settings, own);
        if (!own.failed()) at->second = std::make_unique<commitment::Plan>(std::move(inputs.plans.front()));
        return at->second.get();
    }
};

/// The city with --set and --parameters. \return false where something is wrong in it
bool read_city_and_sets(const ExpectationsAsked& asked, CityExpectations& out)
{
    sim::Findings said_elsewhere;
    Inputs inputs;
    inputs.city = commitment::read_city(asked.city, said_elsewhere);
    const fs::path sets = sets_asked_for(asked.parameters, asked.city);
    if (!said_elsewhere.failed() && !sets.empty())
        inputs.sets = commitment::read_parameter_sets(sets, sets.string(), inputs.city.parameters, said_elsewhere);
    if (!said_elsewhere.failed()) apply_settings(inputs, asked.settings, said_elsewhere);
    out.city = std::move(inputs.city);
    out.sets = std::move(inputs.sets);
    return !said_elsewhere.failed();
}

} // namespace

CityExpectations read_city_expectations(const ExpectationsAsked& asked, sim::Findings& findings)
{
    CityExpectations out;
    out.city_folder = asked.city;
    const commitment::City* const city = read_city_and_sets(asked, out) ? &out.city : nullptr;
    std::vector<fs::path> files;
    for (const std::string& plan : asked.plans)
        if (FoundPlan found = find_plan(plan, asked.city); found.objection.empty())
            files.push_back(std::move(found.path));
    Plans plans(out.city, asked, files);
    const auto read = [&](const fs::path& path, const fs::path& own) {
        const commitment::PlansOfCity of{
            [&](const std::string& name, Words& objection) { return plans.find(name, own, objection); },
            own.stem().string()};
        commitment::read_expectations(path, path.string(), city, of, out.expectations, findings);
    };
    std::error_code failed;
    if (asked.of_city)
        for (const std::string& name : commitment::files_with_expectations())
            if (const fs::path path = asked.city / name; fs::exists(path, failed) && sim::lies_within(path, asked.city))
                read(path, {});
    for (const fs::path& file : files) read(file, file);
    return out;
}

} // namespace layak
