#include "tools/layak/result_file.hpp"

#include <algorithm>
#include <fstream>

#include "models/commitment/batches.hpp"
#include "tools/layak/result_writer.hpp"

namespace layak {

std::string write_result(const std::filesystem::path& path, const Inputs& inputs,
                         const commitment::ExperimentOptions& options, const std::vector<commitment::Goal>& goals)
{
    ResultWriter writer(path, inputs, options, goals);
    const auto add = [&](const commitment::ExperimentResult& batch, std::uint32_t first) { writer.add(batch, first); };
    const auto result = run_in_batches(inputs.city, inputs.plans, options, add);
    return writer.finish(result, true);
}

bool begins_as_result(const std::filesystem::path& file)
{
    char begin[8] = {};
    std::ifstream(file, std::ios::binary).read(begin, sizeof begin);
    return std::string_view(begin, sizeof begin) == std::string_view("\x89HDF\r\n\x1a\n", 8);
}

std::string variable_name(std::string outcome)
{
    std::replace(outcome.begin(), outcome.end(), '.', '_');
    return outcome;
}

} // namespace layak
