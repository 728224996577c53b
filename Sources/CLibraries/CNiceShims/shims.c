#include "CNiceShims.h"

#include <gio/gio.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

void nice_shim_set_flag(NiceAgent *agent, const char *name, gboolean value) { g_object_set(agent, name, value, NULL); }

void nice_shim_set_number(NiceAgent *agent, const char *name, guint value) { g_object_set(agent, name, value, NULL); }

void nice_shim_set_text(NiceAgent *agent, const char *name, const char *value) { g_object_set(agent, name, value, NULL); }

typedef struct {
    nice_shim_candidate_handler on_candidate;
    nice_shim_done_handler on_gathered;
    nice_shim_state_handler on_state;
    nice_shim_pair_handler on_pair;
    void *context;
} Handlers;

static const char *const handlers_key = "sluice-handlers";

static void candidate(NiceAgent *agent, NiceCandidate *candidate, gpointer data) {
    Handlers *handlers = data;
    handlers->on_candidate(candidate, handlers->context);
}

static void gathered(NiceAgent *agent, guint stream, gpointer data) {
    Handlers *handlers = data;
    handlers->on_gathered(handlers->context);
}

static void state(NiceAgent *agent, guint stream, guint component, guint state, gpointer data) {
    Handlers *handlers = data;
    handlers->on_state(state, handlers->context);
}

static void pair(
    NiceAgent *agent, guint stream, guint component, NiceCandidate *local, NiceCandidate *remote, gpointer data) {
    Handlers *handlers = data;
    handlers->on_pair(local, remote, handlers->context);
}

void nice_shim_connect(
    NiceAgent *agent, nice_shim_candidate_handler on_candidate, nice_shim_done_handler on_gathered,
    nice_shim_state_handler on_state, nice_shim_pair_handler on_pair, void *context) {
    Handlers *handlers = g_new(Handlers, 1);
    *handlers = (Handlers){on_candidate, on_gathered, on_state, on_pair, context};
    // Lives as long as the agent, hence longer than any signal.
    g_object_set_data_full(G_OBJECT(agent), handlers_key, handlers, g_free);
    g_signal_connect(agent, "new-candidate-full", G_CALLBACK(candidate), handlers);
    g_signal_connect(agent, "candidate-gathering-done", G_CALLBACK(gathered), handlers);
    g_signal_connect(agent, "component-state-changed", G_CALLBACK(state), handlers);
    g_signal_connect(agent, "new-selected-pair-full", G_CALLBACK(pair), handlers);
}

void nice_shim_disconnect(NiceAgent *agent) {
    gpointer handlers = g_object_get_data(G_OBJECT(agent), handlers_key);
    if (handlers) g_signal_handlers_disconnect_by_data(agent, handlers);
}

static void closed(GObject *agent, GAsyncResult *result, gpointer context) { g_object_unref(agent); }

void nice_shim_close(NiceAgent *agent) { nice_agent_close_async(agent, closed, NULL); }

void nice_shim_set_buffers(NiceAgent *agent, guint stream, guint component, int bytes) {
    GPtrArray *sockets = nice_agent_get_sockets(agent, stream, component);
    if (!sockets) return;
    for (guint index = 0; index < sockets->len; index++) {
        GSocket *socket = g_ptr_array_index(sockets, index);
        g_socket_set_option(socket, SOL_SOCKET, SO_RCVBUF, bytes, NULL);
        g_socket_set_option(socket, SOL_SOCKET, SO_SNDBUF, bytes, NULL);
    }
    g_ptr_array_unref(sockets);
}

void nice_shim_guard(NiceAgent *agent, guint stream, guint component) {
    // Offsets are those of the UDP header's eight bytes, the STUN header's twenty, and the first attribute, where all
    // implementations put the error code (RFC 8489 section 14.8). A refusal that can be verified has at least 60 bytes.
    enum { udp = 8, type = udp, attribute = udp + 20, code = attribute + 6, least = udp + 60 };
    enum { binding_error = 0x0111, error_code = 0x0009, role_conflict = 4 << 8 | 87, code_bits = 0x07ff };
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, least, 0, 7),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, type),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, binding_error, 0, 5),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, attribute),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, error_code, 0, 4),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, code),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, code_bits),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, role_conflict, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
        BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0),
        BPF_STMT(BPF_ALU | BPF_SUB | BPF_K, 1),
        BPF_STMT(BPF_RET | BPF_A, 0),
    };
    struct sock_fprog guard = {sizeof program / sizeof *program, program};
    enum { loopback = 1 };  // in every network namespace
    struct sock_filter local[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SKF_AD_OFF + SKF_AD_IFINDEX),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, loopback, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
        BPF_STMT(BPF_RET | BPF_K, 0),
    };
    struct sock_fprog fence = {sizeof local / sizeof *local, local};
    GPtrArray *sockets = nice_agent_get_sockets(agent, stream, component);
    if (!sockets) return;
    for (guint index = 0; index < sockets->len; index++) {
        GSocket *socket = g_ptr_array_index(sockets, index);
        gboolean is_datagram = g_socket_get_socket_type(socket) == G_SOCKET_TYPE_DATAGRAM;
        setsockopt(
            g_socket_get_fd(socket), SOL_SOCKET, SO_ATTACH_FILTER, is_datagram ? &guard : &fence, sizeof(struct sock_fprog));
    }
    g_ptr_array_unref(sockets);
}

GSocket *nice_shim_direct_socket(NiceAgent *agent, guint stream, guint component, const NiceCandidate *local) {
    // Others, even peer-reflexive ones, may stand for a relay's socket, which wraps what is sent.
    gboolean is_plain = local->transport == NICE_CANDIDATE_TRANSPORT_UDP &&
        (local->type == NICE_CANDIDATE_TYPE_HOST || local->type == NICE_CANDIDATE_TYPE_SERVER_REFLEXIVE);
    GSocket *socket = is_plain ? nice_agent_get_selected_socket(agent, stream, component) : NULL;
    return socket ? g_object_ref(socket) : NULL;
}

void nice_shim_release_socket(GSocket *socket) { g_object_unref(socket); }

guint nice_shim_address(const NiceCandidate *candidate, void *address) {
    memset(address, 0, nice_shim_address_size);
    nice_address_copy_to_sockaddr(&candidate->addr, address);
    return ((struct sockaddr *)address)->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                               : sizeof(struct sockaddr_in);
}

gssize nice_shim_send(GSocket *socket, const void *address, guint address_length, const void *bytes, gsize count) {
    // Closed sockets have no descriptor: it cannot be somebody else's by now.
    int descriptor = g_socket_get_fd(socket);
    if (descriptor < 0) return -2;
    return sendto(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, address, address_length);
}
