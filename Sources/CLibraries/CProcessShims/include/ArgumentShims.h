#ifndef SLUICE_ARGUMENT_SHIMS_H
#define SLUICE_ARGUMENT_SHIMS_H

// Overwrites each argument that follows `option` on the command line, so that the process list shows it no more.
void sluice_mask_argument_after(const char *option);

// Overwrites each argument that is the same as `argument`.
void sluice_mask_argument(const char *argument);

#endif
