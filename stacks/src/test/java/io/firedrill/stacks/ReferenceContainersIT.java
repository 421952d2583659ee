package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.platform.NeedsContainers;
import io.firedrill.stacks.platform.TestImages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsContainers
class ReferenceContainersIT extends ReferenceContract {
    @Override
    Settings settings() {
        return TestImages.settings().with(Map.of("firedrill.grafana", "true"));
    }

    /** What the real one makes of it is to be looked at where it can be had. */
    @Test
    void grafana_is_given_the_prometheus_dashboards_and_rules_of_the_workspace() throws Exception {
        URI grafana = stack().endpoints().grafana().orElseThrow();

        assertThat(page(grafana, "/provisioning/datasources/prometheus.yaml"))
                .contains("uid: prometheus", "http://prometheus:9090");
        assertThat(page(grafana, "/provisioning/boards/0.json")).contains("\"panels\"");
        assertThat(page(grafana, "/provisioning/dashboards/workspace.yaml")).contains("/provisioning/boards");
        assertThat(page(grafana, "/environment")).contains("GF_AUTH_ANONYMOUS_ORG_ROLE=Viewer");
    }

    private static String page(URI base, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
