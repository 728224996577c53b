// What Swift cannot do itself: fork, and what must happen between fork and exec.
#ifndef C_PROCESS_SHIMS_H
#define C_PROCESS_SHIMS_H

#include "SignalShims.h"

#endif
