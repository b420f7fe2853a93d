package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What Gatling's index.html says of a run, from the pom: only the benchmark surely has a page. */
class RunDescriptionTest {

  @Test
  void onlyTheBenchmarkPromisesItsPage() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    XPath path = XPathFactory.newInstance().newXPath();
    String said = "//gatling.runDescription";
    assertThat(path.evaluate("count(" + said + ")", pom)).isEqualTo("1");
    String profile = said + "[contains(., 'llm.html')]/ancestor::profile";
    assertThat(path.evaluate(profile + "/activation/property/name", pom))
        .as("no simulation of a user's own is named on the command line")
        .isEqualTo("!gatling.simulationClass");
  }
}
