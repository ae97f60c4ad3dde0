#pragma once

#include "sim/results/digest.hpp"
#include "sim/results/schema.hpp"

#include <span>
#include <string>
#include <vector>

namespace sim {

/// Root attribute that holds the content's digest and is no part of it.
inline constexpr std::string_view digest_attribute = "content_sha256";

/// What the digest of a content takes from a variable.
struct VariableContent
{
    const Variable* variable = nullptr;
    Shape shape = {};
    std::string data = {}; ///< SHA-256 of the values: numbers little-endian, texts with their length (u64) before
};

/// SHA-256 over root attributes and variables, each in order of definition; neither chunks nor compression
/// enter.
std::string content_digest(std::span<const Attribute> attributes, std::span<const VariableContent> variables);

/// Adds values as `VariableContent::data` wants them.
void add_to(Digest& digest, const Values& values);

/// Elements of an array, 1 for a scalar. The shape was checked: no overflow.
std::size_t elements(const Shape& shape);

} // namespace sim
