package llmbench.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose requests and definitions are used: a tool and its version.
 *
 * <p>A version differs from the one before it in what asks {@link #atLeast} for it, or is listed as
 * known {@code since} or {@code until} it; otherwise it is like the one before. So nothing else
 * names a version, and nothing compares two of them ({@code VersionUsesTest}). docs/how-to-add.md
 * has how one is added.
 */
public enum ToolVersion {
  // The newest of a tool first: messages, help and pages list them so.
  VLLM_0_33(Tool.VLLM, 0, 33),
  VLLM_0_32(Tool.VLLM, 0, 32),
  VLLM_0_11(Tool.VLLM, 0, 11),
  EVALSCOPE_1_14(Tool.EVALSCOPE, 1, 14),
  EVALSCOPE_1_1(Tool.EVALSCOPE, 1, 1);

  /** The tools whose command lines we take. */
  public enum Tool {
    VLLM("vllm bench serve"),
    EVALSCOPE("evalscope perf");

    private final String command;

    Tool(String command) {
      this.command = command;
    }

    /** How its command lines begin. */
    public String command() {
      return command;
    }

    /** The one that this isn't. */
    public Tool other() {
      return this == VLLM ? EVALSCOPE : VLLM;
    }

    /** Its versions, the newest first. */
    public List<ToolVersion> versions() {
      return Stream.of(ToolVersion.values()).filter(version -> version.tool == this).toList();
    }

    /** The version that is meant when none is named: the newest. */
    public ToolVersion newest() {
      return versions().get(0);
    }

    /** The first of its versions. */
    public ToolVersion oldest() {
      return versions().get(versions().size() - 1);
    }

    /** The labels of its versions, for a message. */
    public String labels() {
      return ToolVersion.labels(versions());
    }
  }

  private final Tool tool;
  private final int major;
  private final int minor;

  ToolVersion(Tool tool, int major, int minor) {
    this.tool = tool;
    this.major = major;
    this.minor = minor;
  }

  /** The version that is meant when neither a tool nor a version is named. */
  public static ToolVersion standard() {
    return Tool.VLLM.newest();
  }

  /** The version of that label; empty when there is none. */
  public static Optional<ToolVersion> labelled(String label) {
    return Stream.of(values()).filter(version -> version.label().equals(label)).findFirst();
  }

  /** The labels of all versions, for a message. */
  public static String labels() {
    return labels(List.of(values()));
  }

  private static String labels(List<ToolVersion> versions) {
    return versions.stream().map(ToolVersion::label).collect(Collectors.joining(", "));
  }

  /** The value of {@code -Dllm.compat}, such as {@code vllm-0.32}. */
  public String label() {
    return tool.name().toLowerCase(Locale.ROOT) + "-" + number();
  }

  /** Its number within the tool, such as {@code 0.32}. */
  public String number() {
    return major + "." + minor;
  }

  /** The tool, whatever its version. */
  public Tool tool() {
    return tool;
  }

  /**
   * Whether it is that version of its tool or a newer one.
   *
   * @throws IllegalArgumentException when that is a version of the other tool: neither is newer, so
   *     ask for the {@link #tool} first
   */
  public boolean atLeast(ToolVersion other) {
    if (tool != other.tool) {
      throw new IllegalArgumentException(
          label() + " is neither older nor newer than " + other.label() + ": two tools");
    }
    return major != other.major ? major > other.major : minor >= other.minor;
  }

  /** Whether it is the version that is meant when only the tool is named. */
  public boolean isNewest() {
    return this == tool.newest();
  }

  /** Itself where it is one of that tool's, else that tool's newest. */
  public ToolVersion orNewestOf(Tool wanted) {
    return tool == wanted ? this : wanted.newest();
  }

  /** Whether it is that one, which somebody chose: what hangs on a version asks atLeast. */
  public boolean isSameAs(ToolVersion chosen) {
    return this == chosen;
  }

  /** The versions of its tool before it, the newest first; as labels, for a message. */
  public String labelsBefore() {
    return labels(tool.versions().stream().filter(version -> !version.atLeast(this)).toList());
  }

  /** The versions of its tool from it on, the newest first; as labels, for a message. */
  public String labelsSince() {
    return labels(tool.versions().stream().filter(version -> version.atLeast(this)).toList());
  }
}
