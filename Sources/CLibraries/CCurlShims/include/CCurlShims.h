// What Swift cannot import from libcurl: curl_easy_setopt and curl_easy_getinfo are variadic, and macros besides.
#ifndef C_CURL_SHIMS_H
#define C_CURL_SHIMS_H

#include <stdbool.h>

#include <curl/curl.h>

typedef size_t (*curl_shim_receiver)(char *_Nonnull bytes, size_t size, size_t count, void *_Nullable context);

/// Also for options that are booleans.
CURLcode curl_shim_set_long(CURL *_Nonnull handle, CURLoption option, long value);

CURLcode curl_shim_set_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value);

/// The library copies the text.
CURLcode curl_shim_set_text(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value);

/// The library keeps the pointer.
CURLcode curl_shim_set_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);

CURLcode curl_shim_set_receiver(CURL *_Nonnull handle, CURLoption option, curl_shim_receiver _Nonnull receiver);

CURLcode curl_shim_response_status(CURL *_Nonnull handle, long *_Nonnull status);

/// Whether the last transfer got as far as a connection.
bool curl_shim_has_connected(CURL *_Nonnull handle);

/// The connection that a connect-only transfer left open; -1 without one. The handle goes on owning it.
int curl_shim_active_socket(CURL *_Nonnull handle);

typedef int (*curl_shim_seeker)(void *_Nullable context, curl_off_t offset, int origin);

CURLcode curl_shim_set_seeker(CURL *_Nonnull handle, curl_shim_seeker _Nonnull seeker);

/// What a proxy answered to the request for a tunnel; zero without one.
CURLcode curl_shim_proxy_status(CURL *_Nonnull handle, long *_Nonnull status);

typedef int (*curl_shim_socket_watcher)(void *_Nullable context, curl_socket_t descriptor, curlsocktype purpose);

/// Told of each socket before it connects.
CURLcode curl_shim_set_socket_watcher(CURL *_Nonnull handle, curl_shim_socket_watcher _Nonnull watcher);

typedef curl_socket_t (*curl_shim_socket_opener)(
    void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nullable address);

/// Makes each socket, or CURL_SOCKET_BAD for an address that nothing is to connect to.
CURLcode curl_shim_set_socket_opener(CURL *_Nonnull handle, curl_shim_socket_opener _Nonnull opener);

/// An address in figures; the structure goes on where Swift sees its end. False when it is of neither version of IP.
bool curl_shim_address_text(const struct curl_sockaddr *_Nonnull address, char *_Nonnull text, size_t size);

/// Bytes that the kernel has of a socket and the peer has not acknowledged; ioctl is variadic.
int curl_shim_unsent(int descriptor);

#endif
