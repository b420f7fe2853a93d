package llmbench.llm.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A test's HTTP server that does exactly what a path's script says, byte by byte, and keeps account
 * of what it was asked: the other side of every claim about faults.
 */
public final class ScriptedServer implements AutoCloseable {

  /** What to do with one request. */
  public interface Script {
    /**
     * Answers.
     *
     * @param place which request of this connection it is, from 1
     * @return whether the connection stays open
     */
    boolean answer(Wire wire, int place) throws IOException;

    /** Whether a request's body is read before it is answered. */
    default boolean waitsForBody() {
      return true;
    }

    /**
     * The same, right behind a request's head; of its body nothing is read, nor anything behind it
     * where the connection stays open: it does until the server is closed.
     */
    default Script early() {
      Script same = this;
      return new Script() {
        @Override
        public boolean answer(Wire wire, int place) throws IOException {
          return same.answer(wire, place);
        }

        @Override
        public boolean waitsForBody() {
          return false;
        }
      };
    }
  }

  /** Makes a connection that was accepted one within TLS, say. */
  public interface Layer {
    /** The connection that is spoken on. */
    Socket over(Socket accepted) throws IOException;
  }

  /**
   * One request's connection, as a script sees it.
   *
   * @param socket as it was accepted: below TLS, if there is TLS
   * @param out of what is spoken on
   * @param head of the request
   */
  public record Wire(Socket socket, InputStream in, OutputStream out, String head) {

    /** The value of a header of the request; empty where it has none. */
    public String header(String name) {
      return ScriptedServer.header(head, name);
    }

    /** Sends text at once. */
    public Wire send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return this;
    }

    /** Sends bytes at once. */
    public Wire send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      return this;
    }

    /** Sends text as one chunk of a chunked body. */
    public Wire chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    }

    /** Waits until the client has closed the connection; what else it sends is not looked at. */
    public void awaitEnd() {
      try {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // Reset: that is an end as well.
      }
    }

    /** Ends a chunked body. */
    public boolean end() throws IOException {
      send("0\r\n\r\n");
      return true;
    }

    /** Breaks the connection with a reset instead of an orderly end. */
    public boolean reset() throws IOException {
      socket.setSoLinger(true, 0);
      return false;
    }
  }

  /** Connections that wait to be taken: who finds no room tries again after a second. */
  private static final int BACKLOG = 1000;

  /** The bytes that end a head. */
  private static final int BLANK_LINE = 0x0D0A0D0A;

  private final ServerSocket server;
  private final Map<String, Script> scripts;
  private final Layer layer;
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  public ScriptedServer(Map<String, Script> scripts) throws IOException {
    this(scripts, accepted -> accepted);
  }

  public ScriptedServer(Map<String, Script> scripts, Layer layer) throws IOException {
    this.scripts = Map.copyOf(scripts);
    this.layer = layer;
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon(this::accept, "scripted-server");
  }

  public String baseUrl() {
    return "http://" + address();
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** How often this path was asked for. */
  public int requests(String path) {
    AtomicInteger count = requests.get(path);
    return count == null ? 0 : count.get();
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  /** Closes all connections that are open, idle or not. */
  public void closeConnections() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // Then it is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closed.countDown();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket), "scripted-connection");
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = layer.over(accepted)) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      for (int place = 1; open; place++) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        String path = head.split(" ", 3)[1];
        requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        Script script = scripts.get(path);
        if (script == null) {
          throw new IllegalStateException("no script for " + path);
        }
        if (script.waitsForBody()) {
          in.readNBytes(contentLength(head));
        }
        open = script.answer(new Wire(accepted, in, socket.getOutputStream(), head), place);
        if (open && !script.waitsForBody()) {
          closed.await();
          return;
        }
      }
    } catch (IOException e) {
      // The client went away: it has its own account of why.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(accepted);
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int lastFour = 0; lastFour != BLANK_LINE; ) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.write(b);
      lastFour = lastFour << Byte.SIZE | b;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int contentLength(String head) {
    String length = header(head, "content-length");
    return length.isEmpty() ? 0 : Integer.parseInt(length);
  }

  private static String header(String head, String name) {
    int end = name.length() + 1;
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, end))
        .map(line -> line.substring(end).trim())
        .findFirst()
        .orElse("");
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          throw new UncheckedIOException(new IOException(name + " failed", e));
        });
    thread.start();
  }
}
