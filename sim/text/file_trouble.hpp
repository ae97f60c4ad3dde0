#pragma once

#include <filesystem>

#include "sim/text/findings.hpp"

namespace sim {

/// Why a file could not be read or written, as somebody who is no programmer may be told. \param code  errno
Words trouble_of_reading(int code);
Words trouble_of_writing(int code);

/// "there is no such file", or folder, and the nearest name of what lies beside it.
Words no_such_file(const std::filesystem::path& path);
Words no_such_folder(const std::filesystem::path& path);

} // namespace sim
