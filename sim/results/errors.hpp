#pragma once

#include <stdexcept>

namespace sim {

/// A file could not be written: "PATH: cause". The file that was there before is untouched.
struct WriteError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// A file could not be read, is damaged or is not what it should be: "PATH: cause".
struct ReadError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace sim
