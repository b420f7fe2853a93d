package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;
import llmbench.options.ToolVersion;

/** How the server is reached: settings of ours, but vLLM 0.32's {@code --insecure}. */
public final class TransportOptions {

  public static final String INSECURE = "insecure";
  public static final String CA_CERT = "ca-cert";
  public static final String PROXY = "proxy";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          // A run of evalscope records it only where it is given.
          Option.flag(INSECURE)
              .of(ToolVersion.Tool.values())
              .until(VLLM_0_32)
              .honoured("certificates are not verified, and the console says so"),
          OurOption.one(CA_CERT, ValueType.PATH)
              .honoured("a PEM file: the only authorities trusted, instead of the JDK's"),
          OurOption.one(PROXY, ValueType.PROXY)
              .honoured("http://USER:PASSWORD@HOST:PORT; the environment's proxies are not used"));

  private TransportOptions() {}
}
