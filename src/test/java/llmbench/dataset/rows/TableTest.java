package llmbench.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of rows, beside what Hugging Face's datasets and pyarrow make of them. */
class TableTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/tables");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snappy",
        "zstd",
        "gzip",
        "none",
        "lz4",
        "second_version",
        "no_dictionary",
        "delta"
      })
  void aParquetFileHasTheRowsThatPyarrowWrote(String name) throws IOException {
    JsonNode wanted = new ObjectMapper().readTree(GOLDEN.resolve("rows.json").toFile());
    List<JsonNode> rows = new ArrayList<>();
    for (Row row : rows(List.of(GOLDEN.resolve(name + ".parquet")))) {
      assertThat(row.number()).isEqualTo(rows.size() + 1);
      rows.add(PythonJson.required(text(row.values())));
    }
    assertThat(rows).hasSize(30).isEqualTo(List.copyOf(list(wanted)));
  }

  /** Bytes as the golden file writes them. */
  private static String text(JsonNode node) {
    JsonNode image = node.path("image");
    ((com.fasterxml.jackson.databind.node.ObjectNode) image)
        .put("bytes", "base64:" + image.path("bytes").asText());
    return node.toString();
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  @Test
  void splitsAreThoseThatDatasetsFinds() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(GOLDEN.resolve("splits.json").toFile());
    assertThat(cases).hasSize(16);
    int number = 0;
    for (JsonNode one : cases) {
      Path root = folder.resolve("case" + number++);
      for (JsonNode file : one.path("files")) {
        write(root.resolve(file.asText()), "{\"a\": 1}\n");
      }
      for (Map.Entry<String, JsonNode> split : one.path("splits").properties()) {
        assertThat(Table.of(root, null, split.getKey()).files())
            .as(one.path("files").toString())
            .map(file -> root.relativize(file).toString())
            .isEqualTo(list(split.getValue()).stream().map(JsonNode::asText).toList());
      }
      List<String> paths = list(one.path("files")).stream().map(JsonNode::asText).toList();
      for (Map.Entry<String, JsonNode> split : one.path("splits").properties()) {
        assertThat(Table.chosen(paths, null, split.getKey()))
            .as("without a folder: " + paths)
            .isEqualTo(list(split.getValue()).stream().map(JsonNode::asText).toList());
      }
      assertThat(Table.chosen(paths, null, "none")).isEmpty();
      List<String> names = new ArrayList<>();
      one.path("splits").fieldNames().forEachRemaining(names::add);
      assertThatThrownBy(() -> Table.of(root, null, "none"))
          .hasMessageContaining("has no split 'none', but ")
          .hasMessageContainingAll(names.toArray(String[]::new));
    }
  }

  @Test
  void textFormatsHaveTheirRows() throws IOException {
    String lines = "{\"t\": \"ü\"}\n\n{\"t\": 2, \"n\": NaN}\n";
    assertThat(values("a.jsonl", lines))
        .containsExactly("{\"t\":\"ü\"}", "{\"t\":2,\"n\":\"NaN\"}");
    assertThat(values("b.json", "[{\"t\": [1]},\n {\"t\": null}]"))
        .containsExactly("{\"t\":[1]}", "{\"t\":null}");
    assertThat(values("c.csv", "t,n\n\"a \"\"b\"\",\nc\",1\n,2\n"))
        .containsExactly("{\"t\":\"a \\\"b\\\",\\nc\",\"n\":\"1\"}", "{\"t\":null,\"n\":\"2\"}");
    assertThat(values("d.tsv", "t\tn\na, b\t1\n")).containsExactly("{\"t\":\"a, b\",\"n\":\"1\"}");
    Path packed = folder.resolve("e.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rows(List.of(packed))).hasSize(2);
  }

  /** Expected values: pandas 2.2, {@code read_csv}. */
  @Test
  void aColumnWhoseNameIsThereAlreadyHasANumberBehindIt() throws IOException {
    assertThat(values("c.csv", "a,b,a,a\n1,2,3,4\n"))
        .containsExactly("{\"a\":\"1\",\"b\":\"2\",\"a.1\":\"3\",\"a.2\":\"4\"}");
    assertThat(values("d.csv", "a,a,a.1\n1,2,3\n"))
        .containsExactly("{\"a\":\"1\",\"a.2\":\"2\",\"a.1\":\"3\"}");
  }

  @Test
  void twoColumnsOfOneNameAreRefusedInParquet() throws IOException {
    byte[] bytes = Files.readAllBytes(GOLDEN.resolve("none.parquet"));
    int footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    for (int i = bytes.length - 8 - footer; i < bytes.length - 9; i++) {
      if (bytes[i] == 1 && bytes[i + 1] == 'f') {
        bytes[i + 1] = 'i';
      }
    }
    Path twice = Files.write(folder.resolve("twice.parquet"), bytes);
    assertThatThrownBy(() -> rows(List.of(twice)))
        .isInstanceOf(RowsException.class)
        .hasMessageStartingWith(twice + ": has two columns \"i\", which the tool can't tell apart");
  }

  @Test
  void aSubsetIsAFolderOfItsName() throws IOException {
    write(folder.resolve("main/train.jsonl"), "{}\n");
    write(folder.resolve("other/train.csv"), "a\n1\n");
    assertThat(Table.of(folder, "main", "train").files())
        .containsExactly(folder.resolve("main/train.jsonl"));
    assertThat(Table.of(folder, "default", "train").files())
        .containsExactly(folder.resolve("main/train.jsonl"));
    refuses("has no folder 'gone' for the subset", folder, "gone");
    refuses("has no folder '..' for the subset", folder.resolve("main"), "..");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws IOException {
    refuses("no such file or folder", folder.resolve("gone"), null);
    write(folder.resolve("empty/README.md"), "");
    write(folder.resolve("empty/data.arrow"), "");
    refuses("no file of rows in this folder", folder.resolve("empty"), null);
    refuses("isn't a kind of file that can be read", folder.resolve("empty/data.arrow"), null);
    assertThatThrownBy(() -> values("a.jsonl", "{\"t\": 1}\n{\"t\": 2}\n{\"t\": \n"))
        .hasMessageContaining("a.jsonl, row 3 (line 4): isn't a JSON object; correct it.");
    assertThatThrownBy(() -> values("b.jsonl", "{\"t\": 1}\n7\n"))
        .hasMessageContaining("b.jsonl, row 2 (line 2): isn't a JSON object");
    assertThatThrownBy(() -> values("c.csv", "a,b\n1,2,3\n"))
        .hasMessageContaining("c.csv, row 1 (line 2): isn't a row of as many values");
    Path latin = folder.resolve("latin.jsonl");
    Files.write(latin, "{\"t\": \"a\"}\n{\"t\": \"ü\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> rows(List.of(latin)))
        .isInstanceOf(RowsException.class)
        .hasMessageContaining("latin.jsonl, row 2: isn't UTF-8; convert the file");
    Path latinTable = folder.resolve("latin.csv");
    Files.write(latinTable, "t\nü\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> rows(List.of(latinTable)))
        .isInstanceOf(RowsException.class)
        .hasMessageContaining("latin.csv, row 1: isn't UTF-8; convert the file");
    assertThatThrownBy(() -> rows(List.of(GOLDEN.resolve("brotli.parquet"))))
        .isInstanceOf(RowsException.class)
        .hasMessageContaining("packed with BROTLI; write it again with zstd or snappy");
    byte[] whole = Files.readAllBytes(GOLDEN.resolve("zstd.parquet"));
    for (int at : new int[] {4, whole.length - 2}) {
      Path damaged = folder.resolve("damaged.parquet");
      byte[] bytes = whole.clone();
      for (int i = at; i < Math.min(at + 40, bytes.length); i++) {
        bytes[i] ^= 0x5A;
      }
      Files.write(damaged, bytes);
      assertThatThrownBy(() -> rows(List.of(damaged)))
          .as("byte " + at)
          .isInstanceOf(RowsException.class)
          .hasMessageContaining("damaged.parquet: can't be read");
    }
  }

  @Test
  void shufflesGiveTheOrderOfDatasets() throws Exception {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("orders.json").toFile());
    Map<String, List<Path>> made = new HashMap<>();
    for (JsonNode one : golden.path("cases")) {
      List<Path> files = made.computeIfAbsent(one.path("rows").toString(), this::numbered);
      long seed = one.path("seed").longValue();
      boolean stream = one.path("stream").booleanValue();
      List<String> order = new ArrayList<>();
      try (RowReader rows =
          stream
              ? RowReader.buffered(RowFiles.here(files), seed)
              : RowReader.permuted(RowFiles.here(files), seed)) {
        for (Row row = rows.next(); row != null; row = rows.next()) {
          order.add(row.value("i").asText());
        }
      }
      assertThat(order.subList(0, 10))
          .as(one.toString())
          .isEqualTo(list(one.path("first")).stream().map(JsonNode::asText).toList());
      byte[] digest =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(String.join(",", order).getBytes(StandardCharsets.UTF_8));
      assertThat(java.util.HexFormat.of().formatHex(digest)).isEqualTo(one.path("sha256").asText());
    }
  }

  private List<Path> numbered(String rows) {
    List<Path> files = new ArrayList<>();
    int number = 0;
    for (JsonNode count : PythonJson.required(rows)) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count.intValue(); i++) {
        text.append("{\"i\": ").append(number++).append("}\n");
      }
      files.add(folder.resolve(rows.hashCode() + "-" + files.size() + ".jsonl"));
      write(files.get(files.size() - 1), text.toString());
    }
    return files;
  }

  private List<String> values(String name, String text) {
    write(folder.resolve(name), text);
    return rows(List.of(folder.resolve(name))).stream()
        .map(row -> row.values().toString())
        .toList();
  }

  private static List<Row> rows(List<Path> files) {
    List<Row> all = new ArrayList<>();
    try (RowReader rows = RowReader.inOrder(files)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private static void refuses(String message, Path path, @Nullable String subset) {
    assertThatThrownBy(() -> Table.of(path, subset, "train"))
        .isInstanceOf(RowsException.class)
        .hasMessageContaining(message);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
