package llmbench.llm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A model whose answers are written down: those to the requests of a path, one after the other. An
 * answer begins with how it goes, {@link #WHOLE} and the like, and goes on with its messages.
 */
public final class ScriptedChat implements AutoCloseable {

  /** A stream of deltas that ends as it should. */
  public static final String WHOLE = "whole";

  /** One that ends before its end. */
  public static final String CUT = "cut";

  /** Status 500, and nothing else. */
  public static final String REFUSED = "500";

  /** Events as they stand there, with single quotes. */
  public static final String EVENTS = "events";

  private final Map<String, List<List<String>>> scripts;
  private final Map<String, List<String>> bodies = new ConcurrentHashMap<>();
  private final HttpServer server;

  private ScriptedChat(Map<String, List<List<String>>> scripts, HttpServer server) {
    this.scripts = Map.copyOf(scripts);
    this.server = server;
  }

  /** Starts it; a path without a script is answered once, with a full stop. */
  public static ScriptedChat start(Map<String, List<List<String>>> scripts) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ScriptedChat chat = new ScriptedChat(scripts, HttpServer.create(any, 0));
    chat.server.createContext("/", chat::answer);
    chat.server.start();
    return chat;
  }

  /** An answer with these texts, a delta each. */
  public static List<String> said(String... texts) {
    return Stream.concat(Stream.of(WHOLE), Stream.of(texts).map(ScriptedChat::content)).toList();
  }

  /** A delta with a text. */
  public static String content(String text) {
    return "{\"content\":\"" + text + "\"}";
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The bodies that came to a path, in their order. */
  public List<String> bodies(String path) {
    return List.copyOf(bodies.getOrDefault(path, List.of()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    List<String> came = bodies.computeIfAbsent(path, key -> new CopyOnWriteArrayList<>());
    int place = came.size();
    came.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    List<String> script = scripts.getOrDefault(path, List.of(said("."))).get(place);
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    if (script.get(0).equals(REFUSED)) {
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    byte[] bytes = stream(script.get(0), script.subList(1, script.size())).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String stream(String how, List<String> messages) {
    StringBuilder stream = new StringBuilder();
    for (String message : messages) {
      String deltas = "{\"choices\":[{\"delta\":" + message + "}]}";
      String data = how.equals(EVENTS) ? message.replace('\'', '"') : deltas;
      stream.append("data: ").append(data).append("\n\n");
    }
    return stream.append(how.equals(WHOLE) ? "data: [DONE]\n\n" : "").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
