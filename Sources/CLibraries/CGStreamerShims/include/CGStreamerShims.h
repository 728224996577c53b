// What Swift cannot import from GStreamer and GObject: macros, and varargs functions.
#ifndef C_GSTREAMER_SHIMS_H
#define C_GSTREAMER_SHIMS_H

#include <gst/gst.h>

/// What became of a property that was to be set from text.
typedef enum {
    GST_SHIM_PROPERTY_SET,
    GST_SHIM_PROPERTY_UNKNOWN,
    GST_SHIM_PROPERTY_READ_ONLY,
    GST_SHIM_PROPERTY_BAD_VALUE,
} GstShimPropertyResult;

/// Sets a property, of whatever type, from GStreamer's text form of the value; a string is taken as it is.
/// A shim because GValue's initialisation and type checks are macros.
GstShimPropertyResult gst_shim_set_property(gpointer _Nonnull object, const char *_Nonnull name,
                                            const char *_Nonnull text);

/// The property in GStreamer's text form, to be freed with g_free; null when there is none.
char *_Nullable gst_shim_copy_property(gpointer _Nonnull object, const char *_Nonnull name);

/// The structure a property holds, to be freed with gst_structure_free; null when it holds none.
GstStructure *_Nullable gst_shim_copy_structure(gpointer _Nonnull object, const char *_Nonnull name);

/// The bytes of a caps field that holds a buffer, or of the first buffer of an array of them. Not owned.
/// A shim because the type checks are macros.
GstBuffer *_Nullable gst_shim_caps_buffer(GstCaps *_Nonnull caps, const char *_Nonnull field);

/// Posts an error in the name of `element`. A shim because GST_ELEMENT_ERROR is a macro.
void gst_shim_post_error(GstElement *_Nonnull element, const char *_Nonnull text, const char *_Nonnull debug);

#endif
