#include "CGStreamerShims.h"

GstShimPropertyResult gst_shim_set_property(gpointer object, const char *name, const char *text) {
    GParamSpec *spec = g_object_class_find_property(G_OBJECT_GET_CLASS(object), name);
    if (spec == NULL) return GST_SHIM_PROPERTY_UNKNOWN;
    if (!(spec->flags & G_PARAM_WRITABLE) || (spec->flags & G_PARAM_CONSTRUCT_ONLY)) {
        return GST_SHIM_PROPERTY_READ_ONLY;
    }

    GValue value = G_VALUE_INIT;
    g_value_init(&value, G_PARAM_SPEC_VALUE_TYPE(spec));
    gboolean valid = TRUE;
    if (G_VALUE_HOLDS_STRING(&value)) {
        g_value_set_string(&value, text);
    } else {
        valid = gst_value_deserialize_with_pspec(&value, text, spec);
    }
    // Answers TRUE when the value was out of range and had to be changed.
    if (valid && !(spec->flags & G_PARAM_LAX_VALIDATION)) valid = !g_param_value_validate(spec, &value);
    if (valid) g_object_set_property(G_OBJECT(object), name, &value);
    g_value_unset(&value);
    return valid ? GST_SHIM_PROPERTY_SET : GST_SHIM_PROPERTY_BAD_VALUE;
}

static gboolean get_property(gpointer object, const char *name, GValue *value) {
    GParamSpec *spec = g_object_class_find_property(G_OBJECT_GET_CLASS(object), name);
    if (spec == NULL || !(spec->flags & G_PARAM_READABLE)) return FALSE;
    g_value_init(value, G_PARAM_SPEC_VALUE_TYPE(spec));
    g_object_get_property(G_OBJECT(object), name, value);
    return TRUE;
}

char *gst_shim_copy_property(gpointer object, const char *name) {
    GValue value = G_VALUE_INIT;
    if (!get_property(object, name, &value)) return NULL;
    char *text = G_VALUE_HOLDS_STRING(&value) ? g_value_dup_string(&value) : gst_value_serialize(&value);
    g_value_unset(&value);
    return text;
}

GstStructure *gst_shim_copy_structure(gpointer object, const char *name) {
    GValue value = G_VALUE_INIT;
    if (!get_property(object, name, &value)) return NULL;
    const GstStructure *structure = GST_VALUE_HOLDS_STRUCTURE(&value) ? gst_value_get_structure(&value) : NULL;
    GstStructure *copy = structure == NULL ? NULL : gst_structure_copy(structure);
    g_value_unset(&value);
    return copy;
}

GstBuffer *gst_shim_caps_buffer(GstCaps *caps, const char *field) {
    if (gst_caps_get_size(caps) == 0) return NULL;
    const GValue *value = gst_structure_get_value(gst_caps_get_structure(caps, 0), field);
    if (value != NULL && GST_VALUE_HOLDS_ARRAY(value)) {
        value = gst_value_array_get_size(value) > 0 ? gst_value_array_get_value(value, 0) : NULL;
    }
    return value != NULL && GST_VALUE_HOLDS_BUFFER(value) ? gst_value_get_buffer(value) : NULL;
}

void gst_shim_post_error(GstElement *element, const char *text, const char *debug) {
    GST_ELEMENT_ERROR(element, STREAM, FAILED, ("%s", text), ("%s", debug));
}
