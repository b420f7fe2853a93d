package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.Transport;
import llmbench.options.syntax.ProxyUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://0.0.0.0:8801, http://127.0.0.1:8801, 0.0.0.0, 127.0.0.1",
    "http://[::]:8801/v1, http://[::1]:8801/v1, ::, ::1"
  })
  void bothClientsGoToTheLoopbackAndTheUserIsTold(
      URI server, URI reached, String name, String alias) {
    assertThat(AnyAddress.reached(server)).isEqualTo(reached);
    assertThat(AnyAddress.aliases(server)).isEqualTo(Map.of(name, List.of(alias)));
    assertThat(TransportNotes.notes(Transport.DIRECT, server, Map.of()))
        .containsExactly(
            name
                + " is where a server listens, not where it is reached: requests go to "
                + alias
                + ", with the Host header as it is");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://a_b:1", "http://10.0.0.0", "http://[::2]"})
  void anyOtherServerIsReachedAsItIs(URI server) {
    assertThat(AnyAddress.reached(server)).isEqualTo(server);
    assertThat(AnyAddress.aliases(server)).isEmpty();
    assertThat(TransportNotes.notes(Transport.DIRECT, server, Map.of())).isEmpty();
  }

  @Test
  void behindAProxyItIsTheProxysOwn() {
    Transport proxied =
        new Transport(false, Optional.empty(), Optional.of(new ProxyUrl("proxy", 8080, null, "")));
    assertThat(TransportNotes.notes(proxied, URI.create("http://0.0.0.0:1"), Map.of()))
        .containsExactly("Proxy: http://proxy:8080");
  }
}
