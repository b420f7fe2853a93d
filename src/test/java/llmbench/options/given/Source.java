package llmbench.options.given;

import org.jspecify.annotations.Nullable;

/** Where an option came from. */
public sealed interface Source {

  /** Text that names what was written and where; a null value isn't shown. */
  String shown(String flag, @Nullable String value);

  /** The command line in {@code -Dbench}. */
  record BenchLine() implements Source {
    @Override
    public String shown(String flag, @Nullable String value) {
      return flag + (value == null || value.isEmpty() ? "" : " " + value) + " (in -Dbench)";
    }
  }

  /** A system property {@code -Dllm.…}. */
  record Property() implements Source {
    @Override
    public String shown(String flag, @Nullable String value) {
      return flag + (value == null || value.isEmpty() ? "" : "=" + value);
    }
  }

  /** A line of the file in {@code -Dllm.config}. */
  record ConfigLine(String file, int line) implements Source {
    @Override
    public String shown(String flag, @Nullable String value) {
      String written = flag + (value == null || value.isEmpty() ? "" : "=" + value);
      return written + " (" + file + ":" + line + ")";
    }
  }

  /** The file in {@code --config} of a command line. */
  record ToolFile(String file) implements Source {
    @Override
    public String shown(String flag, @Nullable String value) {
      String written = flag + (value == null || value.isEmpty() ? "" : " " + value);
      return written + " (in " + file + ")";
    }
  }

  /** The reference run, which stands in for a command line. */
  record ReferenceRun() implements Source {
    @Override
    public String shown(String flag, @Nullable String value) {
      return flag + (value == null ? "" : " " + value) + " (of the reference run)";
    }
  }
}
