// What Swift cannot write for GIO: a class of GObject's. Shows no type of GIO's, whose headers GStreamer's module has, too.
#ifndef C_GIO_SHIMS_H
#define C_GIO_SHIMS_H

/// The answer to a lookup, while it is given.
typedef struct GIOShimAnswer GIOShimAnswer;

/// Looks `host` up, on whichever thread needs its addresses, and may block that.
typedef void (*GIOShimLookup)(const char *_Nonnull host, GIOShimAnswer *_Nonnull answer);

/// Adds an address in text form; what is none is left out.
void gio_shim_answer_add(GIOShimAnswer *_Nonnull answer, const char *_Nonnull address);

/// Makes the lookup fail, whatever addresses were added.
void gio_shim_answer_fail(GIOShimAnswer *_Nonnull answer, const char *_Nonnull reason);

/// From now on all of the process's connections ask `lookup` for the addresses of names, though not of `localhost` and of
/// addresses themselves, which GIO knows; null gives the system's resolver back.
void gio_shim_set_lookup(GIOShimLookup _Nullable lookup);

#endif
