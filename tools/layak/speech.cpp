#include "tools/layak/speech.hpp"

#include "models/commitment/parameters.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/shown.hpp"

namespace layak {

using sim::Language;

namespace {

std::size_t changed_parameters(const commitment::Parameters& parameters)
{
    std::size_t changed = 0;
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        changed += parameters.*row.member != row.standard;
    return changed;
}

} // namespace

std::string Speech::name(std::uint32_t plan) const { return "“" + plan_name(inputs.plans, plan, language) + "”"; }

std::string Speech::names(const std::vector<std::uint32_t>& plans) const
{
    std::string out;
    for (std::size_t k = 0; k < plans.size(); ++k)
        out += (k == 0 ? "" : k + 1 < plans.size() ? ", " : id ? " dan " : " and ") + name(plans[k]);
    return out;
}

std::string Speech::month(std::uint32_t since_start) const
{
    return month_name(inputs.city.start + static_cast<int>(since_start), language);
}

std::string Speech::given() const { return layak::given(inputs, comparison.judging.evidence, language); }

std::string given(const Inputs& inputs, const commitment::Evidence& evidence, Language language)
{
    const bool id = language == Language::id;
    if (evidence.covers_parameters()) return "";
    if (inputs.sets) return id ? "dengan satu himpunan parameter, " : "with one parameter set, ";
    const std::size_t changed = changed_parameters(inputs.city.parameters);
    if (changed == 0) return id ? "dengan parameter baku, " : "with the default parameters, ";
    const std::string count = std::to_string(changed);
    return id ? "dengan nilai parameter kota ini (" + count + " lain dari nilai baku model), "
              : "with this city's parameter values (" + count +
                    noun(changed, " differs from the model's default), ", " differ from the model's defaults), ");
}

std::string Speech::pairs(std::uint64_t count) const
{
    return (id ? "pasangan ulangan" : noun(count, "pair of replicates", "pairs of replicates")) +
           of_sets(comparison.judging.evidence, language);
}

std::string of_sets(const commitment::Evidence& evidence, Language language)
{
    if (!evidence.covers_parameters()) return "";
    const bool id = language == Language::id;
    const std::string sets = number(evidence.sets, 0, language);
    if (evidence.sets == evidence.replicates)
        return id ? " (masing-masing dengan himpunan parameternya sendiri)" : " (each with a parameter set of its own)";
    const std::string worth = number(evidence.effective, 0, language);
    return id ? " (dari " + sets + " himpunan parameter; setara " + worth + " pasangan yang lepas satu sama lain)"
              : " (of " + sets + " parameter sets; worth " + worth + " independent pairs)";
}

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

sim::Words capital(const sim::Words& text) { return {capital(text.id), capital(text.en)}; }

} // namespace layak
