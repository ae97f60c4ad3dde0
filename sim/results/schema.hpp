#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim {

/// Type of a variable's values. Yes and no are uint8; text is UTF-8.
enum class Type { float32, float64, int32, uint8, text };

/// "float32", …
std::string_view to_text(Type type);

/// Values in row-major order, one alternative a `Type`, in its order.
using Values = std::variant<std::span<const float>, std::span<const double>, std::span<const std::int32_t>,
                            std::span<const std::uint8_t>, std::span<const std::string>>;

using Shape = std::vector<std::size_t>;

struct Dimension
{
    std::string name = {};
    std::size_t length = 0;
    bool unlimited = false; ///< a later program may add to it
};

using AttributeValue = std::variant<std::string, std::int32_t, double>;

struct Attribute
{
    std::string name = {};
    AttributeValue value = {};
};

/// A variable on named dimensions, slowest first. One with the name of a dimension holds its coordinates.
struct Variable
{
    std::string name = {};
    Type type = Type::float64;
    std::vector<std::string> dimensions = {};
    std::vector<Attribute> attributes = {};
    /// Elements along each dimension of a piece that is compressed alone; what is longer than a fixed
    /// dimension is cut to it. Empty: chosen.
    Shape chunk = {};
};

} // namespace sim
