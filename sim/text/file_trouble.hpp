#pragma once

#include "sim/text/findings.hpp"

namespace sim {

/// Why a file could not be read or written, as somebody who is no programmer may be told. \param code  errno
Words trouble_of_reading(int code);
Words trouble_of_writing(int code);

} // namespace sim
