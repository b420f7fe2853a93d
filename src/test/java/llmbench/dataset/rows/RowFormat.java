package llmbench.dataset.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file with rows may be; where a folder has several, the one with the most files counts. */
enum RowFormat {
  PARQUET(ParquetRows::open, ".parquet", ".geoparquet", ".gpq"),
  JSON(JsonRows::open, ".jsonl", ".ndjson", ".json"),
  CSV(CsvRows::open, ".csv", ".tsv");

  /** How people know them. */
  static final String KNOWN = "JSON (.json), JSON lines (.jsonl), CSV (.csv, .tsv) or Parquet";

  private static final String GZIP = ".gz";

  @SuppressWarnings("ImmutableEnumChecker") // It is a reference to a static method.
  private final Opener opener;

  @SuppressWarnings("ImmutableEnumChecker") // It is one of List.of().
  private final List<String> endings;

  RowFormat(Opener opener, String... endings) {
    this.opener = opener;
    this.endings = List.of(endings);
  }

  /** How a file of the format is opened. */
  @FunctionalInterface
  private interface Opener {
    Rows open(Path file) throws IOException;
  }

  /** The format of a file by its name; empty for none of these. */
  static Optional<RowFormat> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain = isPacked(file) ? name.substring(0, name.length() - GZIP.length()) : name;
    for (RowFormat format : values()) {
      if (format.endings.stream().anyMatch(plain::endsWith)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  static boolean isPacked(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  Rows open(Path file) throws IOException {
    return opener.open(file);
  }
}
