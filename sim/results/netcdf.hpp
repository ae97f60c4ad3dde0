#pragma once

#include "sim/calendar/month.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/part_file.hpp"
#include "sim/results/schema.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace sim {

/// Writes one result file: HDF5 that netCDF-4 readers open. The same calls give the same bytes.
///
/// All is written to a hidden sibling of the target, ".NAME.PID.part"; commit() puts it in place, the
/// destructor without commit() removes it. Dimensions are declared before the variables on them, a variable
/// before its values. Names are ASCII letters, digits and `_`, a letter first. Texts are UTF-8 without NUL.
///
/// HDF5 is not made for threads: all writers and readers of a process stay on one.
///
/// Every member throws WriteError where the file cannot be written, after which only the destructor may be
/// called, and ContractError for a wrong name, type or shape.
class NetcdfWriter
{
  public:
    explicit NetcdfWriter(std::filesystem::path target);
    NetcdfWriter(NetcdfWriter&&) noexcept;
    NetcdfWriter& operator=(NetcdfWriter&&) noexcept;
    ~NetcdfWriter();

    /// \param length  0 too
    void dimension(std::string name, std::size_t length, bool unlimited = false);

    /// An attribute of the file.
    void attribute(std::string name, AttributeValue value);
    /// An attribute of a variable, after those it has.
    void attribute(std::string_view variable, std::string name, AttributeValue value);

    /// Texts lie on fixed dimensions only. A variable of more than 4 KiB is stored in chunks (shuffle,
    /// deflate 1, fletcher32); where none are given: whole trailing dimensions, at most 1 MiB. A float that
    /// is not written is NaN, with the attribute _FillValue; coordinates, integers and texts must be written
    /// whole.
    void variable(Variable definition);

    /// After this there are no more dimensions and variables; commit() does it where it was not done.
    void end_definitions();

    /// All values of a variable, in its own type.
    void write(std::string_view name, const Values& values);
    /// The values of the slab that begins at `start` and has the shape `count`. Slabs in row-major order are
    /// digested on their way; others cost one more reading.
    void write_slab(std::string_view name, const Shape& start, const Shape& count, const Values& values);

    /// Whole rows of the first dimension. \param count  of them, from `first` on
    void write_rows(std::string_view name, std::size_t first, std::size_t count, const Values& values);
    /// Of a dimension that was declared.
    std::size_t length(std::string_view dimension) const;

    /// The coordinate "time" [months] with "time_bnds" [months, nv]: each month's last day, in days since the
    /// first day of `first`; bounds: its first day and the next month's.
    void time(Month first, std::size_t months);
    /// The same for some months, in their order. \param since  the month from whose first day days are counted
    void time(Month since, std::span<const Month> months);

    /// A text of the group /provenance; outside the digest. The name may have any character but `/`.
    void provenance(std::string name, std::string_view text);

    /// SHA-256 over definition and values of all variables and over the file's attributes; chunks,
    /// compression, unlimited dimensions and provenance do not enter. The file carries it as attribute
    /// "content_sha256". All must have been written.
    std::string content_digest();

    /// Closes, seals (see seal.hpp), reads the file back and compares digests, brings it to the disk and
    /// renames it to the target.
    ///
    /// \param overwrite  false: a target that exists is a WriteError
    void commit(bool overwrite);

  private:
    struct File;
    File& open_file();

    std::unique_ptr<File> file_;
};

} // namespace sim
