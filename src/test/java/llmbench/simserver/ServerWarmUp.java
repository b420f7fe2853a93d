package llmbench.simserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;

/**
 * Has the server's code compiled before the first request comes: a second server, of which nothing
 * stays, serves short streams to itself. Without, the first answers of a run are late by tens of
 * milliseconds, which are the simulator's and no model's.
 *
 * <p>Before that the counter counts prompts, each of other words: beside the streams, on a cold
 * template, it would take all of their time, and of a prompt that it knows it learns nothing.
 */
final class ServerWarmUp {

  /** Enough is enough, however slow the machine. */
  private static final long MAX_NANOS = 1_000_000_000;

  /** From about here on a count takes the same time, a fifth of what the second one took. */
  private static final int PROMPTS = 100;

  private static final int PROMPT_WORDS = 35;

  private static final int STREAMS = 600;
  private static final int CONNECTIONS = 20;
  private static final int TOKENS = 24;
  private static final int PATIENCE_MILLIS = 1_000;
  private static final String PROMPT = "warm up the code that counts and parses ".repeat(20);
  private static final byte[] END = "\r\n0\r\n\r\n".getBytes(UTF_8);

  private final byte[] request;
  private final List<Socket> sockets = new ArrayList<>();
  private final byte[] buffer = new byte[1 << 14];

  private ServerWarmUp(SimConfig config) {
    String body =
        "{\"model\":\""
            + config.models().get(0)
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + PROMPT
            + "\"}],\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":"
            + TOKENS
            + "}";
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: warm-up\r\ncontent-type: application/json"
            + "\r\nx-request-id: warm-up\r\ncontent-length: ";
    request = (head + body.length() + "\r\n\r\n" + body).getBytes(UTF_8);
  }

  /**
   * Warms up what a server with this configuration and this tokenizer runs; the streams take a
   * second at most.
   */
  static void run(SimConfig config, PromptCounter counter) {
    count(counter);
    SimConfig warm =
        new SimConfig(
                InetAddress.getLoopbackAddress().getHostAddress(),
                0,
                List.of("warm-up"),
                quick(config.timing()),
                SimConfig.of(config.timing()).maxModelLen(),
                config.finishApart(),
                null,
                config.truth())
            .withRequestMetrics(config.requestMetrics())
            .withPrefixCaching(config.prefixCaching());
    ServerWarmUp client = new ServerWarmUp(warm);
    try (SimServer server = SimServer.start(warm, counter)) {
      client.stream(server.port());
    } catch (IOException | SimServer.SimServerException e) {
      // Without a warm-up the server is as good, only slower at first.
    } finally {
      client.close();
    }
  }

  private static void count(PromptCounter counter) {
    SplittableRandom random = new SplittableRandom(0);
    try {
      for (int i = 0; i < PROMPTS; i++) {
        int unused = counter.chat(List.of(new PromptCounter.Turn("user", prompt(random))));
      }
    } catch (RuntimeException e) {
      // A counter that fails says so to those who ask the server.
    }
  }

  /** Words that are none, of about 100 tokens. */
  private static String prompt(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < PROMPT_WORDS; word++) {
      random.ints(random.nextInt(2, 9), 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
      text.append(' ');
    }
    return text.toString();
  }

  /** The same engine, but quicker. */
  private static Timing quick(Timing timing) {
    return timing instanceof Timing.Fixed
        ? Timing.Fixed.ofMillis(1, 0.2)
        : new Timing.Batch("warm-up", 1_000, 1_000, 200_000, 100, 1, 256, 8_192);
  }

  private void stream(int port) throws IOException {
    long deadline = System.nanoTime() + MAX_NANOS;
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
    for (int sent = 0; sent < STREAMS && System.nanoTime() < deadline; sent += CONNECTIONS) {
      for (Socket socket : sockets) {
        socket.getOutputStream().write(request);
      }
      for (Socket socket : sockets) {
        readAnswer(socket.getInputStream());
      }
    }
  }

  private void readAnswer(InputStream in) throws IOException {
    int matched = 0;
    while (matched < END.length) {
      int read = in.read(buffer);
      if (read < 0) {
        throw new IOException("the server closed the connection");
      }
      for (int i = 0; i < read; i++) {
        // Only CR begins an end, so that a mismatch goes back no farther than that.
        matched = buffer[i] == END[matched] ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
        if (matched == END.length) {
          break;
        }
      }
    }
  }

  private void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no more use anyway.
      }
    }
  }
}
