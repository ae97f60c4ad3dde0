#include "tools/layak/first_difference.hpp"

#include <algorithm>
#include <cstring>

#include "sim/text/number.hpp"

namespace layak {
namespace {

constexpr std::size_t values_at_once = std::size_t{1} << 20;

/// "plan mixed, time 2018-12, replicate 3": where a place in a variable is.
std::string place_of(const sim::NetcdfReader& file, const sim::Variable& variable, std::size_t at,
                     const std::vector<sim::Month>& months)
{
    const sim::Shape shape = file.shape(variable.name);
    std::vector<std::size_t> index(shape.size());
    for (std::size_t d = shape.size(); d-- > 0;) {
        index[d] = at % shape[d];
        at /= shape[d];
    }
    std::string out;
    for (std::size_t d = 0; d < shape.size(); ++d) {
        const std::string& dimension = variable.dimensions[d];
        std::string value = std::to_string(index[d]);
        if (dimension == "time" && index[d] < months.size())
            value = to_text(months[index[d]]);
        else if (file.has(dimension) && file.variable(dimension).type == sim::Type::text)
            value = file.read<std::string>(dimension)[index[d]];
        out += (d > 0 ? ", " : "") + dimension + " " + value;
    }
    return out;
}

template <class T>
std::string difference_of(const sim::NetcdfReader& here, const sim::NetcdfReader& there, const sim::Variable& variable,
                          const std::vector<sim::Month>& months)
{
    const auto differ = [](const T& a, const T& b) {
        if constexpr (std::is_same_v<T, std::string>)
            return a != b;
        else
            return std::memcmp(&a, &b, sizeof(T)) != 0;
    };
    const auto text = [](const T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            return "\"" + value + "\"";
        else
            return sim::shortest(static_cast<double>(value));
    };
    const sim::Shape shape = here.shape(variable.name), other = there.shape(variable.name);
    const auto shown = [](const sim::Shape& of) {
        std::string out;
        for (const std::size_t length : of) out += (out.empty() ? "" : " x ") + std::to_string(length);
        return out;
    };
    if (shape != other) return variable.name + ": " + shown(shape) + " / " + shown(other);
    std::size_t in_a_row = 1; // of the first dimension
    for (std::size_t d = 1; d < shape.size(); ++d) in_a_row *= shape[d];
    const std::size_t rows = shape.empty() ? 1 : shape[0];
    const std::size_t step = std::max<std::size_t>(1, values_at_once / std::max<std::size_t>(1, in_a_row));
    for (std::size_t first = 0; first < rows && in_a_row > 0; first += step) {
        sim::Shape start(shape.size()), count = shape;
        if (!shape.empty()) start[0] = first, count[0] = std::min(step, rows - first);
        const std::vector<T> a = here.read_slab<T>(variable.name, start, count);
        const std::vector<T> b = there.read_slab<T>(variable.name, start, count);
        for (std::size_t i = 0; i < a.size(); ++i)
            if (differ(a[i], b[i]))
                return variable.name + " (" + place_of(here, variable, first * in_a_row + i, months) +
                       "): " + text(a[i]) + " / " + text(b[i]);
    }
    return "";
}

} // namespace

std::string first_difference(const sim::NetcdfReader& here, const sim::NetcdfReader& there,
                             const std::vector<sim::Month>& months)
{
    for (const sim::Variable& variable : here.variables()) {
        if (!there.has(variable.name)) return variable.name;
        std::string found;
        switch (variable.type) {
        case sim::Type::text: found = difference_of<std::string>(here, there, variable, months); break;
        case sim::Type::uint8: found = difference_of<std::uint8_t>(here, there, variable, months); break;
        case sim::Type::int32: found = difference_of<std::int32_t>(here, there, variable, months); break;
        case sim::Type::float32: found = difference_of<float>(here, there, variable, months); break;
        case sim::Type::float64: found = difference_of<double>(here, there, variable, months); break;
        }
        if (!found.empty()) return found;
    }
    for (const sim::Variable& variable : there.variables())
        if (!here.has(variable.name)) return variable.name;
    for (const sim::Attribute& attribute : here.attributes()) {
        const auto* const text = std::get_if<std::string>(&attribute.value);
        if (text != nullptr && there.attribute<std::string>(attribute.name) != *text) return attribute.name;
    }
    return "";
}

} // namespace layak
