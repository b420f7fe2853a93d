package llmbench.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Test;

class SummaryCsvTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/sweep.json");

  /** The runs of one folder differ in their number alone, and the golden has the first of each. */
  @Test
  void aTableIsWrittenAsByPandas() throws IOException {
    JsonNode golden = PythonJson.required(Files.readString(GOLDEN)).path("experiments");
    for (String name : List.of("serve_linked", "failures")) {
      JsonNode experiment = golden.get(name);
      List<ObjectNode> rows = new ArrayList<>();
      for (JsonNode result : experiment.get("run_files")) {
        if (result.has("completed")) {
          rows.add((ObjectNode) result);
          rows.add(((ObjectNode) result).deepCopy().put("run_number", 1));
        }
      }
      assertThat(SummaryCsv.of(rows)).as(name).isEqualTo(experiment.get("summary.csv").asText());
    }
  }

  @Test
  void noRunAtAllIsALineOfItsOwn() {
    assertThat(SummaryCsv.of(List.of())).isEqualTo("\"\"\n");
  }

  /** As pandas 3.1.1 wrote these rows. */
  @Test
  void whatAColumnHoldsDecidesHowItIsWritten() {
    assertThat(
            SummaryCsv.of(
                List.of(
                    row("{'i': 1, 'f': 1, 'b': true, 's': 'a,b', 'l': [1, 'x'], 'c': 'a\\rb'}"),
                    row("{'f': 2.5, 'b': null, 's': 'say \\u0022x\\u0022', 'n': null}"),
                    row("{'i': null, 'f': 1e22, 'b': 3, 's': '', 'n': null}"))))
        .isEqualTo(
            """
            ,i,f,b,s,l,c,n
            0,1.0,1.0,True,"a,b","[1, 'x']",a\rb,
            1,,2.5,,"say ""x""\",,,
            2,,1e+22,3,,,,
            """);
    assertThat(
            SummaryCsv.of(
                List.of(
                    row("{'a': 1, 'm': 1, 'inf': Infinity, 'nan': NaN, 'z': 0.1}"),
                    row(
                        "{'a': 9007199254740993, 'm': 't', 'inf': 1, 'nan': 2, 'z': 1e16,"
                            + " 'd': {'k': [null, true, 1.0]}}"))))
        .isEqualTo(
            """
            ,a,m,inf,nan,z,d
            0,1,1,inf,,0.1,
            1,9007199254740993,t,1.0,2.0,1e+16,"{'k': [None, True, 1.0]}"
            """);
    assertThat(
            SummaryCsv.of(
                List.of(
                    row("{'u': 1180591620717411303424, 'b': true}"),
                    row("{'v': 1.5, 'b': false}"),
                    row("{'v': 2, 'w': false}"))))
        .isEqualTo(
            """
            ,u,b,v,w
            0,1180591620717411303424,True,,
            1,,False,1.5,
            2,,,2.0,False
            """);
  }

  private static ObjectNode row(String json) {
    return (ObjectNode) PythonJson.required(json.replace('\'', '"'));
  }
}
