package llmbench.simserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.ServerSocket;
import llmbench.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the simulated server: what is wrong is said in one line. */
class ServerTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Server.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000 | --port must be from 0 to 65535, not 70000",
        "--port x | Invalid value for option '--port': 'x' is not an int",
        "--ttft-ms 20 | give both --ttft-ms and --itl-ms, each from 0 to 3600000 ms",
        "--ttft-ms 1 --itl-ms -1 | give both --ttft-ms and --itl-ms, each from 0 to 3600000 ms",
        "--ttft-ms NaN --itl-ms 1 | give both --ttft-ms and --itl-ms, each from 0 to 3600000 ms",
        "--profile h100 | --profile 'h100' is not known; the only one is a100-qwen2.5-0.5b",
        "--finish never | --finish is last or separate, not 'never'",
        "--truth maybe | --truth is off or on, not 'maybe'",
        "--max-num-seqs 0 | --max-num-seqs must be at least 1, not 0",
        "--step-factor 0 | --step-factor must be above 0 and at most 1000, not 0.0",
        "--step-factor NaN | --step-factor must be above 0 and at most 1000, not NaN",
        "--max-model-len 0 | --max-model-len must be at least 1, not 0",
        "--block-size 0 | --block-size must be at least 1, not 0",
        "--prefix-cache --prefix-cache-blocks 0 | --prefix-cache-blocks must be at least 1, not 0",
        "--block-size 16 | --block-size, --prefix-cache-blocks and"
            + " --enable-prompt-tokens-details need --prefix-cache",
        "--prefill-us 5 | --prefill-us needs fixed times, --ttft-ms and --itl-ms",
        "--ttft-ms 1 --itl-ms 1 --prefill-us -1 | --prefill-us must be from 0 to 3600000, not -1.0",
        "--fault-rate 2 | --fault-rate must be from 0 to 1, not 2.0",
        "--fault-rate NaN | --fault-rate must be from 0 to 1, not NaN",
        "--faults 3:http-200 | --faults: the number of http is from 400 to 599, not 200",
        "--faults 3:crlf@2 | --faults: 'crlf@2': crlf can't come after chunks",
        "--faults 3:reset-7 | --faults: 'reset-7': reset takes no number",
        "--faults x:reset | --faults: 'x:reset' doesn't have the form WHICH:FAULT, where WHICH"
            + " is a request's number"
            + " from 0, id=X-REQUEST-ID, prompt=TEXT or *, as in 3:reset,7:http-503,9:cut-rst@12",
        "--nonsense | Unknown option: '--nonsense'",
        "--prot 8801 | Unknown option: '--prot'; did you mean --port?",
        "\u2014port 8801 | \u2014port begins with a typographic dash, as documents write it;"
            + " write --port"
      })
  void badInputIsOneLine(String args, String message) {
    assertThat(run(args.split(" "))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines(message).hasLineCount(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void anUnknownFaultIsOneLineWithThoseThereAre() {
    assertThat(run("--faults", "3:resett")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("--faults: no fault is called 'resett'; there are reset, close, garbage, ")
        .hasLineCount(1);
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(run("--port", "" + port)).isEqualTo(2);
      assertThat(err.toString(UTF_8))
          .isEqualToIgnoringNewLines(
              "The simulated server can't listen on 127.0.0.1:"
                  + port
                  + " (the port is in use): choose another port, 0 takes any free one")
          .hasLineCount(1);
    }
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("--port", "--model", "--profile", "--max-num-seqs", "--ttft-ms", "--itl-ms")
        .contains("--prefix-cache", "--block-size", "--prefix-cache-blocks", "--prefill-us")
        .contains("--enable-prompt-tokens-details")
        .contains("--faults", "--fault-rate", "--fault-seed", "--fault-kinds")
        .contains(
            "--step-factor",
            "--finish",
            "--api-key",
            "--truth",
            "--tokenizer",
            "--max-model-len",
            "--host");
  }

  /** {@code exec:java} can't start a main that is not public, in a class that is not. */
  @Test
  void mavenCanStartIt() throws NoSuchMethodException {
    assertThat(Modifier.isPublic(Server.class.getModifiers())).isTrue();
    int main = Server.class.getMethod("main", String[].class).getModifiers();
    assertThat(Modifier.isPublic(main) && Modifier.isStatic(main)).isTrue();
  }
}
