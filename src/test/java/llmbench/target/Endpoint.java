package llmbench.target;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import llmbench.options.BenchOptions.Timeouts;
import llmbench.options.Transport;
import llmbench.options.syntax.ProxyUrl;
import llmbench.timeline.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarked server, for what is sent before and after the measurement. The measured requests
 * go through Gatling's own engine.
 */
public final class Endpoint {

  private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Headers that the JDK's client sets by itself and refuses from others. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final int SHOWN_CHARS = 500;

  private static final String SHORTER =
      "; -Dllm.first-token-timeout=S or -Dllm.total-timeout=S shortens it";

  static {
    // The JDK doesn't give passwords to proxies of https servers by default.
    if (System.getProperty(TUNNELING) == null) {
      System.setProperty(TUNNELING, "");
    }
  }

  private final URI baseUrl;
  private final Transport transport;
  private final Secrets secrets;
  private final Timeouts timeouts;
  private final Waiting waiting;
  private final HttpClient client;

  /** The server at this URL, which may have a path prefix, without proxy and secrets. */
  public Endpoint(URI baseUrl) {
    this(baseUrl, Transport.DIRECT, Secrets.NONE, Timeouts.NONE, line -> {});
  }

  /**
   * The server at this URL, which may have a path prefix.
   *
   * @param secrets are in no message
   * @param timeouts of the run's requests; what is asked here takes no longer
   * @param say is told who is waited for, where that takes a while
   * @throws IllegalArgumentException if the transport's authorities can't be read; for people
   */
  public Endpoint(
      URI baseUrl, Transport transport, Secrets secrets, Timeouts timeouts, Consumer<String> say) {
    this(baseUrl, transport, secrets, timeouts, new Waiting(say));
  }

  Endpoint(URI baseUrl, Transport transport, Secrets secrets, Timeouts timeouts, Waiting waiting) {
    this.baseUrl = baseUrl;
    this.transport = transport;
    this.secrets = secrets;
    this.timeouts = timeouts;
    this.waiting = waiting;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeouts.connectBeside(CONNECT_TIMEOUT))
            .sslContext(Trust.of(transport).jdk())
            // Not the JVM's own proxies: Gatling's engine would not use them.
            .proxy(
                transport
                    .proxy()
                    .map(
                        proxy -> ProxySelector.of(new InetSocketAddress(host(proxy), proxy.port())))
                    .orElse(HttpClient.Builder.NO_PROXY))
            .build();
  }

  private static String host(ProxyUrl proxy) {
    return proxy.host().replaceAll("[\\[\\]]", "");
  }

  /** What a server said, without the run's secrets. */
  public String withoutSecrets(String said) {
    return secrets.hide(said);
  }

  /**
   * What the server answered.
   *
   * @param contentType empty when none was given
   * @param date the header that tells the server's time; likewise
   */
  public record Answer(int status, String contentType, String date, String body) {

    /** Whether the status is 200. */
    public boolean ok() {
      return status == 200;
    }
  }

  /** Status and the beginning of the body, on one line that can do a terminal no harm. */
  String summary(Answer answer) {
    String flat = flat(secrets.hide(answer.body()));
    return answer.status()
        + (flat.isEmpty() ? "" : ": " + flat.substring(0, Math.min(SHOWN_CHARS, flat.length())));
  }

  /** A body may be indented. */
  private static String flat(String text) {
    return BLANKS.matcher(Printable.line(text)).replaceAll(" ");
  }

  /** Where the server is, without secrets, for messages. */
  public String name() {
    // Not getHost(): that is null for names with an underscore, which container networks have.
    return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
  }

  /**
   * Asks for {@code path}.
   *
   * @param timeout for all of it; less where the run's own requests get less
   * @throws UnreachableException when no answer came
   */
  public Answer get(String path, Map<String, String> headers, Duration timeout) {
    return send(path, headers, null, timeouts.beside(timeout), timeouts.beside(timeout));
  }

  /**
   * Posts {@code body} to {@code path} and waits for the whole answer.
   *
   * @param timeout for all of it; less where the run's own requests get less
   * @throws UnreachableException when no answer came
   */
  public Answer post(String path, Map<String, String> headers, byte[] body, Duration timeout) {
    return send(path, headers, body, timeouts.beside(timeout), timeouts.beside(timeout));
  }

  /**
   * Likewise, with limits of its own for the beginning of the answer and for all of it.
   *
   * @throws UnreachableException when no whole answer came in time
   */
  Answer post(
      String path, Map<String, String> headers, byte[] body, Duration beginning, Duration whole) {
    return send(path, headers, body, beginning, whole);
  }

  private Answer send(
      String path,
      Map<String, String> headers,
      byte @Nullable [] body,
      Duration beginning,
      Duration whole) {
    URI server = transport.proxy().isPresent() ? baseUrl : AnyAddress.reached(baseUrl);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    // The client's own timeout ends with the answer's headers.
    request.timeout(beginning);
    headers.forEach(
        (name, value) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            request.header(name, value);
          }
        });
    transport.proxy().ifPresent(proxy -> authenticate(request, proxy));
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), info -> new CappedText(CappedText.MAX_BYTES));
    try {
      HttpResponse<String> response = waiting.await(answer, place(path), whole, shorter());
      String type = response.headers().firstValue("content-type").orElse("");
      String date = response.headers().firstValue("date").orElse("");
      return new Answer(response.statusCode(), type, date, response.body());
    } catch (ExecutionException e) {
      throw new UnreachableException(place(path) + ": " + said(e.getCause(), beginning), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      String late = "no complete answer within " + Spoken.time(whole);
      throw new UnreachableException(place(path) + ": " + late, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnreachableException(name() + path + ": interrupted", e);
    }
  }

  private String shorter() {
    return timeouts.firstToken().isPresent() ? "" : SHORTER;
  }

  private static void authenticate(HttpRequest.Builder request, ProxyUrl proxy) {
    if (proxy.user() != null) {
      byte[] plain = (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
      String basic = "Basic " + Base64.getEncoder().encodeToString(plain);
      request.setHeader("Proxy-Authorization", basic);
    }
  }

  /** Without a query, which may hold a key. */
  private String place(String path) {
    String via = transport.proxy().map(proxy -> " through the proxy " + proxy).orElse("");
    return name() + path.replaceFirst("(?s)[?].*", "?…") + via;
  }

  private String said(@Nullable Throwable e, Duration beginning) {
    return flat(secrets.hide(reason(e, beginning)));
  }

  private String reason(@Nullable Throwable e, Duration beginning) {
    if (e == null) {
      return "no answer";
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
    }
    if (e instanceof SSLException) {
      return "TLS: " + e.getMessage() + ". " + untrusted(e);
    }
    if (e instanceof HttpConnectTimeoutException) {
      Duration connect = timeouts.connectBeside(CONNECT_TIMEOUT);
      boolean sooner = beginning.compareTo(connect) < 0;
      return "no connection within " + Spoken.time(sooner ? beginning : connect);
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer within " + Spoken.time(beginning);
    }
    if (e instanceof ConnectException && e.getMessage() == null) {
      return "connection refused";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String untrusted(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return "Renew it, or set this machine's clock; --insecure verifies nothing";
      }
    }
    return "If the server's certificate is signed by an authority of your own, name it with"
        + " -Dllm.ca-cert=FILE; --insecure verifies nothing";
  }

  /** No answer came from the server. */
  public static final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
