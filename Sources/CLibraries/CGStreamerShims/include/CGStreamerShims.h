// What Swift cannot import from GStreamer: macros, and varargs functions.
#ifndef C_GSTREAMER_SHIMS_H
#define C_GSTREAMER_SHIMS_H

#include <gst/gst.h>

/// A macro in GStreamer.
static inline void gst_shim_message_unref(GstMessage *_Nonnull message) { gst_message_unref(message); }

#endif
