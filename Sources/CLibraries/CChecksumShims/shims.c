#include "CChecksumShims.h"

#include <string.h>

#if defined(__x86_64__)

#include <nmmintrin.h>

#define WITH_CRC __attribute__((target("sse4.2")))
#define CRC_OF_WORD(value, word) ((uint32_t)_mm_crc32_u64(value, word))
#define CRC_OF_BYTE(value, byte) _mm_crc32_u8(value, byte)

bool checksum_shim_has_crc32c(void) { return __builtin_cpu_supports("sse4.2"); }

#elif defined(__aarch64__) && defined(__linux__)

#include <arm_acle.h>
#include <asm/hwcap.h>
#include <sys/auxv.h>

#define WITH_CRC __attribute__((target("crc")))
#define CRC_OF_WORD(value, word) __crc32cd(value, word)
#define CRC_OF_BYTE(value, byte) __crc32cb(value, byte)

bool checksum_shim_has_crc32c(void) { return (getauxval(AT_HWCAP) & HWCAP_CRC32) != 0; }

#endif

#ifdef WITH_CRC

WITH_CRC uint32_t checksum_shim_crc32c(uint32_t value, const uint8_t *bytes, size_t count) {
    for (; count >= sizeof(uint64_t); bytes += sizeof(uint64_t), count -= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);  // at any address
        value = CRC_OF_WORD(value, word);
    }
    for (; count > 0; bytes++, count--) value = CRC_OF_BYTE(value, *bytes);
    return value;
}

#else

bool checksum_shim_has_crc32c(void) { return false; }

uint32_t checksum_shim_crc32c(uint32_t value, const uint8_t *bytes, size_t count) { return value; }

#endif
