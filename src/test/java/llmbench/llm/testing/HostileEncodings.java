package llmbench.llm.testing;

import static llmbench.llm.testing.HostileAnswer.EOL;
import static llmbench.llm.testing.HostileAnswer.EVENTS;
import static llmbench.llm.testing.HostileAnswer.STREAM;
import static llmbench.llm.testing.HostileAnswer.SUCCESS;
import static llmbench.llm.testing.HostileAnswer.answer;
import static llmbench.llm.testing.HostileAnswer.bytes;
import static llmbench.llm.testing.HostileAnswer.in;
import static llmbench.llm.testing.HostileAnswer.sized;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Answers that are packed in another way than they say, or become a thousand times as long. */
public final class HostileEncodings {

  private static final byte[] TEXT = in(StandardCharsets.UTF_8, EVENTS);

  private static final String BROTLI_BOMB =
      "z///fwAkAUB0apDPCjlFlrP3/wf///8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n///"
          + "/wBIAMRhAeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79"
          + "P////wGQAIjDAtC9/+f//z8AEgBxWAC69//8//8HQAIgDgtA9/4/CwAAAUgAxGEBAN//AQ==";

  private HostileEncodings() {}

  /** An event of 200 MiB that has no end, in Brotli: 172 bytes. */
  public static byte[] brotliBomb() {
    return Base64.getDecoder().decode(BROTLI_BOMB);
  }

  public static List<HostileAnswer> all() {
    byte[] gzip = gzip(TEXT);
    byte[] corrupt = gzip.clone();
    Arrays.fill(corrupt, 20, 30, (byte) 0x55);
    byte[] wrongSum = gzip.clone();
    wrongSum[wrongSum.length - 8] ^= 1;
    byte[] twice = Arrays.copyOf(gzip, 2 * gzip.length);
    System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
    return List.of(
        answer(
            "gzip that ends too early",
            "empty: the stream ended without a single message (unpacked from gzip)",
            packed("gzip", Arrays.copyOf(gzip, 30))),
        answer("gzip that is broken", corrupt("gzip", "0 output chunks"), packed("gzip", corrupt))
            .closed(),
        answer(
                "gzip with another checksum",
                corrupt("gzip", "1 output chunk"),
                packed("gzip", wrongSum))
            .closed(),
        answer("gzip with something behind it", SUCCESS, packed("gzip", twice)),
        answer(
                "plain text that says it is gzip",
                corrupt("gzip", "0 output chunks"),
                packed("gzip", TEXT))
            .closed(),
        answer(
            "gzip that doesn't say so",
            "empty: the stream ended without a single message",
            bytes(sized(STREAM, gzip))),
        answer(
                "deflate of 64 MiB in 64 KiB",
                "too-large: a message is longer than 8 MiB",
                packed("deflate", deflate(bomb())))
            .closed(),
        answer(
                "br of 200 MiB in 172 bytes",
                "too-large: a message is longer than 8 MiB",
                packed("br", brotliBomb()))
            .closed(),
        answer("br that is broken", corrupt("br", "0 output chunks"), packed("br", TEXT)).closed(),
        answer(
            "zstd",
            unreadable("zstd"),
            packed("zstd", Base64.getDecoder().decode("KLUv/QRYIQAAbWluZQ=="))),
        answer("an encoding that nobody knows", unreadable("cramped"), packed("cramped", TEXT)),
        answer("gzip, and then br", unreadable("gzip, br"), packed("gzip, br", gzip)),
        answer(
            "a refusal in an encoding that nobody knows",
            "http-status: 500 No",
            bytes(sized("HTTP/1.1 500 No\r\ncontent-encoding: cramped\r\n", TEXT))),
        answer("the encoding 'identity'", SUCCESS, packed("identity", TEXT)));
  }

  private static String corrupt(String encoding, String after) {
    return "content-encoding: the answer is not the "
        + encoding
        + " that it says it is, after "
        + after;
  }

  private static String unreadable(String encoding) {
    return "content-encoding: the answer is encoded as '"
        + encoding
        + "', which can't be read here; gzip, deflate, br, snappy can";
  }

  private static ScriptedServer.Script packed(String encoding, byte[] body) {
    return bytes(sized(STREAM + "content-encoding: " + encoding + EOL, body));
  }

  private static byte[] bomb() {
    byte[] all = new byte[64 << 20];
    byte[] begin = in(StandardCharsets.UTF_8, "data: ");
    System.arraycopy(begin, 0, all, 0, begin.length);
    return all;
  }

  private static byte[] gzip(byte[] plain) {
    return through(plain, GZIPOutputStream::new);
  }

  private static byte[] deflate(byte[] plain) {
    return through(plain, DeflaterOutputStream::new);
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] through(byte[] plain, Packer packer) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
