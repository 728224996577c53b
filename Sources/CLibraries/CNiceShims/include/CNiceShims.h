// What Swift cannot import from GObject: g_object_set is variadic, and casts of instances and callbacks are macros.
#ifndef C_NICE_SHIMS_H
#define C_NICE_SHIMS_H

#include <nice/agent.h>

void nice_shim_set_flag(NiceAgent *_Nonnull agent, const char *_Nonnull name, gboolean value);

void nice_shim_set_number(NiceAgent *_Nonnull agent, const char *_Nonnull name, guint value);

/// The library copies the text.
void nice_shim_set_text(NiceAgent *_Nonnull agent, const char *_Nonnull name, const char *_Nullable value);

typedef void (*nice_shim_candidate_handler)(NiceCandidate *_Nonnull candidate, void *_Nonnull context);
typedef void (*nice_shim_state_handler)(guint state, void *_Nonnull context);
typedef void (*nice_shim_pair_handler)(
    NiceCandidate *_Nonnull local, NiceCandidate *_Nonnull remote, void *_Nonnull context);
typedef void (*nice_shim_done_handler)(void *_Nonnull context);

/// Connects the agent's signals of its only component; the handlers must be kept away by nice_shim_disconnect before
/// the context goes.
void nice_shim_connect(
    NiceAgent *_Nonnull agent, nice_shim_candidate_handler _Nonnull on_candidate,
    nice_shim_done_handler _Nonnull on_gathered, nice_shim_state_handler _Nonnull on_state,
    nice_shim_pair_handler _Nonnull on_pair, void *_Nonnull context);

void nice_shim_disconnect(NiceAgent *_Nonnull agent);

/// Ends relay allocations and the like on the agent's loop, then lets go of the agent.
void nice_shim_close(NiceAgent *_Nonnull agent);

/// Asks the kernel for larger buffers of the agent's sockets; those made by then.
void nice_shim_set_buffers(NiceAgent *_Nonnull agent, guint stream, guint component, int bytes);

/// Keeps answers that refuse a check from the library, of whose UDP sockets those made by then. Role conflicts reach it; of other
/// refusals the last byte is cut off, with which they are no STUN any more, and come to the callback as what the peer sends. And
/// lets nobody but this machine connect to its TCP sockets.
void nice_shim_guard(NiceAgent *_Nonnull agent, guint stream, guint component);

/// The socket of the pair in use, for sending beside the library, when it is a plain UDP socket of a local address, and
/// the peer's address. The caller owns the reference.
GSocket *_Nullable nice_shim_direct_socket(
    NiceAgent *_Nonnull agent, guint stream, guint component, const NiceCandidate *_Nonnull local);

void nice_shim_release_socket(GSocket *_Nonnull socket);

enum { nice_shim_address_size = 128 };

/// Writes the address as a sockaddr and returns its length.
guint nice_shim_address(const NiceCandidate *_Nonnull candidate, void *_Nonnull address);

/// As sendto: negative when nothing was sent. -2 when the library has closed the socket.
gssize nice_shim_send(
    GSocket *_Nonnull socket, const void *_Nonnull address, guint address_length, const void *_Nonnull bytes,
    gsize count);

#endif
