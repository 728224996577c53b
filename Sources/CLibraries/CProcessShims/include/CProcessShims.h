// What Swift cannot do itself: fork, and what must happen between fork and exec; signal handlers; process 1; lost
// displays.
#ifndef C_PROCESS_SHIMS_H
#define C_PROCESS_SHIMS_H

#include "ArgumentShims.h"
#include "CProcessSpawn.h"
#include "DisplayShims.h"
#include "ArgumentShims.h"
#include "SignalShims.h"

#endif
