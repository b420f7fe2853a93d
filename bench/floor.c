// The floor: what a client costs and adds that does nothing but read sockets and stamp.
//
//   floor PORT CONCURRENCY PROMPTS BODY-FILE
//
// Sends the file's bytes as a chat completion PROMPTS times to 127.0.0.1, CONCURRENCY at once, on
// connections that were used before the clock starts, from one thread with one epoll. Each read
// gets one stamp, and every `"choices":[{` in it that time; nothing is parsed. Prints figures under
// the names of `vllm bench serve --save-result`; its throughput counts chunks for tokens. Exit status 1 where an answer isn't a whole stream.
//
// Part of bench/accuracy, which compiles it: no client on this machine can be nearer to the server.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CHUNK "\"choices\":[{"
#define DONE "data: [DONE]"
#define LAST "\r\n0\r\n\r\n"
#define TAIL 16 /* a marker may be cut by the end of a read: so much is looked at again */
#define ROOM (64 * 1024)

typedef struct {
  int socket;
  double sent, first, last;
  int chunks, kept, done;
  char tail[TAIL];
} Stream;

typedef struct {
  double *values;
  size_t size, room;
} Numbers;

static char *request;
static size_t request_length;
static Numbers ttfts, tpots, itls;

static void stop(const char *why) {
  fprintf(stderr, "floor: %s%s%s\n", why, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void add(Numbers *numbers, double value) {
  if (numbers->size == numbers->room) {
    numbers->room = numbers->room ? numbers->room * 2 : 1024;
    numbers->values = realloc(numbers->values, numbers->room * sizeof(double));
    if (!numbers->values) stop("out of memory");
  }
  numbers->values[numbers->size++] = value;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double mean(const Numbers *numbers) {
  double sum = 0;
  for (size_t i = 0; i < numbers->size; i++) sum += numbers->values[i];
  return numbers->size ? sum / numbers->size : 0;
}

/* Linear, as numpy.percentile; sorts the numbers. */
static double percentile(Numbers *numbers, double percent) {
  if (!numbers->size) return 0;
  qsort(numbers->values, numbers->size, sizeof(double), ascending);
  double at = (numbers->size - 1) * percent / 100;
  size_t low = (size_t)at, high = low + 1 < numbers->size ? low + 1 : low;
  return numbers->values[low] + (at - low) * (numbers->values[high] - numbers->values[low]);
}

static void read_body(const char *file, int port) {
  FILE *in = fopen(file, "rb");
  if (!in) stop(file);
  static char body[1 << 20];
  size_t length = fread(body, 1, sizeof body, in);
  fclose(in);
  request = malloc(length + 1024);
  if (!request) stop("out of memory");
  int head = sprintf(request,
      "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json"
      "\r\nContent-Length: %zu\r\n\r\n", port, length);
  memcpy(request + head, body, length);
  request_length = head + length;
}

/* As ours: a connection that was used once is one that the server has taken up. */
static void warm(int fd) {
  static const char get[] = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  char answer[4096];
  if (write(fd, get, sizeof get - 1) != sizeof get - 1 || read(fd, answer, sizeof answer) <= 0) {
    stop("no answer");
  }
}

static int connected(int port) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(port)};
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server)) stop("no connection");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static void send_request(Stream *stream) {
  *stream = (Stream){.socket = stream->socket, .sent = now()};
  if (write(stream->socket, request, request_length) != (ssize_t)request_length) stop("not sent");
}

static void chunk(Stream *stream, double time) {
  if (stream->chunks++ == 0) {
    stream->first = time;
    add(&ttfts, time - stream->sent);
  } else {
    add(&itls, time - stream->last);
  }
  stream->last = time;
}

/* Whether the answer is over. */
static int take(Stream *stream) {
  static char bytes[TAIL + ROOM];
  memcpy(bytes, stream->tail, stream->kept);
  ssize_t length = read(stream->socket, bytes + stream->kept, ROOM);
  double time = now();
  if (length <= 0) stop("an answer ended early");
  char *from = bytes, *end = bytes + stream->kept + length, *found;
  while ((found = memmem(from, end - from, CHUNK, strlen(CHUNK)))) {
    chunk(stream, time);
    from = found + strlen(CHUNK);
  }
  if ((found = memmem(from, end - from, DONE, strlen(DONE)))) {
    stream->done = 1;
    from = found;
  }
  if (stream->done && memmem(from, end - from, LAST, strlen(LAST))) return 1;
  /* One byte less than a marker has, so that none counts twice. */
  stream->kept = end - from < (long)strlen(CHUNK) - 1 ? end - from : (long)strlen(CHUNK) - 1;
  memcpy(stream->tail, end - stream->kept, stream->kept);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 5) stop("usage: floor PORT CONCURRENCY PROMPTS BODY-FILE");
  int port = atoi(argv[1]), concurrency = atoi(argv[2]), prompts = atoi(argv[3]);
  if (concurrency < 1 || prompts < concurrency) stop("CONCURRENCY is from 1 to PROMPTS");
  read_body(argv[4], port);
  int poll = epoll_create1(0), sent = 0, ended = 0;
  Stream *streams = calloc(concurrency, sizeof(Stream));
  if (poll < 0 || !streams) stop("no epoll");
  for (int i = 0; i < concurrency; i++) {
    streams[i].socket = connected(port);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &streams[i]};
    warm(streams[i].socket);
    if (epoll_ctl(poll, EPOLL_CTL_ADD, streams[i].socket, &event)) stop("no epoll");
  }
  double begin = now(), end = begin;
  long chunks = 0;
  for (; sent < concurrency; sent++) send_request(&streams[sent]);
  while (ended < prompts) {
    struct epoll_event events[256];
    int ready = epoll_wait(poll, events, 256, -1);
    if (ready < 0 && errno != EINTR) stop("no epoll");
    for (int i = 0; i < ready; i++) {
      Stream *stream = events[i].data.ptr;
      if (!take(stream)) continue;
      if (stream->chunks == 0) stop("an answer had no chunk");
      /* Two chunks bring no token: the role's and the finish's. */
      int tokens = stream->chunks - 2;
      if (tokens > 1) add(&tpots, (stream->last - stream->first) / (tokens - 1));
      chunks += stream->chunks;
      ended++;
      end = now();
      if (sent < prompts) {
        sent++;
        send_request(stream);
      }
    }
  }
  printf("{\"completed\": %d, \"mean_ttft_ms\": %f, \"p99_ttft_ms\": %f, \"mean_tpot_ms\": %f, "
      "\"median_itl_ms\": %f, \"p99_itl_ms\": %f, \"output_throughput\": %f}\n",
      ended, mean(&ttfts), percentile(&ttfts, 99), mean(&tpots), percentile(&itls, 50),
      percentile(&itls, 99), chunks / ((end - begin) / 1e3));
  return 0;
}
