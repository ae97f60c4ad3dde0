#include "tools/layak/stored_stage.hpp"

#include <cstdlib>
#include <string_view>

#include "sim/results/errors.hpp"
#include "sim/store/pack.hpp"

namespace layak {

std::vector<std::string> stage_tasks(const std::string& stage, std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t task = 0; task < count; ++task) names.push_back(stage + "/" + std::to_string(task));
    return names;
}

sim::StoredTask task_of_numbers(const std::string& name, const std::vector<double>& numbers)
{
    // After how many there are.
    return {name, {std::to_string(numbers.size()) + "\n" + sim::pack({}, numbers)}, ""};
}

std::vector<double> stored_numbers(const sim::Store& store, const std::string& name)
{
    const std::string part = store.read(name, 0);
    const std::size_t end = part.find('\n');
    std::vector<double> numbers;
    if (end != std::string::npos && end < 8) numbers.resize(std::strtoul(part.c_str(), nullptr, 10));
    if (numbers.empty() || !sim::unpack(std::string_view(part).substr(end + 1), {}, numbers))
        throw sim::ReadError(store.folder().string() + ": the task " + name + " is not of this shape");
    return numbers;
}

} // namespace layak
