#pragma once

#include "sim/text/findings.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// The bytes of an ordinary file. A missing file, a folder, a pipe, a device, a file of more than
/// `most_bytes` is an error in `findings` under `shown_name`.
std::optional<std::string> read_file(const std::filesystem::path& path, const std::string& shown_name,
                                     std::uintmax_t most_bytes, Findings& findings);

enum class Encoding { utf8, damaged, other };

/// .xlsx, .ods (ZIP archives) or .xls (an OLE file), whatever it is called.
bool is_workbook(std::string_view text);
/// Results of simulations are such.
bool is_hdf5(std::string_view text);

/// Takes the byte order mark away and reports each line that is no UTF-8 (`damaged`), or once that the file is UTF-16
/// or has a NUL (`other`: there is no point in reading on).
Encoding check_utf8(std::string& text, const std::string& shown_name, Findings& findings);

/// True if the file, links followed, lies in the folder or below. False if one of them is not there.
bool lies_within(const std::filesystem::path& file, const std::filesystem::path& folder);

} // namespace sim
