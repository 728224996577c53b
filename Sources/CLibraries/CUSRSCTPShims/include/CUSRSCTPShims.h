// What Swift cannot import from usrsctp: the library's start takes a variadic function, and its receive callback unions
// by value.
#ifndef C_USRSCTP_SHIMS_H
#define C_USRSCTP_SHIMS_H

#include <usrsctp.h>

typedef void (*sctp_shim_output)(void *_Nonnull address, const void *_Nonnull packet, size_t count);

/// Starts the library without threads of its own.
void sctp_shim_start(sctp_shim_output _Nonnull output);

/// One message, or a part of one (`MSG_EOR` ends it), or a notification (`MSG_NOTIFICATION`). `ppid` is in host order.
typedef void (*sctp_shim_receiver)(
    void *_Nonnull context, const void *_Nonnull bytes, size_t count, uint16_t stream, uint32_t ppid, int flags);

/// A socket whose association carries packets of `address`; nil when there is no memory. `receiver` must be the same in
/// every call.
struct socket *_Nullable sctp_shim_open(sctp_shim_receiver _Nonnull receiver, void *_Nonnull context);

/// Asks the peer to reset one of our outgoing streams.
int sctp_shim_reset(struct socket *_Nonnull socket, uint16_t stream);

#endif
