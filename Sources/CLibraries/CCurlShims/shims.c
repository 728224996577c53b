#include "CCurlShims.h"

#include <netdb.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/sockios.h>

CURLcode curl_shim_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode curl_shim_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode curl_shim_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode curl_shim_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode curl_shim_set_receiver(CURL *handle, CURLoption option, curl_shim_receiver receiver) {
    return curl_easy_setopt(handle, option, receiver);
}

CURLcode curl_shim_response_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

bool curl_shim_has_connected(CURL *handle) {
    curl_off_t time = 0;
    return curl_easy_getinfo(handle, CURLINFO_CONNECT_TIME_T, &time) == CURLE_OK && time > 0;
}

int curl_shim_active_socket(CURL *handle) {
    curl_socket_t descriptor = CURL_SOCKET_BAD;
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &descriptor) == CURLE_OK ? descriptor : -1;
}

CURLcode curl_shim_set_seeker(CURL *handle, curl_shim_seeker seeker) {
    return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, seeker);
}

CURLcode curl_shim_proxy_status(CURL *handle, long *status) {
    return curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, status);
}

CURLcode curl_shim_set_socket_watcher(CURL *handle, curl_shim_socket_watcher watcher) {
    return curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, watcher);
}

int curl_shim_unsent(int descriptor) {
    int count = 0;
    return descriptor >= 0 && ioctl(descriptor, SIOCOUTQ, &count) == 0 ? count : 0;
}

CURLcode curl_shim_set_socket_opener(CURL *handle, curl_shim_socket_opener opener) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

bool curl_shim_address_text(const struct curl_sockaddr *address, char *text, size_t size) {
    if (address->family != AF_INET && address->family != AF_INET6) return false;
    return getnameinfo(&address->addr, address->addrlen, text, (socklen_t)size, NULL, 0, NI_NUMERICHOST) == 0;
}
