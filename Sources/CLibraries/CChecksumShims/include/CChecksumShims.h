// The processor's own instruction for CRC-32C (SSE 4.2, ARMv8's CRC extension), which Swift has no word for.
#ifndef C_CHECKSUM_SHIMS_H
#define C_CHECKSUM_SHIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has it; without it the function below must not be called.
bool checksum_shim_has_crc32c(void);

/// The register (inverted, as it is between pieces) after `count` more bytes.
uint32_t checksum_shim_crc32c(uint32_t value, const uint8_t *_Nullable bytes, size_t count);

#endif
