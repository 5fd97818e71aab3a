/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <netdb.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Preloaded: a program that turns to the network ends there and then, with status 99. */
static void end(void) {
  static const char SAID[] = "the network was asked\n";
  ssize_t written = write(STDERR_FILENO, SAID, sizeof SAID - 1);
  (void)written;
  _exit(99);
}

int socket(int domain, int type, int protocol) {
  if (domain == AF_INET || domain == AF_INET6) end();
  return (int)syscall(SYS_socket, domain, type, protocol);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
  (void)node, (void)service, (void)hints, (void)found;
  end();
  return EAI_FAIL;
}
