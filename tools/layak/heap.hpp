#pragma once

namespace layak {

/// Has the C library keep what is freed for what comes next, in pages of 2 MiB where the system gives them: a page of
/// 4 KiB costs a run of one replicate a tenth of its time. Once, before other threads; changes no number.
void prepare_heap();

} // namespace layak
