#include "ArgumentShims.h"

#include <string.h>

static int count;
static char **values;

// The C library hands every constructor what main gets: the memory that the process list shows.
__attribute__((constructor)) static void remember(int argc, char **argv, char **environment) {
    (void)environment;
    count = argc;
    values = argv;
}

void sluice_mask_argument_after(const char *option) {
    for (int index = 1; index + 1 < count; index++) {
        if (values[index] == NULL || values[index + 1] == NULL || strcmp(values[index], option) != 0) continue;
        index++;
        memset(values[index], '*', strlen(values[index]));
    }
}

void sluice_mask_argument(const char *argument) {
    for (int index = 1; index < count; index++) {
        if (values[index] == NULL || strcmp(values[index], argument) != 0) continue;
        memset(values[index], '*', strlen(values[index]));
    }
}
