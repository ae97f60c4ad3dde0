#include "tools/layak/stored_run.hpp"

#include <nlohmann/json.hpp>

namespace layak {

StoredRun::StoredRun(OpenedResult result) : path_(std::move(result.path)), file_(std::move(result.file))
{
    if (result.layout != "layak-run-1")
        refuse_result(path_, {"susunannya \"" + result.layout + "\", bukan layak-run-1",
                              "its layout is \"" + result.layout + "\", not layak-run-1"});
    const StoredInputs stored(*file_, path_);
    try {
        const auto& run = stored.json().at("run");
        options_.seed = std::stoull(run.at("seed").get<std::string>());
        options_.replicates = run.at("replicates");
        options_.raw = run.at("raw");
        sim::Findings findings;
        inputs_ = read_inputs(stored.plans(), stored.city(), stored.settings(), stored.parameters(), findings);
        carry_outlines(inputs_);
        if (run.contains("baseline"))
            for (std::uint32_t p = 0; p < inputs_.plans.size(); ++p)
                if (inputs_.plans[p].id == run.at("baseline")) options_.baseline = p;
        if (run.contains("what_ifs"))
            for (const std::string text : run.at("what_ifs")) {
                sim::Words objection;
                options_.what_ifs.push_back(commitment::parse_what_if(text, objection).value());
            }
        if (run.contains("goals"))
            for (const std::string text : run.at("goals")) {
                sim::Words objection;
                goals_.push_back(commitment::parse_goal(text, inputs_.city, objection).value());
                options_.kept.push_back(goals_.back().outcome);
            }
        if (inputs_.sets) options_.sets = &*inputs_.sets;
        written_by_ = stored.written_by();
    } catch (const sim::InputError&) {
        throw;
    } catch (const std::exception&) {
        refuse_damaged(path_,
                       {"masukan yang disimpan di dalamnya tidak lengkap", "the inputs kept in it are not complete"});
    }
}

} // namespace layak
