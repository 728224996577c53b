#include "CUSRSCTPShims.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

static sctp_shim_output output_handler;
static sctp_shim_receiver receive_handler;

static int output(void *address, void *packet, size_t count, uint8_t tos, uint8_t set_df) {
    output_handler(address, packet, count);
    return 0;
}

void sctp_shim_start(sctp_shim_output handler) {
    output_handler = handler;
    usrsctp_init_nothreads(0, output, NULL);
    // Nothing below tells of congestion by marks.
    usrsctp_sysctl_set_sctp_ecn_enable(0);
    usrsctp_sysctl_set_sctp_asconf_enable(0);
    usrsctp_sysctl_set_sctp_auth_enable(0);
    usrsctp_sysctl_set_sctp_blackhole(2);
}

static int receive(
    struct socket *socket, union sctp_sockstore address, void *bytes, size_t count, struct sctp_rcvinfo info, int flags,
    void *context) {
    if (!bytes) return 1;
    if (context) receive_handler(context, bytes, count, info.rcv_sid, ntohl(info.rcv_ppid), flags);
    free(bytes);
    return 1;
}

struct socket *sctp_shim_open(sctp_shim_receiver receiver, void *context) {
    receive_handler = receiver;
    return usrsctp_socket(AF_CONN, SOCK_STREAM, IPPROTO_SCTP, receive, NULL, 0, context);
}

int sctp_shim_reset(struct socket *socket, uint16_t stream) {
    char memory[sizeof(struct sctp_reset_streams) + sizeof(uint16_t)];
    struct sctp_reset_streams *reset = (struct sctp_reset_streams *)memory;
    memset(memory, 0, sizeof memory);
    reset->srs_flags = SCTP_STREAM_RESET_OUTGOING;
    reset->srs_number_streams = 1;
    reset->srs_stream_list[0] = stream;
    return usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_RESET_STREAMS, reset, sizeof memory);
}
