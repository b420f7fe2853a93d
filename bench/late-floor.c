// The floor of bench/late: how late a client is that does nothing but wait, write and read.
//
//   late-floor PORT BODY-FILE CONNECTIONS < PLAN > SENT
//
// PLAN has a line for each request: its time in nanoseconds from the start. At each time the file's
// bytes are written as a chat completion to 127.0.0.1, over a connection that was used before (a
// new one where none is free), from one thread that wakes by a timer of the kernel and has made all
// that it can before. SENT has a line for each: id, planned and sent, by CLOCK_MONOTONIC in
// nanoseconds, and whether it had to connect. Exit status 1 where an answer isn't a whole stream.
//
// Part of bench/late, which compiles it: no client on this machine can be much nearer to its plan.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define END "data: [DONE]\n\n\r\n0\r\n\r\n"
#define END_LENGTH (sizeof END - 1)
#define MOST 1000000
#define LEAD_NANOS 100000000L

typedef struct {
  long planned, sent;
  int connected;
} Request;

typedef struct {
  int socket, kept;
  char tail[END_LENGTH];
} Connection;

static Request *requests;
static int count, next, over;
static Connection **idle;
static int idle_count, port, epoll, timer;
static char body[1 << 20], head[1024];
static size_t body_length;

static void stop(const char *why) {
  fprintf(stderr, "late-floor: %s%s%s\n", why, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(1);
}

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000L + t.tv_nsec;
}

static Connection *connected(void) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server)) stop("no connection");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  Connection *connection = calloc(1, sizeof *connection);
  if (!connection) stop("out of memory");
  connection->socket = fd;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) stop("epoll");
  return connection;
}

/* As ours: a connection that was used once is one that the server has taken up. */
static Connection *warm(void) {
  static const char get[] = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  char answer[4096];
  Connection *connection = connected();
  if (write(connection->socket, get, sizeof get - 1) != sizeof get - 1 ||
      read(connection->socket, answer, sizeof answer) <= 0) {
    stop("no answer");
  }
  return connection;
}

static void wait_until(long nanos) {
  struct itimerspec at = {.it_value = {nanos / 1000000000L, nanos % 1000000000L}};
  if (timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL)) stop("timer");
}

static void send_next(void) {
  static char bytes[sizeof head + sizeof body];
  Request *request = &requests[next];
  int length = snprintf(bytes, sizeof head,
      "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json"
      "\r\nx-request-id: floor-%d\r\nContent-Length: %zu\r\n\r\n", port, next, body_length);
  memcpy(bytes + length, body, body_length);
  request->sent = now();
  request->connected = idle_count == 0;
  Connection *connection = idle_count ? idle[--idle_count] : connected();
  connection->kept = 0;
  ssize_t all = length + body_length;
  if (write(connection->socket, bytes, all) != all) stop("not sent");
  next++;
}

/* What is due is sent before anything is read. */
static void send_due(void) {
  while (next < count && requests[next].planned <= now()) send_next();
  if (next < count) wait_until(requests[next].planned);
}

static void take(Connection *connection) {
  static char bytes[END_LENGTH + 65536];
  memcpy(bytes, connection->tail, connection->kept);
  ssize_t length = read(connection->socket, bytes + connection->kept, 65536);
  if (length <= 0) stop("an answer ended early");
  size_t all = connection->kept + length;
  size_t kept = all < END_LENGTH ? all : END_LENGTH;
  memcpy(connection->tail, bytes + all - kept, kept);
  connection->kept = kept;
  if (kept == END_LENGTH && !memcmp(connection->tail, END, END_LENGTH)) {
    idle[idle_count++] = connection;
    over++;
  }
}

int main(int arguments, char **argument) {
  if (arguments != 4) stop("usage: late-floor PORT BODY-FILE CONNECTIONS < PLAN > SENT");
  port = atoi(argument[1]);
  FILE *in = fopen(argument[2], "rb");
  if (!in) stop(argument[2]);
  body_length = fread(body, 1, sizeof body, in);
  fclose(in);
  prctl(PR_SET_TIMERSLACK, 1);
  epoll = epoll_create1(0);
  timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll < 0 || timer < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event)) stop("epoll");
  requests = malloc(MOST * sizeof *requests);
  idle = malloc(MOST * sizeof *idle);
  if (!requests || !idle) stop("out of memory");
  while (count < MOST && scanf("%ld", &requests[count].planned) == 1) count++;
  for (int i = atoi(argument[3]); i > 0; i--) idle[idle_count++] = warm();
  long start = now() + LEAD_NANOS;
  for (int i = 0; i < count; i++) requests[i].planned += start;
  send_due();
  while (over < count) {
    struct epoll_event events[256];
    int ready = epoll_wait(epoll, events, 256, -1);
    if (ready < 0 && errno != EINTR) stop("epoll_wait");
    for (int i = 0; i < ready; i++) {
      send_due();
      if (events[i].data.ptr) take(events[i].data.ptr);
    }
  }
  for (int i = 0; i < count; i++) {
    printf("floor-%d %ld %ld %d\n", i, requests[i].planned, requests[i].sent,
        requests[i].connected);
  }
  return 0;
}
