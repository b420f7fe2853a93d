package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_1;
import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.ToolVersion.VLLM_0_11;
import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;

/** How the server is reached: settings of ours, but vLLM 0.32's {@code --insecure}. */
public final class TransportOptions {

  public static final String INSECURE = "insecure";
  public static final String CA_CERT = "ca-cert";
  public static final String PROXY = "proxy";

  /** Those that no command line has. */
  static final List<Option> OURS =
      List.of(
          Option.flag(INSECURE)
              .in(VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured("certificates are not verified, and the console says so"),
          Option.one(CA_CERT, ValueType.PATH)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured("a PEM file: the only authorities trusted, instead of the JDK's"),
          Option.one(PROXY, ValueType.PROXY)
              .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
              .honoured("http://USER:PASSWORD@HOST:PORT; the environment's proxies are not used"));

  private TransportOptions() {}
}
