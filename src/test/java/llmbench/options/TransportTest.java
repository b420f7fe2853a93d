package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import llmbench.options.syntax.ProxyUrl;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

  private static final String VLLM = "vllm bench serve --model m --dataset-name random";
  private static final String EVALSCOPE = "evalscope perf --model m --dataset random";

  @ParameterizedTest
  @CsvSource({
    VLLM + ",vllm-0.32",
    VLLM + ",vllm-0.11",
    EVALSCOPE + ",evalscope-1.14",
    EVALSCOPE + ",evalscope-1.1"
  })
  void everyVersionTakesAuthoritiesAProxyAndInsecure(String line, String compat) {
    assertThat(Reading.both(line, "compat", compat).target().transport())
        .isEqualTo(Transport.DIRECT);
    BenchOptions options =
        Reading.both(
            line, "compat", compat, "ca-cert", "ca.pem", "proxy", "http://me:p%40ssword@p:3128");
    assertThat(options.target().transport())
        .isEqualTo(
            new Transport(
                false,
                Optional.of(Path.of("ca.pem")),
                Optional.of(new ProxyUrl("p", 3128, "me", "p@ssword"))));
    assertThat(options.effective())
        .containsEntry("ca-cert", "ca.pem")
        .containsEntry("proxy", "http://***@p:3128");
    assertThat(options.toString()).doesNotContain("ssword");
    assertThat(
            Reading.both(line, "compat", compat, "insecure", "true")
                .target()
                .transport()
                .insecure())
        .isTrue();
  }

  @Test
  void vllmsOwnFlagIsHonoured() {
    assertThat(Reading.bench(VLLM + " --insecure").target().transport().insecure()).isTrue();
  }

  @Test
  void insecureAndAuthoritiesContradictEachOther() {
    assertThat(Reading.problems(VLLM + " --insecure", "ca-cert", "ca.pem"))
        .contains("ca-cert")
        .contains("leave one of the two out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p:3128",
        "http://p",
        "http://p:0",
        "http://p:70000",
        "https://p:1",
        "http://me:secretword@p",
        "socks5://me:secretword@p:1",
        "http://me:secret@word@p:1",
        "http://me:secret?word@p:1",
        "http://me:secret#word@p:1",
        "http://me?secret@p:1",
        "http://p:1/path"
      })
  void whatIsNoProxyIsRefusedWithoutItsPassword(String url) {
    assertThat(Reading.problems(VLLM, "proxy", url))
        .contains("-Dllm.proxy")
        .contains("expected a proxy such as http://host:8080")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.json", "/etc/x.json", "a/../../x.json", "..", "a/..", "a/", "."})
  void aResultNameThatLeavesItsDirectoryIsRefusedBeforeTheRun(String name) {
    assertThat(Reading.problems(VLLM + " --save-result", "result-filename", name))
        .contains("-Dllm.result-filename=" + name)
        .contains("expected a file name that stays inside --result-dir");
  }

  @Test
  void aResultNameWithANulOrTooLongForAFileIsRefused() {
    assertThat(Reading.problems(VLLM, "result-filename", "a\0b")).contains("expected a file name");
    assertThat(Reading.problems(VLLM, "result-filename", "長".repeat(67)))
        .contains("expected a file name");
    assertThat(Reading.both(VLLM, "result-filename", "sub/..x.json").output().resultFilename())
        .contains("sub/..x.json");
  }
}
