#pragma once

#include "sim/results/errors.hpp"
#include "sim/results/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

/// Whether a file must be, byte by byte, what was written.
enum class Seal : std::uint8_t { required, ignored };

/// Reads a file that NetcdfWriter wrote. Opening checks the seal over all bytes first, so that damage by
/// accident never reaches HDF5. Every member throws ReadError for a file or a name that is not as asked.
///
/// All writers and readers of a process stay on one thread.
class NetcdfReader
{
  public:
    explicit NetcdfReader(std::filesystem::path path, Seal seal = Seal::required);
    NetcdfReader(NetcdfReader&&) noexcept;
    NetcdfReader& operator=(NetcdfReader&&) noexcept;
    ~NetcdfReader();

    /// In order of definition, as are variables and attributes.
    const std::vector<Dimension>& dimensions() const;
    const std::vector<Variable>& variables() const;
    /// Of the file, "content_sha256" among them.
    const std::vector<Attribute>& attributes() const;

    bool has(std::string_view variable) const;
    const Variable& variable(std::string_view name) const;
    /// Lengths of a variable's dimensions.
    Shape shape(std::string_view variable) const;

    /// Value of an attribute of the file, or of a variable; none where it has none of this name and type.
    template <class Value>
    std::optional<Value> attribute(std::string_view name) const
    {
        return find<Value>(attributes(), name);
    }
    template <class Value>
    std::optional<Value> attribute(std::string_view of, std::string_view name) const
    {
        return find<Value>(variable(of).attributes, name);
    }

    /// Values in row-major order; T: float, double, std::int32_t, std::uint8_t, std::string. A number may be
    /// read as a type that has all its values (uint8 as any, int32 and float32 as double).
    template <class T>
    std::vector<T> read(std::string_view variable) const;
    template <class T>
    std::vector<T> read_slab(std::string_view variable, const Shape& start, const Shape& count) const;

    /// Names and texts of /provenance, in order of writing.
    std::vector<std::pair<std::string, std::string>> provenance() const;

    /// As NetcdfWriter::content_digest, from what the file has. Memory: a few MiB, up to 64 MiB where a chunk
    /// does not hold whole trailing dimensions.
    std::string content_digest() const;

  private:
    template <class Value>
    static std::optional<Value> find(const std::vector<Attribute>& attributes, std::string_view name)
    {
        for (const Attribute& attribute : attributes)
            if (const auto* value = std::get_if<Value>(&attribute.value); value && attribute.name == name)
                return *value;
        return std::nullopt;
    }

    struct File;
    std::unique_ptr<File> file_;
};

/// Digest of a finished file's content; equal to its attribute "content_sha256".
///
/// \throws ReadError
std::string content_digest(const std::filesystem::path& path);

} // namespace sim
