#pragma once

#include <filesystem>
#include <stdexcept>

#include "sim/text/findings.hpp"

namespace sim {

/// "PATH: cause", in the words of both languages. `what()` is in English.
struct FileError : std::runtime_error
{
    explicit FileError(Words given) : std::runtime_error(given.en), words(std::move(given)) {}
    explicit FileError(const std::string& english) : FileError(Words{english, english}) {}
    FileError(const std::filesystem::path& file, const Words& cause)
        : FileError(Words{file.string() + ": ", file.string() + ": "} + cause)
    {
    }
    Words words;
};

/// A file could not be written. The file that was there before is untouched.
struct WriteError : FileError
{
    using FileError::FileError;
};

/// A file could not be read, is damaged or is not what it should be.
struct ReadError : FileError
{
    using FileError::FileError;
};

} // namespace sim
