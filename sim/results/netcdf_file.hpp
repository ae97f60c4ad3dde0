#pragma once

// What a NetcdfWriter holds: the file under way, in HDF5.

#include <algorithm>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/results/digest.hpp"
#include "sim/results/disk.hpp"
#include "sim/results/errors.hpp"
#include "sim/results/hdf5.hpp"
#include "sim/results/netcdf.hpp"
#include "sim/results/packed_chunks.hpp"

namespace sim {

struct NetcdfWriter::File
{
    /// A variable with what was written of it.
    struct Written
    {
        Variable definition;
        Shape shape;
        bool optional;           ///< may stay without values
        hdf5::Handle dataset;    ///< open until all is written and, if sooner, definitions have ended
        std::size_t written = 0; ///< elements, twice what was written twice
        bool is_packed = false;  ///< its chunks are compressed
        bool in_order = true;    ///< `digest` has the first `written` elements
        Digest digest = {};
    };

    std::filesystem::path target;
    std::filesystem::path part; ///< empty: nothing of ours to remove
    std::unique_ptr<hdf5::Disk> disk;
    hdf5::Handle id; // closed before its disk
    hdf5::Handle provenance_group;
    std::vector<Dimension> dimensions;
    std::vector<Attribute> attributes;
    std::deque<Written> variables;
    hdf5::PackedChunks waiting;
    bool is_defined = false; ///< no more dimensions and variables

    explicit File(std::filesystem::path to) : target(std::move(to)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { discard(); }

    void create();
    void discard();
    void close();
    void define(Variable definition);
    void end_definitions();
    void write(Written& variable, const Shape& start, const Shape& count, const Values& values);
    hdf5::Handle open(const Written& variable) const;
    void write_waiting();
    std::string digest();

    const Dimension* find_dimension(std::string_view name) const
    {
        const auto at = std::find_if(dimensions.begin(), dimensions.end(),
                                     [&](const Dimension& dimension) { return dimension.name == name; });
        return at == dimensions.end() ? nullptr : &*at;
    }
    Written* find_variable(std::string_view name)
    {
        const auto at = std::find_if(variables.begin(), variables.end(),
                                     [&](const Written& variable) { return variable.definition.name == name; });
        return at == variables.end() ? nullptr : &*at;
    }

    /// Does the work; after any error but a broken contract the part is gone.
    template <class Work>
    void guarded(Work&& work)
    {
        try {
            work();
            if (disk && disk->error() != 0) throw WriteError(target, trouble_of_writing(disk->error()));
        } catch (const hdf5::Error& error) {
            const int cause = disk ? disk->error() : 0;
            discard();
            throw WriteError(target, cause != 0 ? trouble_of_writing(cause) : Words{error.what(), error.what()});
        } catch (const ReadError& error) {
            discard();
            throw WriteError(target, Words{"membaca ulang gagal: ", "reading back failed: "} + error.words);
        } catch (const WriteError&) {
            discard();
            throw;
        }
    }
};

} // namespace sim
