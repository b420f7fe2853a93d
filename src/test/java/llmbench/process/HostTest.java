package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://127.0.0.1:8000, true",
    "http://[::1]:8000/v1, true",
    "http://localhost, true",
    "http://0.0.0.0:8000, true",
    "http://192.0.2.1:8000, false",
    "http://name_of_a_container:8000, false"
  })
  void aServerIsOnThisMachineIfItsAddressIs(URI server, boolean here) {
    assertThat(Host.isThis(server)).isEqualTo(here);
  }
}
