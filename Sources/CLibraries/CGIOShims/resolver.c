#include "CGIOShims.h"

#include <gio/gio.h>

struct GIOShimAnswer {
    GList *addresses;
    char *reason;
};

void gio_shim_answer_add(GIOShimAnswer *answer, const char *text) {
    GInetAddress *address = g_inet_address_new_from_string(text);
    if (address != NULL) answer->addresses = g_list_append(answer->addresses, address);
}

void gio_shim_answer_fail(GIOShimAnswer *answer, const char *reason) {
    g_free(answer->reason);
    answer->reason = g_strdup(reason);
}

// Names only: nobody here asks for the names of addresses, or for services.
typedef GResolver GIOShimResolver;
typedef GResolverClass GIOShimResolverClass;
G_DEFINE_TYPE(GIOShimResolver, gio_shim_resolver, G_TYPE_RESOLVER)

static GIOShimLookup current_lookup;

static gboolean is_wanted(GInetAddress *address, GResolverNameLookupFlags flags) {
    GSocketFamily family = g_inet_address_get_family(address);
    if (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY) return family == G_SOCKET_FAMILY_IPV4;
    if (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) return family == G_SOCKET_FAMILY_IPV6;
    return TRUE;
}

static GList *look_up_with_flags(GResolver *resolver, const char *host, GResolverNameLookupFlags flags,
                                 GCancellable *cancellable, GError **error) {
    (void)resolver, (void)cancellable;
    GIOShimAnswer answer = {NULL, NULL};
    GIOShimLookup lookup = g_atomic_pointer_get(&current_lookup);
    if (lookup != NULL) lookup(host, &answer);
    GList *wanted = NULL;
    for (GList *entry = answer.addresses; entry != NULL && answer.reason == NULL; entry = entry->next) {
        if (is_wanted(entry->data, flags)) wanted = g_list_append(wanted, g_object_ref(entry->data));
    }
    if (wanted == NULL) {
        g_set_error(error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "%s",
                    answer.reason != NULL ? answer.reason : "the host has no such address");
    }
    g_list_free_full(answer.addresses, g_object_unref);
    g_free(answer.reason);
    return wanted;
}

static GList *look_up(GResolver *resolver, const char *host, GCancellable *cancellable, GError **error) {
    return look_up_with_flags(resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, error);
}

typedef struct {
    char *host;
    GResolverNameLookupFlags flags;
} Question;

static void free_question(gpointer data) {
    Question *question = data;
    g_free(question->host);
    g_free(question);
}

static void free_addresses(gpointer list) { g_list_free_full(list, g_object_unref); }

static void answer_in_thread(GTask *task, gpointer resolver, gpointer data, GCancellable *cancellable) {
    Question *question = data;
    GError *error = NULL;
    GList *addresses = look_up_with_flags(resolver, question->host, question->flags, cancellable, &error);
    if (addresses != NULL) {
        g_task_return_pointer(task, addresses, free_addresses);
    } else {
        g_task_return_error(task, error);
    }
}

static void look_up_with_flags_async(GResolver *resolver, const char *host, GResolverNameLookupFlags flags,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data) {
    GTask *task = g_task_new(resolver, cancellable, callback, data);
    Question *question = g_new(Question, 1);
    question->host = g_strdup(host);
    question->flags = flags;
    g_task_set_task_data(task, question, free_question);
    // Whoever gives up does not wait for a name server.
    g_task_set_return_on_cancel(task, TRUE);
    g_task_run_in_thread(task, answer_in_thread);
    g_object_unref(task);
}

static void look_up_async(GResolver *resolver, const char *host, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data) {
    look_up_with_flags_async(resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, data);
}

static GList *finish(GResolver *resolver, GAsyncResult *result, GError **error) {
    (void)resolver;
    return g_task_propagate_pointer(G_TASK(result), error);
}

static void gio_shim_resolver_class_init(GIOShimResolverClass *class) {
    class->lookup_by_name = look_up;
    class->lookup_by_name_async = look_up_async;
    class->lookup_by_name_finish = finish;
    class->lookup_by_name_with_flags = look_up_with_flags;
    class->lookup_by_name_with_flags_async = look_up_with_flags_async;
    class->lookup_by_name_with_flags_finish = finish;
}

static void gio_shim_resolver_init(GIOShimResolver *resolver) { (void)resolver; }

static gpointer system_resolver(gpointer data) {
    (void)data;
    return g_resolver_get_default();
}

void gio_shim_set_lookup(GIOShimLookup lookup) {
    static GOnce once = G_ONCE_INIT;
    GResolver *system = g_once(&once, system_resolver, NULL);
    g_atomic_pointer_set(&current_lookup, lookup);
    GResolver *resolver = lookup == NULL ? g_object_ref(system) : g_object_new(gio_shim_resolver_get_type(), NULL);
    g_resolver_set_default(resolver);
    g_object_unref(resolver);
}
